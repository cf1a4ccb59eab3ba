"""An independent check of a draw: it follows from its chance, and its chance is the one that was declared."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from folkmoot.core.canonical import Json
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.beacons import beacon_of, can_verify, check_signature
from folkmoot.core.sortition.checks import Check, Finding, panels_whole, until_broken
from folkmoot.core.sortition.commitments import commitment
from folkmoot.core.sortition.documents import LotteryUnreadable, lottery_digest, read_lottery
from folkmoot.core.sortition.draws import Draw, read_draw
from folkmoot.core.sortition.lotteries import Lottery
from folkmoot.core.sortition.plans import Plan, departures
from folkmoot.core.sortition.sealing import (
    Sealed,
    SealedUnreadable,
    chances_promised,
    is_sealed,
    read_sealed,
    sealed_document,
)
from folkmoot.core.sortition.sources import (
    BeaconRound,
    CommitmentBroken,
    DrawUnreadable,
    Parties,
    kept_word,
    number_chosen,
    parts_of,
)


class OtherLottery(Fault):
    """The draw refers to the lottery `stated`; this one is `found`."""


class NumberWrong(Fault):
    """The source of chance gives the panel `found`; the draw states `stated`."""


class SelectedWrong(Fault):
    """The people in the draw are not those of the panel `number`."""


class PanelDoesNotOpen(Fault):
    """The commitment to the panel `number` does not open to the people of the draw."""


class ChancesDoNotAddUp(Fault):
    """The tickets of all people together are `found`, the panels have `stated` places."""


class SealDiffers(Fault):
    """The sealed lottery is not the one that the opened lottery and the secret give: look at `place`."""


def check_draw(draw: Json, lottery: Json, plan: Plan | None = None) -> tuple[Finding, ...]:
    """Check that a published draw follows from its source of chance and from the published `lottery`, open or sealed.

    With the `plan` that was declared beforehand also that this source is the declared one. The signature of a beacon's
    round is checked where `beacons.can_verify`; `left_open` says what was not.
    """
    try:
        drawn, panels = read_draw(draw), read_sealed(lottery) if is_sealed(lottery) else read_lottery(lottery)
    except (DrawUnreadable, LotteryUnreadable, SealedUnreadable) as fault:
        return (Finding(check=Check.DRAW_READS, fault=fault),)
    checks = [*_of_lottery(drawn, panels), *_of_source(drawn, plan), *_of_panel(drawn, panels)]
    return (Finding(check=Check.DRAW_READS, fault=None), *until_broken(checks))


def left_open(draw: Json) -> tuple[str, ...]:
    """What `check_draw` had to leave open in a readable draw: `beacon_unverified` where the arithmetic is missing."""
    rounds = any(isinstance(part, BeaconRound) for part in parts_of(read_draw(draw).source))
    return ("beacon_unverified",) if rounds and not can_verify() else ()


_Check = tuple[Check, Callable[[], Iterator[Fault]]]


def _of_lottery(draw: Draw, lottery: Lottery | Sealed) -> list[_Check]:
    found = lottery.digest if isinstance(lottery, Sealed) else lottery_digest(lottery)
    whole: list[_Check] = [] if isinstance(lottery, Sealed) else [(Check.PANELS_WHOLE, lambda: panels_whole(lottery))]
    return [*whole, (Check.DRAW_OF_THIS_LOTTERY, lambda: _same_lottery(draw, found))]


def _of_source(draw: Draw, plan: Plan | None) -> list[_Check]:
    checks: list[_Check] = []
    if plan is not None:
        checks.append((Check.SOURCE_AS_DECLARED, lambda: departures(plan, draw.source)))
    if can_verify() and any(isinstance(part, BeaconRound) for part in parts_of(draw.source)):
        checks.append((Check.BEACON_SIGNED, lambda: _signatures(draw)))
    return checks


def _of_panel(draw: Draw, lottery: Lottery | Sealed) -> list[_Check]:
    words = any(isinstance(part, Parties) for part in parts_of(draw.source))
    kept: list[_Check] = [(Check.WORDS_KEPT, lambda: _words(draw))] if words else []
    number: _Check = (Check.NUMBER_FOLLOWS, lambda: _number(draw, lottery))
    if isinstance(lottery, Sealed):
        return [*kept, number, (Check.SELECTED_FOLLOW, lambda: _opened(draw, lottery))]
    return [*kept, number, (Check.SELECTED_FOLLOW, lambda: _selected(draw, lottery))]


def _same_lottery(draw: Draw, found: str) -> Iterator[Fault]:
    if found != draw.lottery_digest:
        yield OtherLottery(stated=draw.lottery_digest, found=found)


def _signatures(draw: Draw) -> Iterator[Fault]:
    for part in parts_of(draw.source):
        if isinstance(part, BeaconRound):
            try:
                check_signature(part.round, part.signature, beacon_of(part.chain))
            except Fault as fault:
                yield fault


def _words(draw: Draw) -> Iterator[Fault]:
    for part in parts_of(draw.source):
        for party in part.parties if isinstance(part, Parties) else ():
            if not kept_word(party):
                yield CommitmentBroken(name=party.name)


def _number(draw: Draw, lottery: Lottery | Sealed) -> Iterator[Fault]:
    try:
        found = number_chosen(draw.source, len(lottery.panels), draw.lottery_digest)
    except Fault as fault:
        yield fault
    else:
        if found != draw.number:
            yield NumberWrong(stated=draw.number, found=found)


def _selected(draw: Draw, lottery: Lottery) -> Iterator[Fault]:
    if draw.selected != tuple(lottery.ids[place] for place in lottery.panels[draw.number]):
        yield SelectedWrong(number=draw.number)


def _opened(draw: Draw, sealed: Sealed) -> Iterator[Fault]:
    try:
        found = commitment(bytes.fromhex(draw.salt or ""), [draw.number, list(draw.selected)])
    except ValueError:
        found = ""
    if found != sealed.panels[draw.number] or len(set(draw.selected)) != sealed.seats:
        yield PanelDoesNotOpen(number=draw.number)


def check_sealed(document: Json) -> tuple[Finding, ...]:
    """Check what a sealed lottery says in clear: its places are handed out, and chances are as high as promised."""
    try:
        sealed = read_sealed(document)
    except SealedUnreadable as fault:
        return (Finding(check=Check.LOTTERY_READS, fault=fault),)
    checks: list[_Check] = [
        (Check.CHANCES_ADD_UP, lambda: _places(sealed)),
        (Check.CHANCES_AS_PROMISED, lambda: _promises(sealed)),
    ]
    return (Finding(check=Check.LOTTERY_READS, fault=None), *until_broken(checks))


def check_seal(document: Json, opened: Json, secret: bytes) -> Finding:
    """Check that the sealed `document` is the `opened` lottery under `secret`: every panel and every person's line."""
    expected = sealed_document(read_lottery(opened), secret)
    found = document if isinstance(document, dict) else {}
    wrong = next((name for name in expected if found.get(name) != expected[name]), None)
    return Finding(check=Check.SEAL_HOLDS, fault=None if wrong is None else SealDiffers(place=wrong))


def _places(sealed: Sealed) -> Iterator[Fault]:
    found, stated = sum(tickets * people for tickets, people in sealed.chances), sealed.seats * len(sealed.panels)
    if found != stated:
        yield ChancesDoNotAddUp(found=found, stated=stated)
    for pairs in (sealed.chances, sealed.levels):
        if sum(people for _, people in pairs) != len(sealed.people) or any(people < 0 for _, people in pairs):
            yield SealedUnreadable(place="chances")


def _promises(sealed: Sealed) -> Iterator[Fault]:
    """Where nobody has less than her promise, the k-th smallest chance is no less than the k-th smallest promise."""
    held = [Fraction(tickets, len(sealed.panels)) for tickets, people in sorted(sealed.chances) for _ in range(people)]
    promised = [chance for chance, people in chances_promised(sealed) for _ in range(people)]
    short = next((place for place, pair in enumerate(zip(held, promised, strict=True)) if pair[0] < pair[1]), None)
    if short is not None:
        yield SealedUnreadable(place=f"chances ({short + 1})")

"""The parts of a lottery over several panels as a file, published beside it: `folkmoot-parts-v1`; and its check.

The lottery itself stays the file it always is; this one names its digest and says of every place of every numbered
panel to which part it belongs. So one public number still draws everything.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from folkmoot.core.canonical import Json, canonical_bytes, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.checks import Finding, until_broken
from folkmoot.core.sortition.documents import LotteryUnreadable, lottery_digest, read_lottery
from folkmoot.core.sortition.lotteries import Lottery
from folkmoot.core.sortition.parts import Part, bounds_of, interchangeable, whole_targets
from folkmoot.core.sortition.pools import Pool, canonical_pool
from folkmoot.core.sortition.reading import Reader
from folkmoot.core.sortition.several import Several
from folkmoot.core.sortition.targets import Target

PARTS_FORMAT = "folkmoot-parts-v1"


class PartsUnreadable(Fault):
    """A document does not say the parts of a lottery in this format; `place` names what is missing or wrong."""


class PartsOfOtherLottery(Fault):
    """The parts refer to the lottery `stated`; this one is `found`."""


class PartNotWhole(Fault):
    """In the panel `number` the part `name` does not have its `seats` people."""


class PartTicketsWrong(Fault):
    """The tickets that the person `id` holds for each part are not those written beside her."""


class PartsUneven(Fault):
    """For parts that ask for the same, the person `id` holds tickets that differ by `found`, more than `stated`."""


class PartsAskOtherwise(Fault):
    """What the parts ask for together is not what the lottery asks for."""


class PartMissesTarget(Fault):
    """In the panel `number` the part `name` has `found` people for `category` and `value`, outside its target."""


class PartsCheck(StrEnum):
    """What a finding about parts is about."""

    PARTS_READ = "parts_read"
    PARTS_OF_THIS_LOTTERY = "parts_of_this_lottery"
    PARTS_WHOLE = "parts_whole"
    PARTS_TICKETS_RECOUNTED = "parts_tickets_recounted"
    PARTS_ASK_THE_WHOLE = "parts_ask_the_whole"
    PARTS_TARGETS_MET = "parts_targets_met"


def parts_document(several: Several) -> dict[str, Json]:
    """The public form of the parts of `several`."""
    tickets = several.tickets()
    return {
        "format": PARTS_FORMAT,
        "lottery": lottery_digest(several.lottery),
        "parts": [part_document(part) for part in several.parts],
        "division": [list(own) for own in several.division],
        "tickets": [list(row) for row in tickets],
        "uneven": max(_unevenness(row, several.parts) for row in tickets),
    }


def parts_digest(several: Several) -> str:
    """SHA-256 of the bytes of the public form."""
    return sha256_hex(canonical_bytes(parts_document(several)))


def read_parts(document: Json, lottery: Lottery) -> Several:
    """Read the public form back, beside the `lottery` that it divides. Raises `PartsUnreadable`."""
    top = _opened(document)
    parts = tuple(_read_part(each) for each in top.members("parts"))
    division = tuple(each.wholes() for each in top.members("division"))
    if any(not 0 <= own < len(parts) for row in division for own in row):
        raise PartsUnreadable(place="division")
    return Several(lottery=lottery, parts=parts, division=division)


def check_parts(document: Json, lottery: Json, pool: Pool | None = None) -> tuple[Finding, ...]:
    """Check published parts against the `lottery` they divide, and with its `pool` every target of every part.

    The lottery itself is for `check_lottery`.
    """
    try:
        several = read_parts(document, read_lottery(lottery))
        top = _opened(document)
        stated = tuple(each.wholes() for each in top.members("tickets")), top.whole("uneven")
        digest = top.text("lottery")
    except (PartsUnreadable, LotteryUnreadable) as fault:
        return (Finding(check=PartsCheck.PARTS_READ, fault=fault),)
    checks: list[tuple[StrEnum, Callable[[], Iterator[Fault]]]] = [
        (PartsCheck.PARTS_OF_THIS_LOTTERY, lambda: _same_lottery(several.lottery, digest)),
        (PartsCheck.PARTS_WHOLE, lambda: _whole(several)),
        (PartsCheck.PARTS_TICKETS_RECOUNTED, lambda: _tickets(several, *stated)),
        (PartsCheck.PARTS_ASK_THE_WHOLE, lambda: _asked(several)),
    ]
    if pool is not None:
        checks.append((PartsCheck.PARTS_TARGETS_MET, lambda: _targets(several, canonical_pool(pool))))
    return (Finding(check=PartsCheck.PARTS_READ, fault=None), *until_broken(checks))


def _opened(document: Json) -> Reader:
    top = Reader(document, fault=PartsUnreadable)
    if top.text("format") != PARTS_FORMAT:
        raise PartsUnreadable(place="format")
    return top


def part_document(part: Part) -> dict[str, Json]:
    """What one part asks for, as it is published."""
    targets: list[Json] = [
        {"category": each.category, "value": each.value, "min": each.minimum, "max": each.maximum}
        for each in part.targets
    ]
    return {"name": part.name, "seats": part.seats, "substitutes": part.substitutes, "targets": targets}


def _read_part(part: Reader) -> Part:
    return Part(
        name=part.text("name"),
        seats=part.whole("seats"),
        substitutes=part.truth("substitutes"),
        targets=tuple(
            Target(
                category=each.text("category"),
                value=each.text("value"),
                minimum=each.whole("min"),
                maximum=each.whole("max"),
            )
            for each in part.members("targets")
        ),
    )


def _unevenness(row: Sequence[int], parts: Sequence[Part]) -> int:
    """How far apart somebody's tickets for parts that ask for the same are."""
    return max(max(row[each] for each in group) - min(row[each] for each in group) for group in interchangeable(parts))


def _same_lottery(lottery: Lottery, stated: str) -> Iterator[Fault]:
    if (found := lottery_digest(lottery)) != stated:
        yield PartsOfOtherLottery(stated=stated, found=found)


def _whole(several: Several) -> Iterator[Fault]:
    panels = several.lottery.panels
    if len(several.division) != len(panels):
        yield PartsUnreadable(place="division")
    for number, (panel, own) in enumerate(zip(panels, several.division, strict=False)):
        counts = Counter(own)
        for which, part in enumerate(several.parts):
            if len(own) != len(panel) or counts[which] != part.seats:
                yield PartNotWhole(number=number, name=part.name, seats=part.seats)


def _tickets(several: Several, stated: Sequence[Sequence[int]], uneven: int) -> Iterator[Fault]:
    rows = several.tickets()
    if len(rows) != len(stated):
        yield PartsUnreadable(place="tickets")
    for id_, row, said in zip(several.lottery.ids, rows, stated, strict=False):
        if tuple(row) != tuple(said):
            yield PartTicketsWrong(id=id_)
        if (found := _unevenness(row, several.parts)) > uneven:
            yield PartsUneven(id=id_, found=found, stated=uneven)


def _asked(several: Several) -> Iterator[Fault]:
    seats = sum(part.seats for part in several.parts)
    if seats != several.lottery.seats or whole_targets(several.parts) != several.lottery.targets:
        yield PartsAskOtherwise()


def _targets(several: Several, pool: Pool) -> Iterator[Fault]:
    keys = [(target.category, target.value) for target in several.lottery.targets]
    bounds = [bounds_of(part, keys) for part in several.parts]
    pairs = [tuple(zip(pool.categories, person.features, strict=True)) for person in pool.respondents]
    for number, (panel, own) in enumerate(zip(several.lottery.panels, several.division, strict=True)):
        counts = Counter((which, key) for place, which in zip(panel, own, strict=True) for key in pairs[place])
        for which, part in enumerate(several.parts):
            for (category, value), (low, high) in zip(keys, bounds[which], strict=True):
                if not low <= (found := counts[which, (category, value)]) <= high:
                    yield PartMissesTarget(number=number, name=part.name, category=category, value=value, found=found)

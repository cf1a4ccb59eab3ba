"""An independent check of a published lottery: counting only, no trust in who made it; and no solver, but for soft
targets, whose easing is worked out again.

Each check yields a `Finding`: what was checked, and the first thing that does not hold. With the pool in hand an
auditor checks besides that every panel meets every target and that no lottery could have been fairer.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from folkmoot.core.canonical import Json
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.certificates import bound_of, points_of
from folkmoot.core.sortition.documents import LotteryUnreadable, read_lottery
from folkmoot.core.sortition.easing import as_asked, as_far_as_it_goes, eased
from folkmoot.core.sortition.lotteries import Lottery
from folkmoot.core.sortition.pools import Pool, canonical_pool, pool_digest
from folkmoot.core.sortition.profiles import Profiles, profiles_of
from folkmoot.core.sortition.score_checks import fits, has_score, score_faults


class PanelNotWhole(Fault):
    """The panel `number` does not have `seats` different people of the list of ids."""


class TicketsWrong(Fault):
    """The person `id` is in `counted` panels, but `stated` tickets are written beside her."""


class ChanceTooLow(Fault):
    """The person `id` has fewer tickets than the proof promises her."""


class PoolDiffers(Fault):
    """The pool's digest is `found`, the lottery was made from `stated`."""


class TargetMissed(Fault):
    """The panel `number` has `found` people for `category` and `value`, outside `minimum` to `maximum`."""


class HouseholdTwice(Fault):
    """The panel `number` holds two people of one household: `ids`."""


class ShareWrong(Fault):
    """For `category` and `value` the lottery states other counts of people or tickets than the pool gives."""


class AlikeUnequal(Fault):
    """People alike to the lottery, `ids`, hold numbers of tickets that differ by more than one."""


class BoundUnproved(Fault):
    """The points of the level `level` do not prove the bound that it states."""


class SoftTargetWrong(Fault):
    """The soft target for `category` and `value` is stricter than what was asked for, or gave way beyond its limits."""


class EasedOtherwise(Fault):
    """For `category` and `value` the lottery keeps other bounds than soft targets have to give way to."""


class Check(StrEnum):
    """What a finding is about."""

    LOTTERY_READS = "lottery_reads"
    PANELS_WHOLE = "panels_whole"
    TICKETS_RECOUNTED = "tickets_recounted"
    CHANCES_AS_PROMISED = "chances_as_promised"
    CHANCES_ADD_UP = "chances_add_up"
    SOFT_WITHIN_LIMITS = "soft_within_limits"
    EASED_LEAST = "eased_least"
    SEAL_HOLDS = "seal_holds"
    POOL_MATCHES = "pool_matches"
    TARGETS_MET = "targets_met"
    HOUSEHOLDS_KEPT = "households_kept"
    SHARES_RECOUNTED = "shares_recounted"
    ALIKE_EQUAL = "alike_equal"
    BOUND_PROVED = "bound_proved"
    SCORE_PROVED = "score_proved"
    DRAW_READS = "draw_reads"
    DRAW_OF_THIS_LOTTERY = "draw_of_this_lottery"
    SOURCE_AS_DECLARED = "source_as_declared"
    BEACON_SIGNED = "beacon_signed"
    WORDS_KEPT = "words_kept"
    NUMBER_FOLLOWS = "number_follows"
    SELECTED_FOLLOW = "selected_follow"
    LINE_READS = "line_reads"
    LINE_HOLDS = "line_holds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check and the first thing that does not hold, `None` if all does."""

    check: StrEnum
    fault: Fault | None

    @property
    def holds(self) -> bool:
        """Whether nothing was found wrong."""
        return self.fault is None


def check_lottery(document: Json, pool: Pool | None = None) -> tuple[Finding, ...]:
    """Check a published lottery by itself, and with the `pool` it was made from also its targets and its proof."""
    try:
        lottery = read_lottery(document)
    except LotteryUnreadable as fault:
        return (Finding(check=Check.LOTTERY_READS, fault=fault),)
    checks: list[tuple[Check, Callable[[], Iterator[Fault]]]] = [
        (Check.PANELS_WHOLE, lambda: panels_whole(lottery)),
        (Check.TICKETS_RECOUNTED, lambda: _tickets(lottery)),
        (Check.CHANCES_AS_PROMISED, lambda: _promises(lottery)),
    ]
    if any(target.priority is not None for target in lottery.targets):
        checks.append((Check.SOFT_WITHIN_LIMITS, lambda: _soft(lottery)))
    if pool is not None:
        checks += _checks_with(lottery, canonical_pool(pool))
    return (Finding(check=Check.LOTTERY_READS, fault=None), *until_broken(checks))


def until_broken(checks: Sequence[tuple[StrEnum, Callable[[], Iterator[Fault]]]]) -> Iterator[Finding]:
    """One finding each, up to the first that does not hold: what comes after it may rest on it."""
    for check, faults in checks:
        finding = Finding(check=check, fault=next(faults(), None))
        yield finding
        if not finding.holds:
            return


def _checks_with(lottery: Lottery, pool: Pool) -> list[tuple[Check, Callable[[], Iterator[Fault]]]]:
    profiles = profiles_of(pool, lottery.targets, lottery.seats, lottery.pool_digest)
    return [
        (Check.POOL_MATCHES, lambda: _same_pool(lottery, pool)),
        (Check.TARGETS_MET, lambda: _targets(lottery, pool)),
        *(
            [(Check.EASED_LEAST, lambda: _eased(lottery, pool))]
            if any(target.priority is not None for target in lottery.targets)
            else []
        ),
        (Check.HOUSEHOLDS_KEPT, lambda: _households(lottery, pool)),
        (Check.SHARES_RECOUNTED, lambda: _shares(lottery, pool)),
        (Check.ALIKE_EQUAL, lambda: _alike(lottery, profiles)),
        *(
            [(Check.BOUND_PROVED, lambda: _bounds(lottery, profiles))]
            if any(level.certificate for level in lottery.proof.levels)
            else []
        ),
        *([(Check.SCORE_PROVED, lambda: score_faults(lottery, profiles))] if has_score(lottery.objective) else []),
    ]


def taken_as_stated(document: Json) -> dict[str, int]:
    """What the checks believe of a readable lottery, because only a solver could tell: how many levels have a bound
    without points (`bounds_without_points`), and how many people are said to fit on no panel (`shut_out_as_stated`).
    """
    proof = read_lottery(document).proof
    without = sum(level.certificate is None for level in proof.levels)
    without += proof.score is not None and proof.score.certificate is None
    stated = {"bounds_without_points": without, "shut_out_as_stated": proof.level_of.count(-1)}
    return {code: count for code, count in stated.items() if count}


def panels_whole(lottery: Lottery) -> Iterator[Fault]:
    """Every panel that does not have `seats` different people of the list."""
    people = len(lottery.ids)
    for number, panel in enumerate(lottery.panels):
        known = all(0 <= place < people for place in panel)
        if not known or len(set(panel)) != lottery.seats or len(panel) != lottery.seats:
            yield PanelNotWhole(number=number, seats=lottery.seats)
    if not lottery.panels or len(set(lottery.ids)) != people:
        yield PanelNotWhole(number=0, seats=lottery.seats)


def _tickets(lottery: Lottery) -> Iterator[Fault]:
    counted = Counter(place for panel in lottery.panels for place in panel)
    if len(lottery.tickets) != len(lottery.ids):
        yield LotteryUnreadable(place="tickets")
    for place, (id_, stated) in enumerate(zip(lottery.ids, lottery.tickets, strict=False)):
        if counted[place] != stated:
            yield TicketsWrong(id=id_, counted=counted[place], stated=stated)


def _promises(lottery: Lottery) -> Iterator[Fault]:
    proof = lottery.proof
    if len(proof.level_of) != len(lottery.ids) or not all(-1 <= each < len(proof.levels) for each in proof.level_of):
        yield LotteryUnreadable(place="proof.level_of")
    slack = proof.shortfall + proof.largest_deviation
    for id_, tickets, level in zip(lottery.ids, lottery.tickets, proof.level_of, strict=False):
        promised = proof.levels[level].chance - slack if level >= 0 else Fraction(0)
        if Fraction(tickets, len(lottery.panels)) < promised:
            yield ChanceTooLow(id=id_)
    if proof.smallest > proof.bound:
        yield LotteryUnreadable(place="proof.smallest")


def _soft(lottery: Lottery) -> Iterator[Fault]:
    for target in lottery.targets:
        asked, limit = as_asked(target), as_far_as_it_goes(as_asked(target))
        within = limit.minimum <= target.minimum <= asked.minimum and asked.maximum <= target.maximum
        if not within or (limit.flexible_maximum is not None and target.maximum > limit.maximum):
            yield SoftTargetWrong(category=target.category, value=target.value)


def _eased(lottery: Lottery, pool: Pool) -> Iterator[Fault]:
    """The one check that solves something again: whether less easing would have done."""
    asked = tuple(map(as_asked, lottery.targets))
    for found, stated in zip(
        eased(profiles_of(pool, asked, lottery.seats, lottery.pool_digest)), lottery.targets, strict=True
    ):
        if (found.minimum, found.maximum) != (stated.minimum, stated.maximum):
            yield EasedOtherwise(category=stated.category, value=stated.value)


def _same_pool(lottery: Lottery, pool: Pool) -> Iterator[Fault]:
    found = pool_digest(pool)
    if found != lottery.pool_digest or tuple(person.id for person in pool.respondents) != lottery.ids:
        yield PoolDiffers(found=found, stated=lottery.pool_digest)


def _targets(lottery: Lottery, pool: Pool) -> Iterator[Fault]:
    keys = [tuple(zip(pool.categories, person.features, strict=True)) for person in pool.respondents]
    for number, panel in enumerate(lottery.panels):
        counts = Counter(key for place in panel for key in keys[place])
        for target in lottery.targets:
            found = counts[target.category, target.value]
            if not target.minimum <= found <= target.maximum:
                yield TargetMissed(
                    number=number,
                    category=target.category,
                    value=target.value,
                    found=found,
                    minimum=target.minimum,
                    maximum=target.maximum,
                )


def _households(lottery: Lottery, pool: Pool) -> Iterator[Fault]:
    for number, panel in enumerate(lottery.panels):
        first: dict[str, str] = {}
        for person in (pool.respondents[place] for place in panel):
            if person.household and first.setdefault(person.household, person.id) != person.id:
                yield HouseholdTwice(number=number, ids=(first[person.household], person.id))


def _shares(lottery: Lottery, pool: Pool) -> Iterator[Fault]:
    people: Counter[tuple[str, str]] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    for person, tickets in zip(pool.respondents, lottery.tickets, strict=True):
        for key in zip(pool.categories, person.features, strict=True):
            people[key] += 1
            held[key] += tickets
    for share in lottery.shares:
        key = (share.target.category, share.target.value)
        if (share.people, share.tickets) != (people[key], held[key]):
            yield ShareWrong(category=key[0], value=key[1])


def _alike(lottery: Lottery, profiles: Profiles) -> Iterator[Fault]:
    tickets = dict(zip(lottery.ids, lottery.tickets, strict=True))
    for profile in profiles.profiles:
        ids = sorted((id_ for household in profile.people for id_ in household), key=tickets.__getitem__)
        if tickets[ids[-1]] - tickets[ids[0]] > 1:
            yield AlikeUnequal(ids=(ids[0], ids[-1]))


def _bounds(lottery: Lottery, profiles: Profiles) -> Iterator[Fault]:
    """Count the points of every level again. A level found by exact search has none: its bound stays the solver's."""
    level_of_id = dict(zip(lottery.ids, lottery.proof.level_of, strict=True))
    level_of = [level_of_id[profile.people[0][0]] for profile in profiles.profiles]
    for number, level in enumerate(lottery.proof.levels):
        if level.certificate is None:
            continue
        if not fits(level.certificate, profiles):
            yield BoundUnproved(level=number)
            return
        settled = {
            column: lottery.proof.levels[each].chance for column, each in enumerate(level_of) if 0 <= each < number
        }
        open_ = [column for column, each in enumerate(level_of) if each >= number]
        points = points_of(level.certificate, profiles)
        negative = any(points[column] < 0 for column in (*settled, *open_))
        if negative or bound_of(level.certificate, profiles, settled, open_) > level.bound:
            yield BoundUnproved(level=number)

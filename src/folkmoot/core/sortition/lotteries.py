"""Finding the fairest lottery: equally likely numbered panels, and the proof that nobody could be served better."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from folkmoot.core.chance import Dice
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.conflicts import check_targets
from folkmoot.core.sortition.easing import as_asked, eased
from folkmoot.core.sortition.leximin import fairest_over_panels, selectable_profiles
from folkmoot.core.sortition.mixtures import Mixture, mixture_for
from folkmoot.core.sortition.objectives import Objective
from folkmoot.core.sortition.places import fill_places
from folkmoot.core.sortition.polytope import Fairest, fairest_chances
from folkmoot.core.sortition.pools import Pool, canonical_pool, pool_digest
from folkmoot.core.sortition.profiles import Flags, Profiles, profiles_of
from folkmoot.core.sortition.proofs import Proof, proof_of
from folkmoot.core.sortition.rounding import equal_panels
from folkmoot.core.sortition.targets import Target, sorted_targets
from folkmoot.core.sortition.welfare import goldilocks_average, nash_average
from folkmoot.core.sortition.welfare_over_panels import best_over_panels, weigh_for_goldilocks, weigh_for_nash


class PanelCountOutOfRange(Fault):
    """A lottery of `panels` panels was asked for; it takes 1 to 100,000."""


class Step(StrEnum):
    """What `find_lottery` is doing."""

    BOUND = "bound"
    PANELS = "panels"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far `find_lottery` is: the step, the distinct panels found so far, the bound once it is known, and which part
    of the seats to give these panels do not cover yet (1 to 0).
    """

    step: Step
    panels: int
    bound: Fraction | None
    left: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What the lottery gives to one target: `people` in the pool, and `tickets` over all panels, so that
    `tickets / panels` is the expected number of seats.
    """

    target: Target
    people: int
    tickets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lottery:
    """Equally likely panels, numbered from 0: each a sorted tuple of places in `ids` (sorted).

    `tickets` counts for each id the panels that hold her, so that her chance is `tickets / len(panels)`.
    """

    objective: Objective
    seats: int
    targets: tuple[Target, ...]
    pool_digest: str
    ids: tuple[str, ...]
    panels: tuple[tuple[int, ...], ...]
    tickets: tuple[int, ...]
    shares: tuple[Share, ...]
    proof: Proof

    @property
    def unselectable(self) -> tuple[str, ...]:
        """The people whom no panel can hold."""
        return tuple(id_ for id_, level in zip(self.ids, self.proof.level_of, strict=True) if level < 0)

    @property
    def smallest_tickets(self) -> int:
        """The fewest tickets that anybody selectable holds."""
        return min(count for count, level in zip(self.tickets, self.proof.level_of, strict=True) if level >= 0)

    @property
    def largest_tickets(self) -> int:
        """The most tickets that anybody holds."""
        return max(self.tickets)


def find_lottery(
    *,
    pool: Pool,
    targets: Sequence[Target],
    seats: int,
    objective: Objective = Objective.LEXIMIN,
    panels: int = 1000,
    progress: Callable[[Progress], None] | None = None,
) -> Lottery:
    """The fairest lottery over panels that meet every target, with at most one person per household. Soft targets are
    eased first where that is needed (`easing`).

    The same inputs give the same lottery, whatever their order. Raises `Faults` when the targets cannot be met and
    `PanelCountOutOfRange`.
    """
    if not 1 <= panels <= 100_000:
        raise PanelCountOutOfRange(panels=panels)
    pool = canonical_pool(pool)
    digest = pool_digest(pool)
    ordered = eased(profiles_of(pool, sorted_targets(map(as_asked, targets)), seats, digest))
    profiles = profiles_of(pool, ordered, seats, digest)
    fairest, mixture = _fairest(profiles, pool, ordered, objective, progress or _nobody)
    (progress or _nobody)(
        Progress(step=Step.ROUNDING, panels=len(mixture.panels), bound=fairest.levels[0].bound, left=0.0)
    )
    return lottery_from(pool, profiles, objective, Reached(fairest=fairest, mixture=mixture), panels=panels)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reached:
    """The fairest chances, and a mixture of panels that has them."""

    fairest: Fairest
    mixture: Mixture


def lottery_from(pool: Pool, profiles: Profiles, objective: Objective, reached: Reached, *, panels: int) -> Lottery:
    """Round what was `reached` for a canonical `pool` to equally likely `panels`, and fill their places."""
    digest = pool_digest(pool)
    counts = equal_panels(reached.mixture, profiles, panels)
    filled = Dice(digest.encode(), label="folkmoot-panel-order-v1").shuffled(fill_places(counts, profiles, digest))
    return _lottery(pool, profiles, objective, digest, filled, reached)


def _nobody(_: Progress) -> None:
    """Hears progress when nobody else does."""


def _fairest(
    profiles: Profiles,
    pool: Pool,
    targets: tuple[Target, ...],
    objective: Objective,
    progress: Callable[[Progress], None],
) -> tuple[Fairest, Mixture]:
    progress(Progress(step=Step.BOUND, panels=0, bound=None))
    everybody = np.ones(len(profiles.sizes), dtype=bool)
    if found := _reach_the_bound(profiles, everybody, objective, progress):
        return found
    check_targets(pool, targets, profiles.seats)
    selectable, panels = selectable_profiles(profiles)
    if found := _reach_the_bound(profiles, selectable, objective, progress):
        return found
    if objective in _OVER_PANELS and (best := best_over_panels(profiles, selectable, panels, _OVER_PANELS[objective])):
        return best
    return fairest_over_panels(profiles, selectable, panels, every_level=objective is Objective.LEXIMIN)


_ON_AVERAGE = {Objective.NASH: nash_average, Objective.GOLDILOCKS: goldilocks_average}
_OVER_PANELS = {Objective.NASH: weigh_for_nash, Objective.GOLDILOCKS: weigh_for_goldilocks}


def _reach_the_bound(
    profiles: Profiles, selectable: Flags, objective: Objective, progress: Callable[[Progress], None]
) -> tuple[Fairest, Mixture] | None:
    """A mixture as fair as the fairest average, if there is one.

    For maximin two levels of the average are enough to herd by: whoever is above the first has room.
    """
    maximin = objective is Objective.MAXIMIN
    if average := _ON_AVERAGE.get(objective):
        fairest = average(profiles, selectable)
    else:
        fairest = fairest_chances(profiles, selectable, most_levels=2 if maximin else None)
    if fairest is None or not fairest.levels:
        return None
    bound, chances = fairest.levels[0].bound, fairest.chances
    mixture = mixture_for(
        profiles,
        chances * profiles.sizes,
        lambda count, left: progress(Progress(step=Step.PANELS, panels=count, bound=bound, left=left)),
        least=np.minimum(chances, chances[chances > 0].min()) * profiles.sizes if maximin else None,
    )
    if mixture is None:
        return None
    return (_first_level(fairest) if maximin else fairest), mixture


def _first_level(fairest: Fairest) -> Fairest:
    """The same chances, of which only the smallest is claimed to be the best possible."""
    return Fairest(
        chances=fairest.chances,
        level_of=tuple(min(level, 0) for level in fairest.level_of),
        levels=fairest.levels[:1],
    )


def _lottery(
    pool: Pool,
    profiles: Profiles,
    objective: Objective,
    digest: str,
    filled: Sequence[Sequence[str]],
    reached: Reached,
) -> Lottery:
    ids = tuple(person.id for person in pool.respondents)
    place = {id_: number for number, id_ in enumerate(ids)}
    tickets = Counter(id_ for panel in filled for id_ in panel)
    return Lottery(
        objective=objective,
        seats=profiles.seats,
        targets=profiles.targets,
        pool_digest=digest,
        ids=ids,
        panels=tuple(tuple(sorted(place[id_] for id_ in panel)) for panel in filled),
        tickets=tuple(tickets[id_] for id_ in ids),
        shares=_shares(pool, profiles.targets, tickets),
        proof=proof_of(objective, profiles, reached.fairest, reached.mixture, (tickets, len(filled))),
    )


def _shares(pool: Pool, targets: Sequence[Target], tickets: Counter[str]) -> tuple[Share, ...]:
    people: Counter[tuple[str, str]] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    for person in pool.respondents:
        for key in zip(pool.categories, person.features, strict=True):
            people[key] += 1
            held[key] += tickets[person.id]
    keys = [(target.category, target.value) for target in targets]
    return tuple(
        Share(target=target, people=people[key], tickets=held[key]) for target, key in zip(targets, keys, strict=True)
    )

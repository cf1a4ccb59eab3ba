"""One lottery over several panels at once: every outcome is a set of disjoint panels, and one public number draws all.

A numbered panel of this lottery holds the people of all parts together. It is found like any other, under what the
parts ask for together; its proof bounds what any lottery over such sets of panels can do. Then every panel is divided.
Where one cannot be, the lottery is found again among those panels only that can be: first a mixture of them with the
same chances, and where that is proved impossible the fairest chances over them by exact search.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.dividing import Divider
from folkmoot.core.sortition.labels import labelled
from folkmoot.core.sortition.leximin import fairest_over_panels, selectable_profiles
from folkmoot.core.sortition.lotteries import Lottery, Objective, Progress, Reached, find_lottery, lottery_from
from folkmoot.core.sortition.mixtures import CLOSE, Mixture, nearest_mixture
from folkmoot.core.sortition.parts import Part, check_parts_asked, whole_targets
from folkmoot.core.sortition.polytope import fairest_chances
from folkmoot.core.sortition.pools import Pool, canonical_pool
from folkmoot.core.sortition.profiles import Counts, Floats, Profiles, profiles_of


class PartsCannotBeMet(Fault):
    """There are enough people of everybody for all parts together, but no way to divide them among `parts`."""


class PartsNeedOtherObjective(Fault):
    """Some panels cannot be divided, and what is fair among the others is found for leximin and maximin only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """A lottery over several panels at once. `division` has for each numbered panel of `lottery` a tuple that says for
    each of its places, in order, to which of `parts` it belongs.
    """

    lottery: Lottery
    parts: tuple[Part, ...]
    division: tuple[tuple[int, ...], ...]

    def people_of(self, number: int) -> dict[str, tuple[str, ...]]:
        """The ids of each part, by its name, if the panel `number` is drawn."""
        places = list(zip(self.lottery.panels[number], self.division[number], strict=True))
        return {
            part.name: tuple(self.lottery.ids[place] for place, own in places if own == which)
            for which, part in enumerate(self.parts)
        }

    def tickets(self) -> tuple[tuple[int, ...], ...]:
        """For each id, and each part, how many numbered panels hold her there."""
        held = np.zeros((len(self.lottery.ids), len(self.parts)), dtype=np.int64)
        for panel, own in zip(self.lottery.panels, self.division, strict=True):
            held[list(panel), list(own)] += 1
        return tuple(tuple(row) for row in held.tolist())


def find_several(
    *,
    pool: Pool,
    parts: Sequence[Part],
    objective: Objective = Objective.LEXIMIN,
    panels: int = 1000,
    progress: Callable[[Progress], None] | None = None,
) -> Several:
    """The fairest lottery over disjoint panels, one for each of `parts`: fair is everybody's chance to sit in any.

    Among parts that ask for the same, everybody's chance is the same for each, give or take a few tickets. Raises
    `Faults` as `find_lottery` does, `PartsCannotBeMet` and `PartsNeedOtherObjective`.
    """
    check_parts_asked(parts)
    seats, targets = sum(part.seats for part in parts), whole_targets(parts)
    lottery = find_lottery(
        pool=pool, targets=targets, seats=seats, objective=objective, panels=panels, progress=progress
    )
    pool = canonical_pool(pool)
    profiles = profiles_of(pool, targets, seats, lottery.pool_digest)
    divider = Divider(profiles, parts)
    divided = _divided(lottery, profiles, divider)
    if any(each is None for each in divided.values()):
        possible = np.array([key for key, each in divided.items() if each is not None], dtype=np.int64)
        reached = _among_divisible(profiles, divider, objective, possible.reshape(-1, len(profiles.sizes)))
        lottery = lottery_from(pool, profiles, objective, reached, panels=panels)
        divided = _divided(lottery, profiles, divider)
    return _several(lottery, profiles, tuple(parts), divided)


def _several(
    lottery: Lottery, profiles: Profiles, parts: tuple[Part, ...], divided: Mapping[tuple[int, ...], Counts | None]
) -> Several:
    column_of = columns_of(lottery, profiles)
    rows = [divided[_counts(panel, column_of)] for panel in lottery.panels]
    division = labelled(lottery, column_of, parts, [row for row in rows if row is not None])
    return Several(lottery=lottery, parts=parts, division=division)


def columns_of(lottery: Lottery, profiles: Profiles) -> Counts:
    """For each place in the list of ids the number of that person's profile."""
    place = {id_: number for number, id_ in enumerate(lottery.ids)}
    columns = np.zeros(len(place), dtype=np.int64)
    for column, profile in enumerate(profiles.profiles):
        columns[[place[id_] for household in profile.people for id_ in household]] = column
    return columns


def _counts(panel: Sequence[int], column_of: Counts) -> tuple[int, ...]:
    return tuple(np.bincount(column_of[list(panel)], minlength=int(column_of.max()) + 1).tolist())


def _divided(lottery: Lottery, profiles: Profiles, divider: Divider) -> dict[tuple[int, ...], Counts | None]:
    """Every distinct panel, as people of each profile, and its parts; `None` where it cannot be divided."""
    column_of = columns_of(lottery, profiles)
    distinct = sorted({_counts(panel, column_of) for panel in lottery.panels})
    return {counts: divider.divided(np.array(counts)) for counts in distinct}


def _among_divisible(profiles: Profiles, divider: Divider, objective: Objective, panels: Counts) -> Reached:
    """The same fairness among the panels that can be divided, starting from those of them that are known."""
    if objective not in {Objective.LEXIMIN, Objective.MAXIMIN}:
        raise Faults(PartsNeedOtherObjective(objective=objective.value))
    every_level = objective is Objective.LEXIMIN
    fairest = fairest_chances(profiles, np.ones(len(profiles.sizes), dtype=bool))
    if every_level and fairest is not None and len(panels):
        mixture = _mixture(divider, panels, profiles, fairest.chances * profiles.sizes)
        if mixture is not None:
            return Reached(fairest=fairest, mixture=mixture)
    selectable, covering = selectable_profiles(profiles, divider)
    if not selectable.any():
        raise Faults(PartsCannotBeMet())
    start = np.array([*panels, *covering], dtype=np.int64)
    levels, mixture = fairest_over_panels(profiles, selectable, start, every_level=every_level, search=divider)
    return Reached(fairest=levels, mixture=mixture)


def _mixture(divider: Divider, panels: Counts, profiles: Profiles, expected: Floats) -> Mixture | None:
    """A mixture of divisible panels with the `expected` seats for each profile; `None` if there is proved to be none.

    As long as the nearest mixture falls short, the best divisible panel in the direction of what is lacking is added;
    where even that does not reach as far as the wanted seats, nothing does.
    """
    while True:
        mixture = nearest_mixture(panels, expected)
        lacking = expected - mixture.expected()
        if np.abs(lacking / profiles.sizes).max() <= CLOSE:
            return mixture
        best = divider.exact(lacking / np.abs(lacking).max())
        if best is None or float(lacking @ (best.panel - expected)) < -1e-3 * float(lacking @ lacking):
            return None
        if (panels == best.panel).all(axis=1).any():
            return None
        panels = np.vstack([panels, best.panel])

"""Value, bound and gap of a lottery, before rounding to equal panels and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

import numpy as np

from folkmoot.core.sortition.mixtures import Mixture
from folkmoot.core.sortition.objectives import SCORED, Objective
from folkmoot.core.sortition.polytope import UNIT, Fairest, Level
from folkmoot.core.sortition.profiles import Floats, Profiles
from folkmoot.core.sortition.scores import Score, score_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Why nobody could be served better, before rounding to equal panels and after.

    `levels` from the smallest chance upwards (one for maximin); `level_of` says for each id at which level she is
    settled, -1 if no panel can hold her. `smallest` and `largest` are the chances reached before rounding, in
    parts of 10^12. Nobody selectable falls below her level's chance by more than `shortfall`, and
    rounding moved nobody's chance by more than `largest_deviation`. Under Nash welfare and Goldilocks the only level is
    the highest smallest chance that anybody could have asked for, and `score` is what the objective is about.
    """

    levels: tuple[Level, ...]
    level_of: tuple[int, ...]
    smallest: Fraction
    largest: Fraction
    shortfall: Fraction
    largest_deviation: Fraction
    score: Score | None = None

    @property
    def bound(self) -> Fraction:
        """Above this no lottery can bring the smallest chance."""
        return self.levels[0].bound

    @property
    def gap(self) -> Fraction:
        """What is left between the smallest chance reached and the bound."""
        return max(Fraction(0), self.bound - self.smallest)


def proof_of(
    objective: Objective, profiles: Profiles, fairest: Fairest, mixture: Mixture, held: tuple[Mapping[str, int], int]
) -> Proof:
    """What the `mixture` gives beside what is proved; `held`: everybody's tickets by id, and the number of panels."""
    tickets, panels = held
    place = {id_: number for number, id_ in enumerate(sorted(_ids(profiles)))}
    level_of, deviation = [-1] * len(place), Fraction(0)
    before: Floats = mixture.expected() / profiles.sizes
    for profile, level, chance in zip(profiles.profiles, fairest.level_of, before, strict=True):
        exact = Fraction(round(float(chance) * UNIT), UNIT)
        for id_ in (id_ for household in profile.people for id_ in household):
            level_of[place[id_]] = level
            deviation = max(deviation, abs(Fraction(tickets.get(id_, 0), panels) - exact))
    open_ = np.array(fairest.level_of) >= 0
    smallest = Fraction(round(float(before[open_].min()) * UNIT), UNIT)
    largest = Fraction(round(float(before.max()) * UNIT), UNIT)
    levels, score = fairest.levels, None
    if objective in SCORED:
        levels = (replace(levels[0], chance=min(smallest, levels[0].bound)),)
        score = score_of(objective, profiles, fairest, before, (smallest, largest))
    wanted = np.array([float(level.chance) for level in levels])
    at = np.array(fairest.level_of)[open_]
    return Proof(
        levels=levels,
        level_of=tuple(level_of),
        smallest=smallest,
        largest=largest,
        shortfall=Fraction(max(0, ceil(float((wanted[at] - before[open_]).max()) * UNIT)), UNIT),
        largest_deviation=Fraction(ceil(deviation * UNIT), UNIT),
        score=score,
    )


def _ids(profiles: Profiles) -> Iterator[str]:
    return (id_ for profile in profiles.profiles for household in profile.people for id_ in household)

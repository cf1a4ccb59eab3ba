"""The same answers by going through every panel there is: slow, short, and without any of the code under test."""

from itertools import combinations

import numpy as np
from scipy.optimize import linprog, minimize_scalar

from folkmoot.core.sortition import Pool, Target


def all_panels(pool: Pool, targets: tuple[Target, ...], seats: int) -> list[tuple[int, ...]]:
    """Every possible panel, as places in `pool.respondents`."""
    return [panel for panel in combinations(range(len(pool.respondents)), seats) if _possible(pool, targets, panel)]


def leximin_chances(panels: list[tuple[int, ...]], people: int) -> list[float]:
    """Everybody's chance under leximin: raise all that can still rise, settle whom nothing can raise, and again."""
    holds = np.zeros((len(panels), people))
    for row, panel in enumerate(panels):
        holds[row, list(panel)] = 1
    settled = {person: 0.0 for person in range(people) if not holds[:, person].any()}
    while len(settled) < people:
        open_ = [person for person in range(people) if person not in settled]
        level = _highest(holds, settled, {}, raising=open_)
        stuck = [
            who for who in open_ if _highest(holds, settled, dict.fromkeys(open_, level), raising=[who]) < level + 1e-6
        ]
        settled |= dict.fromkeys(stuck, level)
    return [settled[person] for person in range(people)]


def _possible(pool: Pool, targets: tuple[Target, ...], panel: tuple[int, ...]) -> bool:
    people = [pool.respondents[place] for place in panel]
    homes = [person.household for person in people if person.household]
    counts = [sum(person.features[pool.categories.index(t.category)] == t.value for person in people) for t in targets]
    met = all(t.minimum <= count <= t.maximum for t, count in zip(targets, counts, strict=True))
    return met and len(set(homes)) == len(homes)


def _highest(holds: np.ndarray, settled: dict[int, float], floors: dict[int, float], *, raising: list[int]) -> float:
    """The highest chance that all of `raising` can have, when nobody falls below what is settled or a floor."""
    panels, people = holds.shape
    least = floors | settled
    limits = [-(least[person] - 1e-9) if person in least else 0.0 for person in range(people)]
    rows = np.hstack([-holds.T, np.zeros((people, 1))])
    high = np.hstack([-holds.T[raising], np.ones((len(raising), 1))])
    answer = linprog(
        np.append(np.zeros(panels), -1.0),
        A_ub=np.vstack([rows, high]),
        b_ub=[*limits, *[0.0] * len(raising)],
        A_eq=[[*[1.0] * panels, 0.0]],
        b_eq=[1.0],
        bounds=[(0, None)] * panels + [(0, 1)],
        method="highs",
    )
    return float(-answer.fun)


def nash_mean(panels: list[tuple[int, ...]], people: int) -> float:
    """The largest geometric mean of the chances of all who are in some panel, by the multiplicative updates that never
    lower it (expectation maximisation), until no panel is worth more than there are people.
    """
    holds = _held(panels, people)
    weights, count = np.full(len(panels), 1 / len(panels)), holds.shape[1]
    for _ in range(20_000):
        worth = holds @ (1 / (weights @ holds)) / count
        if worth.max() < 1 + 1e-7:
            break
        weights = weights * worth
    return float(np.exp(np.log(weights @ holds).mean()))


def goldilocks(panels: list[tuple[int, ...]], people: int, seats: int) -> float:
    """The lowest score, by going along the smallest chance: for each, how low the largest one can be."""
    holds = _held(panels, people)
    share = seats / holds.shape[1]

    def score(smallest: float) -> float:
        largest = _lowest_largest(holds, smallest)
        return np.inf if largest is None else largest / share + share / smallest

    highest = _highest(holds, {}, {}, raising=list(range(holds.shape[1])))
    found = minimize_scalar(score, bounds=(highest / 50, highest), method="bounded", options={"xatol": 1e-10})
    return float(min(found.fun, score(highest - 1e-9)))


def _held(panels: list[tuple[int, ...]], people: int) -> np.ndarray:
    """Who is in which panel, without the people who are in none."""
    holds = np.zeros((len(panels), people))
    for row, panel in enumerate(panels):
        holds[row, list(panel)] = 1
    return holds[:, holds.any(axis=0)]


def _lowest_largest(holds: np.ndarray, smallest: float) -> float | None:
    """How low the largest chance can be when nobody falls below `smallest`."""
    panels, people = holds.shape
    answer = linprog(
        np.append(np.zeros(panels), 1.0),
        A_ub=np.vstack([np.hstack([-holds.T, np.zeros((people, 1))]), np.hstack([holds.T, -np.ones((people, 1))])]),
        b_ub=[*[-smallest] * people, *[0.0] * people],
        A_eq=[[*[1.0] * panels, 0.0]],
        b_eq=[1.0],
        bounds=[(0, None)] * (panels + 1),
        method="highs",
    )
    return float(answer.fun) if answer.success else None

"""Rankings: first places, Borda points and every pair of options one to one; who wins by each of them.

Sources: J.-C. de Borda (1781); the Marquis de Condorcet (1785); M. Schulze, Social Choice and Welfare 36 (2011): the
strength of a path is its weakest link, a link the ballots that prefer one option, where they are more than those that
prefer the other.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from folkmoot.core.tally.approving import ranked_steps
from folkmoot.core.tally.methods import Borda, Condorcet, Plurality, Unranked
from folkmoot.core.tally.outcomes import Cell, Grid, Outcome
from folkmoot.core.tally.profiles import Option, Profile, Ranking
from folkmoot.core.tally.tallies import Step
from folkmoot.core.tally.ties import Breaker, lot_of, seat_best

Matrix = list[list[int]]


def count_ranking(
    profile: Profile[Ranking], rule: Plurality | Borda | Condorcet, *, seed: bytes | None = None
) -> Outcome:
    """The best `seats` by the rule's own measure. First places, points and pairs are published whatever the rule."""
    firsts, points, pairs = first_places(profile), borda_points(profile, rule.unranked), pairwise(profile)
    breaker = Breaker(
        options=profile.options, ties=rule.ties, support=_placed(profile), lot=lot_of(profile.options, seed)
    )
    scores: Sequence[int | Fraction] = firsts
    told = ranked_steps("first_places", profile.options, firsts)
    if isinstance(rule, Borda):
        scores, told = points, ranked_steps("points_of", profile.options, points)
    if isinstance(rule, Condorcet):
        paths = strongest_paths(pairs)
        scores, told = paths_won(paths), [*_condorcet_steps(profile.options, pairs, paths)]
    seated = seat_best(scores, range(len(profile.options)), rule.seats, breaker)
    return Outcome(
        winners=seated.winners,
        tied=seated.tied,
        grids=(*_grids(profile.options, firsts, points, pairs),),
        steps=(*told, *seated.steps),
    )


def first_places(profile: Profile[Ranking]) -> list[Fraction]:
    """How many ballots place each option first; where several share the first place, equal parts of the ballot."""
    firsts = [Counter[int]() for _ in profile.options]
    for ranking, count in profile.ballots:
        for option in ranking[0]:
            firsts[option][len(ranking[0])] += count
    return [sum((Fraction(count, size) for size, count in found.items()), Fraction()) for found in firsts]


def borda_points(profile: Profile[Ranking], unranked: Unranked) -> list[Fraction]:
    """The Borda count: of m options the first gets m - 1 points, the last 0; equals share those of their places."""
    halves = [0] * len(profile.options)
    for ranking, count in profile.ballots:
        for option, share in _half_points(ranking, len(profile.options), unranked):
            halves[option] += share * count
    return [Fraction(each, 2) for each in halves]


def pairwise(profile: Profile[Ranking]) -> Matrix:
    """`pairs[a][b]`: how many ballots prefer a to b. Whoever is placed is preferred to those who are not."""
    size = len(profile.options)
    pairs = [[0] * size for _ in range(size)]
    for ranking, count in profile.ballots:
        below = list(range(size))
        for tier in ranking:
            below = [option for option in below if option not in tier]
            for better in tier:
                row = pairs[better]
                for worse in below:
                    row[worse] += count
    return pairs


def condorcet_winner(pairs: Matrix) -> int | None:
    """The option that more ballots prefer to each other one than the other way round, if there is one."""
    for one, row in enumerate(pairs):
        if all(count > pairs[other][one] for other, count in enumerate(row) if other != one):
            return one
    return None


def strongest_paths(pairs: Matrix) -> Matrix:
    """The strength of the strongest beat path from each option to each other."""
    size = len(pairs)
    paths = [[count if count > pairs[b][a] else 0 for b, count in enumerate(row)] for a, row in enumerate(pairs)]
    for via, one, other in product(range(size), repeat=3):
        if one != other:
            paths[one][other] = max(paths[one][other], min(paths[one][via], paths[via][other]))
    return paths


def paths_won(paths: Matrix) -> list[int]:
    """For each option, minus how many others reach it by a stronger path than it reaches them: 0 is a winner."""
    size = range(len(paths))
    return [-sum(paths[other][one] > paths[one][other] for other in size) for one in size]


def _half_points(ranking: Ranking, options: int, unranked: Unranked) -> Iterator[tuple[int, int]]:
    """Twice the points of each option: a place shared by two has half points in it."""
    place = 0
    for tier in ranking:
        share = _halves(options, place, len(tier))
        yield from ((option, share) for option in tier)
        place += len(tier)
    if unranked is Unranked.SHARED and place < options:
        placed = {option for tier in ranking for option in tier}
        share = _halves(options, place, options - place)
        yield from ((option, share) for option in range(options) if option not in placed)


def _halves(options: int, place: int, equals: int) -> int:
    """Twice the mean of the points of `equals` places from `place` (counted from 0) on."""
    return 2 * (options - 1 - place) - (equals - 1)


def _placed(profile: Profile[Ranking]) -> list[int]:
    placed = [0] * len(profile.options)
    for ranking, count in profile.ballots:
        for tier in ranking:
            for option in tier:
                placed[option] += count
    return placed


def _condorcet_steps(options: Sequence[Option], pairs: Matrix, paths: Matrix) -> Iterator[Step]:
    for one, other in product(range(len(options)), repeat=2):
        mine, theirs = pairs[one][other], pairs[other][one]
        labels = {"option": options[one].label, "other": options[other].label}
        if mine > theirs:
            yield Step(code="beats", params={**labels, "count": mine, "against": theirs})
        elif mine == theirs and one < other:
            yield Step(code="level_pair", params={**labels, "count": mine})
    best = condorcet_winner(pairs)
    if best is not None:
        yield Step(code="beats_all", params={"option": options[best].label})
        return
    winners = tuple(options[each].label for each, lost in enumerate(paths_won(paths)) if not lost)
    yield Step(code="nobody_beats_all", params={"options": winners})


def _grids(
    options: Sequence[Option], firsts: Sequence[Fraction], points: Sequence[Fraction], pairs: Matrix
) -> Iterator[Grid]:
    ids = tuple(option.id for option in options)
    yield Grid(code="first_places", columns=("option", "first_places"), rows=tuple(zip(ids, firsts, strict=True)))
    yield Grid(code="borda", columns=("option", "points"), rows=tuple(zip(ids, points, strict=True)))
    rows: tuple[tuple[Cell, ...], ...] = tuple((id_, *row) for id_, row in zip(ids, pairs, strict=True))
    yield Grid(code="pairwise", columns=("option", *ids), rows=rows)

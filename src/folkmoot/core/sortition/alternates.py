"""Alternates chosen in advance, so that the panel loses as little balance as possible when people drop out.

After A. Assos, C. Baharav, B. Flanigan and A. Procaccia, "Alternates, Assemble! Selecting Optimal Alternates for
Citizens' Assemblies" (EC 2025): take sets of drop-outs with the chances estimated for each member, and choose the
alternates whose best substitution misses the targets least on average. What is lost is counted in people: too few or
too many for each target, and one for each seat that stays empty.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import comb

import numpy as np
from scipy.sparse import block_array, csc_matrix, eye_array

from folkmoot.core.chance import Dice
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.places import fill_places
from folkmoot.core.sortition.pools import Pool, canonical_pool, pool_digest
from folkmoot.core.sortition.profiles import Counts, Floats, Profiles, profiles_of
from folkmoot.core.sortition.programmes import INFINITY, Programme
from folkmoot.core.sortition.replacements import remaining_pool
from folkmoot.core.sortition.targets import Target, sorted_targets

_LARGEST_EXACT = 10  # with so many members every set of drop-outs is gone through; with more, a sample
_MOST_WHOLE = 1000  # so many substitutions at most are whole people while choosing; of more, shares of people
_CLOSE = 0.01  # how far from the bound, of its value, the search may stop
_UNIT = 10**9


class DropOutMalformed(Fault):
    """A chance of dropping out (`chance`) is not at least 0 and below 1, or a factor is negative."""


class AlternatesTooMany(Fault):
    """`wanted` alternates were asked for; only `available` people may be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropOut:
    """How likely members are to drop out: `chance` for everybody, times the factor of each (category, value) that is
    named in `factors`. Nobody's chance goes above 0.95.
    """

    chance: float
    factors: Mapping[tuple[str, str], float]

    def of(self, pairs: Iterable[tuple[str, str]]) -> float:
        """The chance of somebody with these (category, value) pairs."""
        return min(0.95, self.chance * float(np.prod([self.factors.get(pair, 1.0) for pair in pairs])))


_NOBODY = DropOut(chance=0.0, factors={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternates:
    """The `ids` chosen; the people by whom targets and seats are missed on average with them (`loss`), with nobody
    (`without`) and with as many who are `ranked` first for having most in common with the members; and below which no
    choice can come (`bound`), all over the same sets of drop-outs.

    `exact` says that these are all sets there are; otherwise they are a sample of `sets`.
    """

    ids: tuple[str, ...]
    loss: float
    without: float
    ranked: float
    bound: float
    sets: int
    exact: bool


def choose_alternates(
    *, pool: Pool, targets: Sequence[Target], panel: Iterable[str], count: int, drop_out: DropOut, sets: int = 50
) -> Alternates:
    """The best `count` alternates for a `panel` (ids) out of the rest of its `pool`.

    Neither the panel's households nor two people of one household. Among people alike the pool's digest chooses, so
    the answer does not depend on the order of rows. Raises `AlternatesTooMany` and `DropOutMalformed`.
    """
    pool, ordered, members = canonical_pool(pool), sorted_targets(targets), frozenset(panel)
    rest, digest = canonical_pool(remaining_pool(pool, seated=members)), pool_digest(pool)
    available = len({person.household or person.id for person in rest.respondents})
    if not 0 <= drop_out.chance < 1 or any(factor < 0 for factor in drop_out.factors.values()):
        raise DropOutMalformed(chance=str(drop_out.chance))
    if not 1 <= count <= available:
        raise AlternatesTooMany(wanted=count, available=available)
    profiles = profiles_of(rest, ordered, count, digest)
    risks = _risks(pool, ordered, members, drop_out)
    cases = _all_cases(risks) if len(members) <= _LARGEST_EXACT else _sample(risks, digest, sets)
    chosen, bound = _choose(profiles, _Losses.of(risks, cases))
    losses = [_Losses.of(risks, {case: 1.0}) for case in cases]
    weights = np.array(list(cases.values()))

    def missed(people: Counts) -> float:
        return float(weights @ [_loss(profiles, each, people) for each in losses])

    return Alternates(
        ids=tuple(fill_places(chosen.reshape(1, -1), profiles, digest)[0]),
        loss=missed(chosen),
        without=missed(np.zeros_like(chosen)),
        ranked=missed(_most_alike(profiles, risks, count)),
        bound=bound,
        sets=len(cases) if len(members) <= _LARGEST_EXACT else sets,
        exact=len(members) <= _LARGEST_EXACT,
    )


def best_substitutes(
    *, pool: Pool, targets: Sequence[Target], seated: Iterable[str], waiting: Iterable[str], vacant: int
) -> tuple[str, ...]:
    """Who of those `waiting` (ids of `pool`) should take the `vacant` seats beside those `seated`, so that targets and
    seats are missed by the fewest people; sorted. Nobody is named who would do more harm than an empty seat.
    """
    ordered, sitting, candidates = sorted_targets(targets), frozenset(seated), frozenset(waiting)
    people = tuple(person for person in pool.respondents if person.id in sitting | candidates)
    concerned = canonical_pool(replace(pool, respondents=people))
    rest = canonical_pool(remaining_pool(concerned, seated=sitting))
    seats = min(vacant, len({person.household or person.id for person in rest.respondents}))
    if seats <= 0:
        return ()
    digest = pool_digest(concerned)
    profiles, risks = profiles_of(rest, ordered, seats, digest), _risks(concerned, ordered, sitting, _NOBODY)
    one = _Losses(weights=np.ones(1), gone=np.array([seats]), left=(risks.people @ risks.rows).reshape(1, -1))
    answer = _programme(profiles, one, upper=profiles.capacities.astype(np.float64), count=seats).solve()
    if answer is None:  # pragma: no cover - to seat nobody is always possible
        return ()
    kinds = len(profiles.sizes)
    called = np.rint(answer.columns[kinds : 2 * kinds]).astype(np.int64)
    return tuple(fill_places(called.reshape(1, -1), profiles, digest)[0])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Risks:
    """For each kind of member: how she counts for the targets, how many there are, and her chance to drop out."""

    rows: Counts
    people: Counts
    chances: Floats


def _risks(pool: Pool, targets: Sequence[Target], members: frozenset[str], drop_out: DropOut) -> _Risks:
    pairs = [tuple(zip(pool.categories, each.features, strict=True)) for each in pool.respondents if each.id in members]
    kinds = sorted(Counter(pairs).items())
    keys = [(target.category, target.value) for target in targets]
    return _Risks(
        rows=np.array([key in kind for kind, _ in kinds for key in keys], dtype=np.int64).reshape(-1, len(keys)),
        people=np.array([number for _, number in kinds], dtype=np.int64),
        chances=np.array([drop_out.of(kind) for kind, _ in kinds]),
    )


def _all_cases(risks: _Risks) -> dict[tuple[int, ...], float]:
    """Every number of drop-outs of each kind, with its probability."""
    each = [
        [(gone, comb(people, gone) * chance**gone * (1 - chance) ** (people - gone)) for gone in range(people + 1)]
        for people, chance in zip(risks.people.tolist(), risks.chances.tolist(), strict=True)
    ]
    return {tuple(gone for gone, _ in case): float(np.prod([weight for _, weight in case])) for case in product(*each)}


def _sample(risks: _Risks, digest: str, sets: int) -> dict[tuple[int, ...], float]:
    """So many sets of drop-outs, by chance from the pool's digest: anybody who repeats it gets the same."""
    dice = Dice(digest.encode(), label="folkmoot-alternates-v1")
    cases = Counter(
        tuple(
            sum(dice.below(_UNIT) < chance * _UNIT for _ in range(people))
            for people, chance in zip(risks.people.tolist(), risks.chances.tolist(), strict=True)
        )
        for _ in range(sets)
    )
    return {case: number / sets for case, number in sorted(cases.items())}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Losses:
    """For each set of drop-outs: its weight, how many are `gone`, and who is `left` for each target."""

    weights: Floats
    gone: Counts
    left: Counts

    @classmethod
    def of(cls, risks: _Risks, cases: Mapping[tuple[int, ...], float]) -> "_Losses":
        dropped = np.array(list(cases), dtype=np.int64)
        return cls(
            weights=np.array(list(cases.values())),
            gone=dropped.sum(axis=1),
            left=(risks.people - dropped) @ risks.rows,
        )


def _choose(profiles: Profiles, losses: _Losses) -> tuple[Counts, float]:
    """How many alternates of each profile, and a proved bound on the average loss of any choice."""
    answer = _programme(profiles, losses, upper=profiles.capacities.astype(np.float64), count=profiles.seats).solve()
    if answer is None:  # pragma: no cover - substituting nobody is always possible
        raise ArithmeticError("no choice of alternates was found")
    chosen = np.rint(answer.columns[: len(profiles.sizes)]).astype(np.int64)
    return chosen, max(0.0, answer.bound + float(losses.weights @ losses.gone))


def _most_alike(profiles: Profiles, risks: _Risks, count: int) -> Counts:
    """The plain ranking that this is compared with: who has most values in common with most members, first."""
    common = profiles.rows[: len(profiles.targets)].T @ (risks.people @ risks.rows)
    chosen, taken = np.zeros(len(profiles.sizes), dtype=np.int64), Counter[int]()
    group_of = {column: place for place, group in enumerate(profiles.households) for column in group}
    homes = {place: len(profiles.profiles[group[0]].people) for place, group in enumerate(profiles.households)}
    for column in np.argsort(-common, kind="stable").tolist():
        free, group = count - int(chosen.sum()), group_of.get(column)
        here = min(free, int(profiles.capacities[column]))
        if group is not None:
            here = min(here, homes[group] - taken[group])
            taken[group] += here
        chosen[column] = here
    return chosen


def _loss(profiles: Profiles, one: _Losses, chosen: Counts) -> float:
    """The people missed in `one` set of drop-outs when the alternates `chosen` take seats in the best way."""
    answer = _programme(profiles, one, upper=chosen.astype(np.float64), count=int(chosen.sum())).solve()
    return (answer.value if answer is not None else 0.0) + float(one.weights @ one.gone)


def _programme(profiles: Profiles, losses: _Losses, *, upper: Floats, count: int) -> Programme:
    """Columns: the alternates; then for each set of drop-outs who takes a seat, and by how many each target is missed
    below and above. Taking a seat earns one, so costs are the loss less the number who are gone.
    """
    targets, kinds, cases = len(profiles.targets), len(upper), len(losses.gone)
    met, homes = profiles.rows[:targets], profiles.rows[targets + 1 :]
    one_each, missed = csc_matrix(np.ones((1, kinds))), 2 * targets
    case = block_array(
        [
            [eye_array(kinds), csc_matrix((kinds, missed))],
            [one_each, csc_matrix((1, missed))],
            [met, block_array([[eye_array(targets), -eye_array(targets)]])],
        ]
    )
    link = block_array([[-eye_array(kinds)], [csc_matrix((1 + targets, kinds))]])
    blocks = [[link, *(case if column == row else None for column in range(cases))] for row in range(cases)]
    matrix = block_array([[block_array([[one_each], [homes]]), *[None] * cases], *blocks], format="csc")
    low, high = (np.array([getattr(each, side) for each in profiles.targets]) for side in ("minimum", "maximum"))
    row_low = [[-INFINITY] * kinds + [0] + list(low - left) for left in losses.left]
    row_high = [[0] * kinds + [gone] + list(high - left) for gone, left in zip(losses.gone, losses.left, strict=True)]
    return Programme(
        csc_matrix(matrix),
        costs=np.concatenate([np.zeros(kinds), *([-w] * kinds + [w] * missed for w in losses.weights)]),
        lower=np.zeros(matrix.shape[1]),
        upper=np.concatenate([upper, np.full(matrix.shape[1] - kinds, INFINITY)]),
        row_lower=np.concatenate([[count], np.zeros(homes.shape[0]), *row_low]).astype(np.float64),
        row_upper=np.concatenate([[count], profiles.row_upper[targets + 1 :], *row_high]).astype(np.float64),
        whole=True,
        close=_CLOSE if cases > 1 else 0.0,
        first=kinds if cases * kinds > _MOST_WHOLE else None,
    )

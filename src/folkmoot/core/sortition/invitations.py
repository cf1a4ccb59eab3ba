"""The first lottery: which units of a frame are invited, each with exactly the chance that was announced.

The units of a stratum lie on a line, each as long as its weight, in an order that only the public seed decides (by
SHA-256 of seed and id). A comb with one tooth for each invitation is laid along the line; where it begins, the seed
decides too. A unit is invited where a tooth falls on it. Of the W beginnings (W: the weight of all units), n·w put one
of the n teeth on a unit of weight w, whatever the order: its chance is exactly n·w/W, and the number of invitations is
exactly n. A unit longer than the space between two teeth is certain to be invited; the others share the teeth that are
left. With equal weights this is a simple random sample. All arithmetic is in whole numbers.

Systematic sampling with probability proportional to size (W. G. Madow, Annals of Mathematical Statistics 20, 1949), in
random order (H. O. Hartley and J. N. K. Rao, the same 33, 1962).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from folkmoot.core.chance import Dice
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.frames import Unit, weight_in, weights_of

LABEL = "folkmoot-invitations-v1"
_WORD = 2**32


class FrameTooSmall(Fault):
    """More `invitations` are wanted in a `stratum` than it has `units` that can be invited."""


class StratumUnknown(Fault):
    """Invitations are wanted for a `stratum` that the frame does not have."""


class SharesNotWhole(Fault):
    """The shares set for strata come to `percent`: more than 100 %, or less with no stratum left for the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """One part of a frame that is drawn on its own: how many units, their weight, how many invitations.

    `certain` units, those of weight `certain_from` and more, are all invited. `entered` is the chance that the stratum
    is drawn from at all: 1, unless it is a place that was drawn first.
    """

    name: str
    units: int
    weight: int
    invitations: int
    certain: int = 0
    certain_from: int | None = None
    line: int = 0
    entered: Fraction = Fraction(1)

    @property
    def teeth(self) -> int:
        """Invitations that are left to chance."""
        return self.invitations - self.certain

    def is_certain(self, weight: int) -> bool:
        """Whether every unit of this weight is invited (once the stratum is)."""
        return self.certain_from is not None and weight >= self.certain_from

    def chance(self, weight: int) -> Fraction:
        """How likely a unit of this weight is to be invited."""
        if self.is_certain(weight):
            return self.entered
        return self.entered * Fraction(self.teeth * weight, self.line) if self.line else Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comb:
    """`teeth` at equal distances along a line of length `line`, the first one `start` from its beginning.

    Both are stretched `teeth` times, so that everything is whole: the distance between teeth is then `line`.
    """

    teeth: int
    line: int
    start: int

    def hits(self, before: int, weight: int) -> int:
        """How many teeth fall on a piece of this weight, with so much weight before it."""
        first, last = (self.teeth * point - self.start - 1 for point in (before, before + weight))
        return last // self.line - first // self.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A unit that was drawn, and the chance that it had."""

    unit: Unit
    chance: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDraw:
    """Who is invited, in an order that the seed decides (the first hundred are as fair a sample as all), and why."""

    strata: tuple[Stratum, ...]
    invited: tuple[Invited, ...]


def key_prefix(seed: bytes) -> str:
    """What stands before an id when its key is made: the first 32 hexadecimal digits of SHA-256 of the seed, and `:`.

    So short that most ids fit beside it into one block of the hash.
    """
    return f"{hashlib.sha256(seed).hexdigest()[:32]}:"


def unit_key(seed: bytes, id_: str) -> str:
    """The place of a unit in the order: SHA-256 of prefix and id, as 64 hexadecimal digits."""
    return hashlib.sha256((key_prefix(seed) + id_).encode()).hexdigest()


def in_order(units: Iterable[Unit], seed: bytes) -> list[Unit]:
    """The units in the order that the seed decides."""
    prefix = key_prefix(seed)
    return sorted(units, key=lambda one: (hashlib.sha256((prefix + one.id).encode()).digest(), one.id))


def settled(name: str, counts: Mapping[int, int], invitations: int, *, entered: Fraction = Fraction(1)) -> Stratum:
    """The stratum with these `counts` (weight → units): who is certain, and what chance is left to the others."""
    units = sum(count for weight, count in counts.items() if weight)
    if invitations > units:
        raise FrameTooSmall(stratum=name, invitations=invitations, units=units)
    teeth, line, certain_from = invitations, weight_in(counts), None
    for weight in sorted(counts, reverse=True):
        if not teeth or weight * teeth < line:
            break
        teeth, line, certain_from = teeth - counts[weight], line - weight * counts[weight], weight
    return Stratum(
        name=name,
        units=sum(counts.values()),
        weight=weight_in(counts),
        invitations=invitations,
        certain=invitations - teeth,
        certain_from=certain_from,
        line=line,
        entered=entered,
    )


def comb_of(stratum: Stratum, seed: bytes) -> Comb | None:
    """The comb of a stratum, its start decided by the seed; `None` where nothing is left to chance."""
    if not stratum.teeth:
        return None
    dice = Dice(seed + b"\x00" + stratum.name.encode(), label=LABEL)
    return Comb(teeth=stratum.teeth, line=stratum.line, start=_below(dice, stratum.line))


def _below(dice: Dice, sides: int) -> int:
    """A number below `sides`, which may be larger than one word of the dice."""
    if sides <= _WORD:
        return dice.below(sides)
    limit = _WORD**2 - _WORD**2 % sides
    while (thrown := dice.below(_WORD) * _WORD + dice.below(_WORD)) >= limit:
        pass
    return thrown % sides


def draw_invitations(units: Sequence[Unit], *, plan: Mapping[str, int], seed: bytes) -> FirstDraw:
    """Draw `plan` (stratum → invitations) from the units. Strata that the plan leaves out are not invited.

    Raises `Faults` with every `StratumUnknown` and `FrameTooSmall`.
    """
    return draw_from(units, strata=settled_plan(weights_of(units), plan), seed=seed)


def settled_plan(counts: Mapping[str, Mapping[int, int]], plan: Mapping[str, int]) -> tuple[Stratum, ...]:
    """Every stratum of a plan with its chances, by name, from stratum → weight → units. Raises `Faults`."""
    faults: list[Fault] = [StratumUnknown(stratum=name) for name in plan if name not in counts]
    strata = []
    for name in sorted(set(plan) & set(counts)):
        try:
            strata.append(settled(name, counts[name], plan[name]))
        except FrameTooSmall as fault:
            faults.append(fault)
    if faults:
        raise Faults(*faults)
    return tuple(strata)


def draw_in_places(units: Sequence[Unit], *, places: int, each: int, seed: bytes) -> FirstDraw:
    """Draw in two stages: first `places` of the strata, by their weight, then `each` units in every place drawn.

    Where the places differ in weight only, every unit of weight w has the same chance places·each·w/W in the end. A
    place with fewer units than `each` invites all of them. Raises `FrameTooSmall` where there are too few places.
    """
    return draw_from(units, strata=drawn_places(weights_of(units), places=places, each=each, seed=seed), seed=seed)


def drawn_places(
    counts: Mapping[str, Mapping[int, int]], *, places: int, each: int, seed: bytes
) -> tuple[Stratum, ...]:
    """The first stage: the places drawn, as strata from which `each` unit is drawn."""
    frame = [Unit(id=name, weight=weight_in(weights)) for name, weights in counts.items()]
    drawn = draw_invitations(frame, plan={"": places}, seed=hashlib.sha256(b"places" + seed).digest())
    return tuple(
        settled(name, counts[name], min(each, sum(n for w, n in counts[name].items() if w)), entered=invited.chance)
        for invited in sorted(drawn.invited, key=lambda one: one.unit.id)
        for name in (invited.unit.id,)
    )


def draw_from(units: Iterable[Unit], *, strata: Sequence[Stratum], seed: bytes) -> FirstDraw:
    """Lay the comb of each stratum along its units. The order of `units` does not matter."""
    lines: dict[str, list[Unit]] = {stratum.name: [] for stratum in strata}
    for unit in units:
        if unit.stratum in lines:
            lines[unit.stratum].append(unit)
    found = [one for stratum in strata for one in _on_teeth(stratum, lines[stratum.name], seed)]
    return FirstDraw(strata=tuple(strata), invited=in_order_of_letters(found, seed))


def in_order_of_letters(invited: Iterable[Invited], seed: bytes) -> tuple[Invited, ...]:
    """Those invited in an order that has nothing to do with how they were drawn, so that any first part is fair too."""
    other = hashlib.sha256(b"letters" + seed).digest()
    found = {one.unit.id: one for one in invited}
    return tuple(found[unit.id] for unit in in_order((one.unit for one in found.values()), other))


def _on_teeth(stratum: Stratum, units: Sequence[Unit], seed: bytes) -> Iterator[Invited]:
    comb, before = comb_of(stratum, seed), 0
    for unit in in_order(units, seed):
        if stratum.is_certain(unit.weight):
            yield Invited(unit=unit, chance=stratum.entered)
            continue
        if comb is not None and comb.hits(before, unit.weight):
            yield Invited(unit=unit, chance=stratum.chance(unit.weight))
        before += unit.weight


def allocated(size: int, weights: Mapping[str, int], shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Invitations for each stratum: `shares` of `size` where set, the rest in proportion to the weights of the others.

    Whole numbers by largest remainder; equal remainders go by name. Raises `Faults`.
    """
    faults: list[Fault] = [StratumUnknown(stratum=name) for name in shares if name not in weights]
    others = {name: weight for name, weight in weights.items() if name not in shares}
    total, left = sum(others.values()), 1 - sum(shares.values(), Fraction(0))
    if left < 0 or (left and not total):
        faults.append(SharesNotWhole(percent=round((1 - left) * 100)))
    if faults:
        raise Faults(*faults)
    exact = {name: size * share for name, share in shares.items()}
    exact |= {name: size * left * Fraction(weight, total or 1) for name, weight in others.items()}
    return _rounded(exact)


def _rounded(exact: Mapping[str, Fraction]) -> dict[str, int]:
    rounded = {name: int(share) for name, share in exact.items()}
    missing = round(sum(exact.values(), Fraction(0))) - sum(rounded.values())
    for name in sorted(exact, key=lambda name: (rounded[name] - exact[name], name))[:missing]:
        rounded[name] += 1
    return rounded

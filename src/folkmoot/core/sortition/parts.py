"""Several panels at once, as data: the parts into which one lottery divides everybody it draws.

A part may be one of several panels that meet side by side, a half-assembly, or a half of substitutes. All parts of a
draw are disjoint, and each meets its own targets.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.targets import Target, read_targets, sorted_targets, spelt_alike, sum_faults

MOST_PARTS = 20


class PartsMissing(Fault):
    """A draw of several panels was asked for with fewer than two parts, or more than `most`."""


class PartNameRepeated(Fault):
    """Two parts are called `name`, or one has no name."""


class PartUnknown(Fault):
    """The target in `row` is for a panel `name` that is not drawn."""


class SoftTargetsInParts(Fault):
    """Targets of several panels have priorities; there all targets are hard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the panels drawn at once: `seats` people who meet `targets`. Substitutes are drawn, and wait."""

    name: str
    seats: int
    targets: tuple[Target, ...]
    substitutes: bool = False


def parts_alike(names: Sequence[str], *, seats: int, targets: Sequence[Target]) -> tuple[Part, ...]:
    """Parts with the same number of seats and the same targets, one for each name: four panels of 200."""
    return tuple(Part(name=name, seats=seats, targets=sorted_targets(targets)) for name in names)


def halves(seats: int) -> tuple[int, int]:
    """The sizes of the two halves of an assembly: equal, or the first one smaller by one (89 = 44 + 45)."""
    return seats // 2, seats - seats // 2


def scaled_targets(targets: Sequence[Target], *, seats: int, of: int) -> tuple[Target, ...]:
    """The targets of a panel of `of` seats for one of `seats`: in proportion, the minimum rounded down and the maximum
    up, so that nothing is asked of the smaller panel that the larger one does not ask.
    """
    return sorted_targets(
        Target(
            category=target.category,
            value=target.value,
            minimum=target.minimum * seats // of,
            maximum=-(-target.maximum * seats // of),
        )
        for target in targets
    )


def read_parts_asked(
    columns: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    *,
    seats: Mapping[str, int],
    substitutes: Collection[str] = (),
) -> tuple[Part, ...]:
    """Parts with `seats` by name, from a table of targets that may have a column `panel`.

    A row that names a panel is for that one; a row that names none is for each of them, as it stands. Raises `Faults`
    with every problem of the table, and `PartUnknown`.
    """
    rows = list(rows)
    shared, own = rows_by("panel", columns, rows)
    unknown = [PartUnknown(row=own[name][0][0], name=name) for name in own if name not in seats]
    if unknown:
        raise Faults(*unknown)
    parts = tuple(
        Part(
            name=name,
            seats=count,
            targets=sorted_targets(read_targets(columns, sorted([*shared, *own.get(name, [])]))),
            substitutes=name in substitutes,
        )
        for name, count in seats.items()
    )
    check_parts_asked(parts)
    return parts


def targets_of_any_part(columns: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[Target, ...]:
    """Every target of a table that may have a column `panel`: the values that people of a pool may have."""
    shared, own = rows_by("panel", columns, rows)
    groups = [[*shared, *each] for each in own.values()] or [shared]
    return tuple(target for group in groups for target in read_targets(columns, sorted(group)))


def rows_by(
    name: str, columns: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]
) -> tuple[list[tuple[int, Sequence[str]]], dict[str, list[tuple[int, Sequence[str]]]]]:
    """The rows in which the column `name` says nothing or that have none, and the others by what it says."""
    spelt = spelt_alike(columns, (name,))
    column = spelt.index(name) if name in spelt else -1
    groups: dict[str, list[tuple[int, Sequence[str]]]] = {}
    for number, cells in rows:
        groups.setdefault(cells[column].strip() if column >= 0 else "", []).append((number, cells))
    return groups.pop("", []), groups


def whole_targets(parts: Sequence[Part]) -> tuple[Target, ...]:
    """What all parts together ask for. A part that has no target for a value takes anything from none to all."""
    keys = sorted({(target.category, target.value) for part in parts for target in part.targets})
    bounds = [bounds_of(part, keys) for part in parts]
    return tuple(
        Target(
            category=category,
            value=value,
            minimum=sum(each[row][0] for each in bounds),
            maximum=sum(each[row][1] for each in bounds),
        )
        for row, (category, value) in enumerate(keys)
    )


def bounds_of(part: Part, keys: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """The least and the most people of each (category, value) in `part`."""
    asked = {(target.category, target.value): (target.minimum, target.maximum) for target in part.targets}
    return [asked.get(key, (0, part.seats)) for key in keys]


def interchangeable(parts: Sequence[Part]) -> list[list[int]]:
    """Which parts ask for the same: among them a lottery must not prefer one to another."""
    groups: dict[tuple[int, tuple[Target, ...]], list[int]] = {}
    for number, part in enumerate(parts):
        groups.setdefault((part.seats, sorted_targets(part.targets)), []).append(number)
    return list(groups.values())


def name_faults(names: Sequence[str]) -> list[Fault]:
    """Every name that stands twice or is empty."""
    unclear = sorted({name for name in names if names.count(name) > 1 or not name.strip()})
    return [PartNameRepeated(name=name) for name in unclear]


def check_parts_asked(parts: Sequence[Part]) -> None:
    """Raises `Faults` where parts cannot be told apart, or where the sums of a part's own targets miss its seats."""
    faults: list[Fault] = []
    if any(target.priority is not None for part in parts for target in part.targets):
        faults.append(SoftTargetsInParts())
    if not 2 <= len(parts) <= MOST_PARTS:
        faults.append(PartsMissing(most=MOST_PARTS))
    faults += name_faults([part.name for part in parts])
    for part in parts:
        faults += [fault for fault in sum_faults(part.targets, part.seats) if str(fault) not in set(map(str, faults))]
    if faults:
        raise Faults(*faults)

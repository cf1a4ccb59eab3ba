"""Several frames that fill one panel: 80 from the register, 15 from a district, 5 from among the young.

A frame is one more category, `frame`, with exact targets, so nobody can be drawn for two. Targets that hold for the
people of one frame alone are targets of a crossed category, such as `gender (young)`: everybody from elsewhere has the
value `–` there, and that many seats. A panel of several frames is thus a lottery like any other, with one proof, one
number and one seal; to everybody outside it never says who came from where.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.parts import rows_by
from folkmoot.core.sortition.pools import Pool
from folkmoot.core.sortition.targets import Target, read_targets

FRAME = "frame"
ELSEWHERE = "–"


class FrameUnknown(Fault):
    """The target in `row` is for the frame `name`, which has no seats."""


class FrameSeatsInexact(Fault):
    """The frame `name` has no exact number of seats: its minimum and maximum differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameSeats:
    """The `seats` that people of one frame take, and the targets that these people meet among themselves."""

    name: str
    seats: int
    own: tuple[Target, ...] = ()


def framed_targets(frames: Sequence[FrameSeats], shared: Iterable[Target]) -> tuple[Target, ...]:
    """All targets of a panel that `frames` fill: each frame's seats, what all share, and what is each frame's own.

    Of an own category every value has a target, none narrower than asked.
    """
    exact = [Target(category=FRAME, value=each.name, minimum=each.seats, maximum=each.seats) for each in frames]
    shared = list(shared)
    seats = sum(each.seats for each in frames)
    crossed = [target for each in frames for target in _crossed(each, shared, seats)]
    return tuple({(target.category, target.value): target for target in (*exact, *shared, *crossed)}.values())


def framed_pool(pool: Pool, frames: Sequence[FrameSeats]) -> Pool:
    """The pool with the crossed categories that the frames' own targets need; it has the category `frame`.

    Where it lacks a category that an own target is about, the people of that frame have an empty value there.
    """
    crossed = [(category, each.name) for each in frames for category in _own_categories(each)]
    people = []
    for person in pool.respondents:
        has = dict(zip(pool.categories, person.features, strict=True))
        own = (has.get(category, "") if has[FRAME] == frame else ELSEWHERE for category, frame in crossed)
        people.append(replace(person, features=(*person.features, *own)))
    made = (_crossed_category(category, frame) for category, frame in crossed)
    return Pool(categories=(*pool.categories, *made), respondents=tuple(people))


def frame_names(targets: Iterable[Target]) -> list[str]:
    """The frames that have seats in these targets, in their order; whoever is in two counts for the first of them."""
    return [target.value for target in targets if target.category == FRAME]


def elsewhere(keys: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Of pairs of category and value those that only say that somebody comes from another frame."""
    pairs = list(keys)
    frames = [value for category, value in pairs if category == FRAME]
    return frozenset(
        (category, value)
        for category, value in pairs
        if value == ELSEWHERE and any(category.endswith(_crossed_category("", frame)) for frame in frames)
    )


def made_categories(frames: Sequence[FrameSeats]) -> frozenset[str]:
    """The categories that `framed_pool` and whoever says who comes from which frame add to a pool."""
    crossed = {_crossed_category(category, each.name) for each in frames for category in _own_categories(each)}
    return frozenset({FRAME, *crossed} if frames else ())


def _crossed_category(category: str, frame: str) -> str:
    return f"{category} ({frame})"


def read_framed_targets(
    columns: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]
) -> tuple[tuple[Target, ...], tuple[FrameSeats, ...]]:
    """Targets that all share, and the frames, from a table of targets that may have a column `frame`.

    A row that names a frame holds for its people alone; the category `frame` says how many seats each has. Without
    such rows there are no frames, and the category is one like any other. Raises `Faults` with every problem.
    """
    rows = list(rows)
    common, own = rows_by(FRAME, columns, rows)
    shared = read_targets(columns, common)
    if not own:
        return shared, ()
    sizes = {target.value: target for target in shared if target.category == FRAME}
    faults: list[Fault] = [FrameUnknown(row=own[name][0][0], name=name) for name in own if name not in sizes]
    faults += [FrameSeatsInexact(name=each.value) for each in sizes.values() if each.minimum != each.maximum]
    if faults:
        raise Faults(*faults)
    return shared, tuple(
        FrameSeats(name=name, seats=size.minimum, own=read_targets(columns, own[name]) if name in own else ())
        for name, size in sizes.items()
    )


def _own_categories(frame: FrameSeats) -> dict[str, None]:
    return dict.fromkeys(target.category for target in frame.own)


def _crossed(frame: FrameSeats, shared: Sequence[Target], seats: int) -> Iterator[Target]:
    asked = {(target.category, target.value): target for target in frame.own}
    for category in _own_categories(frame):
        name = _crossed_category(category, frame.name)
        values = [target.value for target in (*shared, *frame.own) if target.category == category]
        for value in dict.fromkeys(values):
            free = Target(category=category, value=value, minimum=0, maximum=frame.seats)
            yield replace(asked.get((category, value), free), category=name)
        others = seats - frame.seats
        yield Target(category=name, value=ELSEWHERE, minimum=others, maximum=others)

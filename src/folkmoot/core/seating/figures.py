"""What a plan comes to: who meets how many, how near that is to the bound, how even each table is, what is not kept.

The same for a plan that was searched for and for one that somebody changed by hand.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.seating.bounds import Ceiling, ceiling
from folkmoot.core.seating.rooms import SeatingTask, Seats, suits


class NotSeated(Fault):
    """In `round` somebody who is there (`id`) sits at no table, at two, or somebody sits who is not there."""


class Wish(StrEnum):
    """What can be broken."""

    PIN = "pin"
    APART = "apart"
    TOGETHER = "together"
    SUITS = "suits"
    SEATS = "seats"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A `wish` that is not kept in `round` at `table`, and whom it is about."""

    wish: Wish
    round: int
    table: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many with a value of an attribute sit at a table in a round, and how many should: its share of those who are
    there, rounded down (`least`) and up (`most`).
    """

    round: int
    table: str
    attribute: str
    value: str
    people: int
    least: int
    most: int

    @property
    def off(self) -> int:
        """How many people too many or too few."""
        return max(self.least - self.people, self.people - self.most, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How good a plan is. `pairs` different pairs meet, at most `ceiling` can; `met` is how many others each meets;
    `most_often` the most times that two people share a table. `uneven` counts people outside the shares, `uneven_cells`
    the shares that are missed by however many, as groupselect's users count. `broken` should be empty.
    """

    pairs: int
    ceiling: Ceiling
    met: tuple[tuple[str, int], ...]
    most_often: int
    shares: tuple[Share, ...]
    broken: tuple[Broken, ...]

    @property
    def uneven(self) -> int:
        """People too many or too few with some value, over all tables and rounds."""
        return sum(share.off for share in self.shares)

    @property
    def uneven_cells(self) -> int:
        """Tables, rounds and values with people too many or too few."""
        return sum(share.off > 0 for share in self.shares)


def figures(task: SeatingTask, seats: Seats) -> Figures:
    """The figures of any plan for a task that has been checked. Raises `NotSeated` unless it seats everybody once."""
    _everybody_sits_once(task, seats)
    times = Counter(pair for round_ in seats for table in round_ for pair in combinations(sorted(table), 2))
    met = Counter(id_ for pair in times for id_ in pair)
    shares = tuple(_shares(task, seats))
    return Figures(
        pairs=len(times),
        ceiling=ceiling(seats),
        met=tuple((id_, met[id_]) for id_ in sorted(each.id for each in task.attendees)),
        most_often=max(times.values(), default=0),
        shares=shares,
        broken=tuple(_broken(task, seats, shares)),
    )


def _everybody_sits_once(task: SeatingTask, seats: Seats) -> None:
    faults: list[Fault] = []
    for number in range(1, task.rounds + 1):
        sat = Counter(id_ for table in seats[number - 1] for id_ in table)
        there = Counter(each.id for each in task.present(number))
        faults += [NotSeated(round=number, id=id_) for id_ in sorted(((sat - there) + (there - sat)).keys())]
    if faults:
        raise Faults(*faults)


def _shares(task: SeatingTask, seats: Seats) -> Iterator[Share]:
    features = {each.id: each.features for each in task.attendees}
    for number, round_ in enumerate(seats, 1):
        there = sum(map(len, round_))
        for place, attribute in enumerate(task.attributes):
            at = [Counter(features[id_][place] for id_ in table) for table in round_]
            for value, held in sorted(sum(at, Counter[str]()).items()):
                for table, company, counts in zip(task.tables, round_, at, strict=True):
                    share = held * len(company)
                    if value:
                        yield Share(
                            round=number, table=table.name, attribute=attribute, value=value, people=counts[value],
                            least=share // there, most=-(-share // there),
                        )  # fmt: skip


def _broken(task: SeatingTask, seats: Seats, shares: Iterable[Share]) -> Iterator[Broken]:
    everybody = {each.id: each for each in task.attendees}
    pinned = task.pinned()
    for number, round_ in enumerate(seats, 1):
        here = {id_ for table in round_ for id_ in table}
        for table, company in zip(task.tables, round_, strict=True):
            wrong = [
                (Wish.SUITS, [id_ for id_ in company if not suits(everybody[id_], table)]),
                (Wish.PIN, [id_ for id_ in company if pinned.get((id_, number), table.name) != table.name]),
                (Wish.SEATS, list(company) if table.seats is not None and len(company) > table.seats else []),
                *((Wish.APART, list(pair)) for pair in task.apart if set(pair) <= set(company)),
                *((Wish.TOGETHER, list(group)) for group in task.together if _parted(set(group) & here, company)),
            ]
            for wish, ids in wrong:
                if ids:
                    yield Broken(wish=wish, round=number, table=table.name, ids=tuple(sorted(ids)))
    for share in shares:
        if share.off and share.attribute in task.spread:
            yield Broken(wish=Wish.SPREAD, round=share.round, table=share.table, ids=(share.attribute, share.value))


def _parted(group: set[str], company: Sequence[str]) -> bool:
    """Whether this table has the first of a group (by id), and not all of it."""
    return bool(group) and min(group) in company and not group <= set(company)

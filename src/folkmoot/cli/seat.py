"""`folkmoot seat`: who sits with whom, all rounds at once, from a file of members to a plan and its figures."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from folkmoot.cli.folders import write_files
from folkmoot.cli.seeds import public_seed
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.seating import (
    Attendee,
    Figures,
    Limit,
    Pin,
    RoomTable,
    SeatingColumns,
    SeatingPlan,
    SeatingTask,
    plan_seating,
    read_attendees,
    read_room,
    read_seats,
    replan,
)
from folkmoot.messages import sentence
from folkmoot.tables import WRITERS, Table, read_table

BAD_INPUT = 2
BECAUSE = {
    Limit.SEATS: "so many pairs sit together over all rounds",
    Limit.EVERYBODY: "then everybody has met everybody",
    Limit.PERSONS: "nobody can meet more than the seats beside her",
    Limit.CROWDED: "with more people at a table than there are tables, some meet again",
}


class WishMalformed(Fault):
    """What was given for `option`, `text`, cannot be read."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `seat` to the door's parser."""
    parser = subparsers.add_parser("seat", help="who sits with whom: mixed tables and new faces over all rounds")
    parser.add_argument("members", type=Path, help="CSV, XLSX or ODS: id, and a column for each attribute to mix")
    parser.add_argument("--tables", required=True, help="how many, or a file: table, seats, step_free, languages")
    parser.add_argument("--rounds", type=int, required=True, help="how many times people sit down anew")
    parser.add_argument("--out", type=Path, required=True, help="plan.csv (or .xlsx, .ods): id, round, table")
    parser.add_argument("--id", default="id", metavar="COLUMN", help="the column that names each person (id)")
    parser.add_argument("--mix", metavar="COLUMNS", help="mix on these columns only, with commas between (all others)")
    parser.add_argument(
        "--spread", default="", metavar="COLUMNS", help="must come out even, such as role: facilitators"
    )
    parser.add_argument("--languages", metavar="COLUMN", help="the languages that somebody follows: fr en")
    parser.add_argument("--step-free", metavar="COLUMN", help="yes where somebody needs a table without steps")
    parser.add_argument("--away", metavar="COLUMN", help="the rounds in which somebody is not there: 1 2")
    parser.add_argument(
        "--pin", action="append", default=[], metavar="ID=TABLE[@ROUND]", help="she sits there, or then"
    )
    parser.add_argument("--apart", action="append", default=[], metavar="A,B", help="two who never share a table")
    parser.add_argument("--together", action="append", default=[], metavar="A,B,C", help="who always share a table")
    parser.add_argument("--absent", action="append", default=[], metavar="ID=ROUNDS", help="not there: ann=2,3")
    parser.add_argument("--from", type=Path, dest="before", metavar="PLAN", help="mend this plan with the fewest moves")
    parser.add_argument("--held", type=int, default=0, metavar="N", help="with --from: its first N rounds are over")
    parser.add_argument("--seed", default="00", help="chance, in hexadecimal; the same seed gives the same plan (00)")
    parser.add_argument("--effort", type=int, default=1, help="search so many times longer (1: about a second)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the plan and say its figures. Every problem goes to the standard error; then the answer is 2."""
    try:
        task = _task(args)
        plan = _planned(args, task)
        _write(args.out, plan)
    except OSError as error:
        return _refused([f"{error.filename}: {error.strerror}"])
    except Faults as several:
        return _refused([sentence(fault) for fault in several.faults])
    except Fault as fault:
        return _refused([sentence(fault)])
    print(_told(plan, args.out), end="")
    return 0


def _planned(args: argparse.Namespace, task: SeatingTask) -> SeatingPlan:
    seed = public_seed(args.seed)
    if args.before is None:
        return plan_seating(task, seed=seed, effort=max(args.effort, 1))
    table = _table(args.before)
    before = read_seats(table.columns, table.numbered, task)
    return replan(task, before, held=args.held, seed=seed, effort=max(args.effort, 1))


def _task(args: argparse.Namespace) -> SeatingTask:
    table = _table(args.members)
    means = SeatingColumns(
        id=args.id,
        mix=_list(args.mix) if args.mix is not None else None,
        spread=_list(args.spread),
        languages=args.languages,
        step_free=args.step_free,
        away=args.away,
    )
    attributes, people = read_attendees(table.columns, table.numbered, means)
    return SeatingTask(
        attributes=attributes,
        attendees=_without(people, args.absent),
        tables=_tables(args.tables),
        rounds=args.rounds,
        spread=frozenset(means.spread),
        pins=tuple(_pin(text) for text in args.pin),
        apart=tuple(_pair(text) for text in args.apart),
        together=tuple(_group(text) for text in args.together),
    )


def _tables(text: str) -> tuple[RoomTable, ...]:
    if text.isascii() and text.isdigit():
        return tuple(RoomTable(name=str(number)) for number in range(1, int(text) + 1))
    table = _table(Path(text))
    return read_room(table.columns, table.numbered)


def _without(people: tuple[Attendee, ...], absent: Sequence[str]) -> tuple[Attendee, ...]:
    """The people, those away who were named on the command line."""
    away: dict[str, frozenset[int]] = {}
    for text in absent:
        id_, equals, rounds = text.rpartition("=")
        words = rounds.split(",")
        if not equals or not all(word.isascii() and word.isdigit() for word in words):
            raise WishMalformed(option="--absent", text=text)
        away[id_] = away.get(id_, frozenset()) | frozenset(map(int, words))
    if strangers := sorted(set(away) - {each.id for each in people}):
        raise WishMalformed(option="--absent", text=strangers[0])
    return tuple(
        Attendee(
            id=each.id,
            features=each.features,
            away=each.away | away.get(each.id, frozenset()),
            languages=each.languages,
            step_free=each.step_free,
        )
        for each in people
    )


def _pin(text: str) -> Pin:
    id_, equals, rest = text.partition("=")
    table, at, number = rest.rpartition("@")
    if not equals or not rest or (at and not (number.isascii() and number.isdigit())):
        raise WishMalformed(option="--pin", text=text)
    return Pin(id=id_, table=table, round=int(number)) if at else Pin(id=id_, table=rest)


def _pair(text: str) -> tuple[str, str]:
    ids = _list(text)
    if len(ids) != 2 or ids[0] == ids[1]:
        raise WishMalformed(option="--apart", text=text)
    return ids[0], ids[1]


def _group(text: str) -> tuple[str, ...]:
    ids = _list(text)
    if len(set(ids)) < 2:
        raise WishMalformed(option="--together", text=text)
    return ids


def _list(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _table(path: Path) -> Table:
    return read_table(path.read_bytes(), name=path.name)


def _write(path: Path, plan: SeatingPlan) -> None:
    rows = [
        (id_, str(number), table.name)
        for number, round_ in enumerate(plan.seats, 1)
        for table, company in zip(plan.task.tables, round_, strict=True)
        for id_ in company
    ]
    writer = WRITERS.get(path.suffix.removeprefix(".").lower(), WRITERS["csv"])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_files(path.parent, {path.name: writer(("id", "round", "table"), rows)})


def _told(plan: SeatingPlan, out: Path) -> str:
    found = plan.figures
    counts = sorted(count for _, count in found.met)
    because, average = BECAUSE[found.ceiling.limit], sum(counts) / len(counts)
    lines = [
        f"{found.pairs} different pairs meet, {_percent(found)} of at most {found.ceiling.pairs} ({because}).",
        f"Each meets {counts[0]} to {counts[-1]} others, {average:.1f} on average.",
        _again(found),
        _balance(found),
    ]
    if plan.moves:
        lines += [f"{len(plan.moves)} times somebody changes tables:"]
        lines += [f"  round {move.round}: {move.id} from {move.origin} to {move.to}" for move in plan.moves]
    return "\n".join([*lines, f"Written to {out}."]) + "\n"


def _again(found: Figures) -> str:
    if found.most_often < 2:
        return "Nobody sits with the same person twice."
    return f"Nobody sits with the same person more than {found.most_often} times."


def _percent(found: Figures) -> str:
    return f"{100 * found.pairs / found.ceiling.pairs:.1f} %" if found.ceiling.pairs else "all"


def _balance(found: Figures) -> str:
    if not found.shares:
        return "No attribute to mix."
    if not found.uneven:
        return f"Every table has its share of every value: {len(found.shares)} shares, none is missed."
    missed = [share for share in found.shares if share.off]
    lines = [f"{found.uneven} people too many or too few, in {found.uneven_cells} of {len(found.shares)} shares:"]
    lines += [
        f"  round {share.round}, table {share.table}: {share.people} with {share.attribute} {share.value}, "
        f"not {share.least} to {share.most}"
        for share in missed[:10]
    ]
    return "\n".join([*lines, *([f"  and {len(missed) - 10} more"] if len(missed) > 10 else [])])


def _refused(problems: list[str]) -> int:
    print(*problems, sep="\n", file=sys.stderr)
    return BAD_INPUT

"""`folkmoot draw`: from a file of respondents and a file of targets to a published lottery, and to the panel drawn."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from folkmoot.cli import panels
from folkmoot.cli.folders import write_files
from folkmoot.cli.frames import pool_asked, targets_asked
from folkmoot.cli.seeds import public_seed
from folkmoot.core.canonical import canonical_bytes
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition import (
    Balls,
    BeaconRound,
    Combined,
    Draw,
    Lottery,
    Objective,
    Part,
    Pool,
    Score,
    Seed,
    Several,
    Source,
    Target,
    Throws,
    check_lottery,
    clean,
    draw_by,
    draw_document,
    find_lottery,
    find_several,
    lottery_document,
    parts_document,
    pool_digest,
    read_lottery,
    sorted_targets,
    unselectable,
    whole_targets,
)
from folkmoot.core.sortition.alternates import Alternates
from folkmoot.core.sortition.beacons import BeaconRoundUnreadable, can_verify, check_signature, read_round
from folkmoot.core.sortition.easing import as_asked, given_up
from folkmoot.core.sortition.sources import Part as Chance
from folkmoot.core.sortition.targets import spelt_alike
from folkmoot.messages import sentence
from folkmoot.tables import Table, read_table, write_csv

Value = TypeVar("Value")
BAD_INPUT = 2


class OtherDrawThere(Fault):
    """The folder `folder` holds a `file` with another result."""


class FolderUnwritable(Fault):
    """The `folder` cannot be written to; `reason` is the system's."""


class AlternatesWithoutChance(Fault):
    """Alternates were asked for before chance has drawn the panel that they stand in for."""


class DigitsMalformed(Fault):
    """What was given for `option` is not digits, or not as many sides and faces as dice have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a lottery has to meet; `parts` where several panels are drawn at once."""

    targets: tuple[Target, ...]
    seats: int
    parts: tuple[Part, ...] = ()


class FileMissing(Fault):
    """The file `name` cannot be opened; `reason` is the system's."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `draw` to the door's parser."""
    parser = subparsers.add_parser("draw", help="find the fairest lottery and draw a panel from it")
    parser.add_argument("respondents", type=Path, help="CSV, XLSX or ODS: id, one column for each category, address")
    parser.add_argument("targets", type=Path, help="CSV, XLSX or ODS: category, name, min, max")
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--seats", type=int, help="how many people a panel has")
    size.add_argument(
        "--panel", action="append", metavar="NAME=SEATS", help="... or one of several panels drawn at once"
    )
    parser.add_argument("--substitutes", action="append", default=[], metavar="NAME", help="the panel NAME waits")
    parser.add_argument("--objective", type=Objective, choices=list(Objective), default=Objective.LEXIMIN)
    parser.add_argument("--panels", type=int, default=1000, help="how many equally likely panels (1000: three balls)")
    parser.add_argument("--seed", help="public chance, in hexadecimal; only chooses among the numbered panels")
    parser.add_argument("--balls", metavar="DIGITS", help="... or the digits on balls, in the order drawn: 042")
    parser.add_argument("--dice", metavar="SIDES:FACES", help="... or what dice showed, in the order thrown: 6:1,5,2,4")
    parser.add_argument("--beacon", type=Path, metavar="FILE", help="... or a round of drand quicknet, as JSON")
    parser.add_argument("--alternates", type=int, metavar="N", help="with a draw: choose N alternates in advance")
    parser.add_argument("--drop-out", type=float, default=0.15, metavar="CHANCE", help="of each member (0.15)")
    parser.add_argument(
        "--drop-out-factor", action="append", default=[], metavar="CATEGORY:VALUE=FACTOR", help="... times that of hers"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Draw. Every problem goes to the standard error, one a line; then nothing is written and the answer is 2."""
    problems: list[str] = []
    source = _source(args, problems)
    inputs = _read_inputs(args, problems)
    if problems or inputs is None:
        return _refused(problems)
    table, pool, asked = inputs
    found = _told(problems, args.targets, lambda: _lottery(args, pool, asked))
    if found is None:
        return _refused(problems)
    lottery, several = found
    files = {"lottery.json": canonical_bytes(lottery_document(lottery))}
    if several is not None:
        files |= {panels.FILE: canonical_bytes(parts_document(several))}
    draw = _told(problems, "draw", lambda: draw_by(lottery, source)) if source is not None else None
    waiting = _told(problems, "--alternates", lambda: _alternates(args, draw, pool, asked)) if draw else None
    if problems:
        return _refused(problems)
    if draw is not None:
        files |= {"selected.csv": _selected(table, draw, several), "draw.json": canonical_bytes(draw_document(draw))}
    if waiting is not None:
        files |= {"alternates.csv": _rows_of(table, waiting.ids)}
    if _told(problems, args.out, lambda: _write(args.out, files)) is None:
        return _refused(problems)
    print(_report(lottery, draw, pool, args.out), *(panels.told(several, draw) if several else []), sep="", end="")
    print(*(panels.alternates_told(waiting) if waiting else []), sep="", end="")
    return 0


def _read_inputs(args: argparse.Namespace, problems: list[str]) -> tuple[Table, Pool, Asked] | None:
    """Read both files and tell of every problem in either."""
    table = _told(problems, args.respondents, lambda: _table(args.respondents))
    rules = _told(problems, args.targets, lambda: _table(args.targets))
    asked = _told(problems, args.targets, lambda: _asked(args, rules)) if rules else None
    if table is None or rules is None or asked is None:
        return None
    pool = _told(problems, args.respondents, lambda: pool_asked(rules, table))
    return None if pool is None else (table, pool, asked)


def _asked(args: argparse.Namespace, rules: Table) -> Asked:
    if args.panel is None:
        return Asked(targets=targets_asked(rules), seats=args.seats)
    parts = panels.asked(args.panel, args.substitutes, rules)
    return Asked(targets=whole_targets(parts), seats=sum(part.seats for part in parts), parts=parts)


def _table(path: Path) -> Table:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileMissing(name=path.name or str(path), reason=error.strerror or "") from error
    return read_table(data, name=path.name)


def _source(args: argparse.Namespace, problems: list[str]) -> Source | None:
    """What was given of chance; several are combined, in the order seed, balls, dice, beacon."""
    readers: dict[str, Callable[[Any], Chance]] = {"seed": _seed, "balls": _balls, "dice": _dice, "beacon": _round}
    given = {name: value for name in readers if (value := getattr(args, name)) is not None}
    parts = [_told(problems, f"--{name}", partial(readers[name], value)) for name, value in given.items()]
    if args.alternates is not None and not given:
        problems.append(f"--alternates: {sentence(AlternatesWithoutChance())}")
    found = tuple(part for part in parts if part is not None)
    return Combined(parts=found) if len(found) > 1 else next(iter(found), None)


def _seed(text: str) -> Seed:
    return Seed(seed=public_seed(text))


def _balls(text: str) -> Balls:
    if not (text.isascii() and text.isdigit()):
        raise DigitsMalformed(option="--balls", example="042")
    return Balls(digits=tuple(map(int, text)))


def _dice(text: str) -> Throws:
    sides, _, faces = text.partition(":")
    try:
        throws = Throws(sides=int(sides), faces=tuple(map(int, faces.split(","))))
    except ValueError as error:
        raise DigitsMalformed(option="--dice", example="6:1,5,2,4") from error
    if not 2 <= throws.sides <= 100:
        raise DigitsMalformed(option="--dice", example="6:1,5,2,4")
    return throws


def _round(path: Path) -> BeaconRound:
    """A round as a mirror serves it; its signature is checked where the arithmetic for it is installed."""
    try:
        number, signature = read_round(json.loads(path.read_bytes()))
    except OSError as error:
        raise FileMissing(name=path.name or str(path), reason=error.strerror or "") from error
    except ValueError as error:
        raise BeaconRoundUnreadable(round=None) from error
    if can_verify():
        check_signature(number, signature)
    return BeaconRound(round=number, signature=signature)


def _lottery(args: argparse.Namespace, pool: Pool, asked: Asked) -> tuple[Lottery, Several | None]:
    """The lottery, and how its panels are divided where several are drawn at once."""
    published = _published(args, pool, asked)
    how: Any = {"pool": pool, "objective": args.objective, "panels": args.panels}
    if not asked.parts:
        return published or find_lottery(targets=asked.targets, seats=asked.seats, **how), None
    if published is None:
        several = find_several(parts=asked.parts, **how)
        return several.lottery, several
    divided = panels.published(args.out, published, pool, asked.parts)
    if divided is None:
        raise OtherDrawThere(folder=str(args.out), file=panels.FILE)
    return published, divided


def _published(args: argparse.Namespace, pool: Pool, asked: Asked) -> Lottery | None:
    """The lottery that the folder already holds, if it was made from these inputs; otherwise `None`.

    A published lottery is never computed again: another version of the solver might number other panels.
    """
    path = args.out / "lottery.json"
    if not path.exists():
        return None
    document = _json(path)
    findings = check_lottery(document, pool=pool)
    if not all(finding.holds for finding in findings):
        raise OtherDrawThere(folder=str(args.out), file="lottery.json")
    lottery = read_lottery(document)
    question = (pool_digest(pool), sorted_targets(asked.targets), asked.seats, args.objective, args.panels)
    if _strictly(question) != _strictly(_answers(lottery)):
        raise OtherDrawThere(folder=str(args.out), file="lottery.json")
    return lottery


def _answers(lottery: Lottery) -> tuple[Any, ...]:
    return (lottery.pool_digest, lottery.targets, lottery.seats, lottery.objective, len(lottery.panels))


def _strictly(question: tuple[Any, ...]) -> tuple[Any, ...]:
    """A question to the lottery without the flexible bounds of hard targets, which it does not use."""
    digest, targets, *rest = question
    return (digest, [_as_used(as_asked(target)) for target in targets], *rest)


def _as_used(target: Target) -> tuple[Any, ...]:
    soft = target.priority is not None
    flexible = (target.priority, target.flexible_minimum, target.flexible_maximum) if soft else ()
    return (target.category, target.value, target.minimum, target.maximum, *flexible)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except ValueError as error:
        raise OtherDrawThere(folder=str(path.parent), file=path.name) from error


def _selected(table: Table, draw: Draw, several: Several | None) -> bytes:
    """The rows of the people drawn, with all their columns, in the order of their ids; of several panels, which."""
    if several is None:
        return _rows_of(table, draw.selected)
    parts = several.people_of(draw.number).items()
    return _rows_of(table, draw.selected, {id_: name for name, ids in parts for id_ in ids})


def _rows_of(table: Table, ids: Sequence[str], parts: Mapping[str, str] | None = None) -> bytes:
    columns = spelt_alike(table.columns, ["id"])
    place = columns.index("id")
    rows = {clean(row[place]): row for row in table.rows}
    if parts is None:
        return write_csv(columns, [rows[id_] for id_ in ids])
    return write_csv(["drawn for", *columns], [[parts[id_], *rows[id_]] for id_ in ids])


def _alternates(args: argparse.Namespace, draw: Draw, pool: Pool, asked: Asked) -> Alternates | None:
    if args.alternates is None:
        return None
    drop_out = panels.drop_out(args.drop_out, args.drop_out_factor, asked.targets)
    return panels.alternates(args.alternates, drop_out, draw, pool, asked.targets)


def _write(folder: Path, files: dict[str, bytes]) -> bool:
    for name, data in files.items():
        path = folder / name
        if path.exists() and path.read_bytes() != data:
            raise OtherDrawThere(folder=str(folder), file=name)
    try:
        write_files(folder, files)
    except OSError as error:
        raise FolderUnwritable(folder=str(folder), reason=error.strerror or "") from error
    return True


def _told(problems: list[str], where: object, attempt: Callable[[], Value]) -> Value | None:
    """The value of `attempt`; if it has faults, one line for each in `problems`, and `None`."""
    try:
        return attempt()
    except Faults as faults:
        problems += [f"{where}: {sentence(fault)}" for fault in faults.faults]
    except Fault as fault:
        problems.append(f"{where}: {sentence(fault)}")
    return None


def _refused(problems: list[str]) -> int:
    print(*problems, sep="\n", file=sys.stderr)
    return BAD_INPUT


def _report(lottery: Lottery, draw: Draw | None, pool: Pool, folder: Path) -> str:
    lines = [*_chances(lottery), *_gave_way(lottery), *_shut_out(lottery, pool)]
    if draw is None:
        lines += [
            f"Written: {folder / 'lottery.json'}. Publish it now, and say where chance will come from. Then run the",
            "same again with --balls, --dice, --beacon or --seed; it only chooses among the numbered panels.",
        ]
    else:
        width = len(str(len(lottery.panels) - 1))
        lines.append(
            f"Drawn: panel {draw.number:0{width}}, {len(draw.selected)} people. See {folder / 'selected.csv'}."
        )
    return "\n".join(lines) + "\n"


def _chances(lottery: Lottery) -> list[str]:
    proof, panels = lottery.proof, len(lottery.panels)
    after = [Fraction(tickets, panels) for tickets in (lottery.smallest_tickets, lottery.largest_tickets)]
    return [
        f"{len(lottery.ids)} people, {lottery.seats} seats, {panels} equally likely panels, {lottery.objective.value}.",
        f"Before rounding: smallest chance {_percent(proof.smallest)}, largest {_percent(proof.largest)}.",
        f"After rounding: smallest chance {_percent(after[0])}, largest {_percent(after[1])}.",
        f"Rounding moved nobody's chance by more than {_percent(proof.largest_deviation)}.",
        *_proof_in_words(lottery),
    ]


def _proof_in_words(lottery: Lottery) -> list[str]:
    proof = lottery.proof
    how = (
        "The points in lottery.json prove it; a calculator is enough to check them."
        if proof.levels[0].certificate is not None
        else "An exact search over all panels proved it; it has no short certificate."
    )
    if proof.score is not None:
        return _score_in_words(lottery.objective, proof.score, how)
    more = len(proof.levels) - 1
    levels = f" Levels above it, settled in the same way: {more}." if more else ""
    return [
        f"Proof: no lottery gives everybody who can be chosen a chance above {_percent(proof.bound)};",
        f"this one misses that by {_percent(proof.gap)}.{levels} {how}",
    ]


def _score_in_words(objective: Objective, score: Score, how: str) -> list[str]:
    if objective is Objective.NASH:
        reached, best = _percent(score.value), _percent(score.bound)
        return [f"Proof: the geometric mean of all chances is {reached}; no lottery has more than {best}.", how]
    return [
        f"Proof: the Goldilocks score is {float(score.value):.6f}; no lottery has less than {float(score.bound):.6f}.",
        how,
    ]


def _shut_out(lottery: Lottery, pool: Pool) -> list[str]:
    """Whom no panel can hold, and why."""
    if not lottery.unselectable:
        return []
    return [
        f"No panel can hold {', '.join(each.ids)} because of: {'; '.join(map(str, each.conflict))}."
        for each in unselectable(pool, lottery.targets, lottery.seats)
    ]


def _gave_way(lottery: Lottery) -> list[str]:
    """Which soft targets were eased, and to what."""
    return [f"Soft targets gave way: {'; '.join(map(str, found))}."] if (found := given_up(lottery.targets)) else []


def _percent(chance: Fraction) -> str:
    return f"{float(100 * chance):.6f} %"

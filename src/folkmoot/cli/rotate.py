"""`folkmoot rotate`: who leaves at the next turn of a body that is renewed in groups, and how many are to be drawn."""

import argparse
import sys
from pathlib import Path

from folkmoot.cli.seeds import public_seed
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition import clean
from folkmoot.core.sortition.rotation import Sitter, TermRule, Turn, check_rule, next_turn
from folkmoot.messages import sentence
from folkmoot.tables import Table, read_table

BAD_INPUT = 2


class MembersMalformed(Fault):
    """A list of members lacks a column (then `row` is 1), or its `row` an id of its own or the turn she began at."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `rotate` to the door's parser."""
    parser = subparsers.add_parser("rotate", help="who leaves when a body is renewed by thirds, halves or as a whole")
    parser.add_argument("members", type=Path, help="CSV, XLSX or ODS: id, since (the turn at which she took her seat)")
    parser.add_argument("--seats", type=int, required=True, help="how many seats the body has")
    parser.add_argument("--groups", type=int, required=True, help="3: thirds, 2: halves, 1: everybody")
    parser.add_argument("--returning", type=int, default=0, metavar="N", help="with one group: N return once, by lot")
    parser.add_argument("--turn", type=int, required=True, help="the number of this turn; the founding one is 0")
    parser.add_argument(
        "--seed", required=True, help="public chance, in hexadecimal: decides among people who began together"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Say who leaves. Every problem goes to the standard error, one a line; then the answer is 2."""
    try:
        sitters = _sitters(read_table(args.members.read_bytes(), name=args.members.name))
        rule = TermRule(seats=args.seats, groups=args.groups, returning=args.returning)
        check_rule(rule)
        turn = next_turn(sitters, rule, number=args.turn, seed=public_seed(args.seed).hex())
    except OSError as error:
        return _refused([f"{args.members}: {error.strerror}"])
    except Faults as several:
        return _refused([sentence(fault) for fault in several.faults])
    except Fault as fault:
        return _refused([sentence(fault)])
    print(_told(turn), end="")
    return 0


def _sitters(table: Table) -> list[Sitter]:
    if not {"id", "since"} <= set(table.columns):
        raise MembersMalformed(row=1)
    found: dict[str, Sitter] = {}
    for number, row in table.numbered:
        cells = dict(zip(table.columns, map(clean, row), strict=False))
        id_, since = cells.get("id", ""), cells.get("since", "")
        if not id_ or id_ in found or not (since.isascii() and since.isdigit()):
            raise MembersMalformed(row=number)
        found[id_] = Sitter(id=id_, since=int(since))
    return list(found.values())


def _told(turn: Turn) -> str:
    lot = f" Of these by lot, among those who began together: {', '.join(turn.by_lot)}." if turn.by_lot else ""
    return (
        f"Turn {turn.number}. {len(turn.leaving)} leave: {', '.join(turn.leaving) or 'nobody'}.{lot}\n"
        f"To be drawn: {turn.drawn}.\n"
    )


def _refused(problems: list[str]) -> int:
    print(*problems, sep="\n", file=sys.stderr)
    return BAD_INPUT

"""`folkmoot targets`: from shares of the population to targets that always add up to the seats."""

import argparse
import sys
from pathlib import Path

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.census import read_census, read_tolerance, targets_from
from folkmoot.core.sortition.targets import Target
from folkmoot.messages import sentence
from folkmoot.tables import read_table, write_csv

BAD_INPUT = 2


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `targets` to the door's parser."""
    parser = subparsers.add_parser("targets", help="turn shares of the population into targets for so many seats")
    parser.add_argument("population", type=Path, help="CSV, XLSX or ODS: category, name, share (percent) or people")
    parser.add_argument("--seats", type=int, required=True, help="how many people a panel has")
    parser.add_argument("--tolerance", default="", help="wider by so many seats (1), or by a part of the share (10%%)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the targets as CSV. Every problem goes to the standard error, one a line; then the answer is 2."""
    try:
        table = read_table(args.population.read_bytes(), name=args.population.name)
        census = read_census(table.columns, table.numbered)
        targets = targets_from(census, args.seats, read_tolerance(args.tolerance))
    except OSError as error:
        return _refused([f"{args.population}: {error.strerror}"])
    except Faults as several:
        return _refused([sentence(fault) for fault in several.faults])
    except Fault as fault:
        return _refused([sentence(fault)])
    rows = [_row(target) for target in targets]
    print(write_csv(("category", "name", "min", "max"), rows).decode("utf-8-sig"), end="")
    return 0


def _row(target: Target) -> tuple[str, str, str, str]:
    return target.category, target.value, str(target.minimum), str(target.maximum)


def _refused(problems: list[str]) -> int:
    print(*problems, sep="\n", file=sys.stderr)
    return BAD_INPUT

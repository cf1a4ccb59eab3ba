"""`folkmoot tally`: a file of ballots and a rule in, the result and its story out."""

import argparse
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from folkmoot.cli.folders import write_files
from folkmoot.cli.seeds import public_seed
from folkmoot.core.canonical import canonical_bytes, sha256_hex
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.tally.deciding import decide
from folkmoot.core.tally.methods import Method
from folkmoot.core.tally.named import RULES, named_rule
from folkmoot.core.tally.outcomes import Outcome
from folkmoot.core.tally.profiles import Cast, Turnout
from folkmoot.core.tally.published import result_document
from folkmoot.core.tally.reading import described, read_ballots, read_options, read_pabulib, read_preflib
from folkmoot.core.tally.reading.lines import AmountUnreadable, amount
from folkmoot.core.tally.ruling import rule_from, rule_plain
from folkmoot.messages import sentence
from folkmoot.messages.tally import explain
from folkmoot.tables import read_table, read_text

TIED, BAD_INPUT = 1, 2
RANKINGS = frozenset({".soi", ".soc", ".toi", ".toc"})
MOST_PROBLEMS = 20


class RuleNotFound(Fault):
    """There is neither a rule nor a file called `name`; rules with a name are `names`."""


class BudgetUnreadable(Fault):
    """What was given for --budget, `text`, is no amount."""


class RuleFileBroken(Fault):
    """The rule file `name` is not TOML; `reason` says where."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `tally` to the door's parser."""
    parser = subparsers.add_parser("tally", help="count ballots by a published rule, with every step")
    parser.add_argument("ballots", type=Path, help="CSV, XLSX or ODS; .pb (Pabulib); .soi, .soc, .toi, .toc (PrefLib)")
    parser.add_argument("--rule", required=True, metavar="RULE.toml|NAME", help=f"a file, or one of {', '.join(RULES)}")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where result.json and story.txt go")
    parser.add_argument("--seats", type=int, metavar="N", help="how many win, instead of what the rule says")
    parser.add_argument("--options", type=Path, metavar="FILE", help="a table: option, name, cost")
    parser.add_argument("--budget", metavar="AMOUNT", help="what may be spent, where the file does not say it")
    parser.add_argument("--present", type=int, metavar="N", help="how many people were present")
    parser.add_argument("--eligible", type=int, metavar="N", help="how many people may vote")
    parser.add_argument("--seed", metavar="HEX", help="public chance, for a tie that the rule leaves to a lot")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the result and print its story; 1 where a tie stays open. Problems go to the standard error, then 2."""
    try:
        rule = _rule(args.rule, args.seats)
        data = args.ballots.read_bytes()
        cast = _described(_cast(data, args, rule), args)
        seed = None if args.seed is None else public_seed(args.seed)
        outcome = decide(cast, rule, seed=seed)
        source = {"file": args.ballots.name, "sha256": sha256_hex(data), **({"seed": seed.hex()} if seed else {})}
        story = _story(cast, outcome)
        result = canonical_bytes(result_document(cast, rule, outcome, source=source))
        write_files(args.out, {"result.json": result, "story.txt": story.encode()})
    except OSError as error:
        return _refused([f"{error.filename}: {error.strerror}"])
    except Faults as several:
        return _refused([sentence(fault) for fault in several.faults])
    except Fault as fault:
        return _refused([sentence(fault)])
    print(story, end="")
    print(f"Written to {args.out}.")
    return TIED if outcome.tied else 0


def _rule(name: str, seats: int | None) -> Method:
    """The rule of that name or in that file, with other seats where they were asked for."""
    rule = named_rule(name) or _rule_file(Path(name))
    return rule if seats is None else rule_from({**rule_plain(rule), "seats": seats})


def _rule_file(path: Path) -> Method:
    if not path.exists():
        raise RuleNotFound(name=str(path), names=tuple(RULES))
    try:
        plain: dict[str, Any] = tomllib.loads(read_text(path.read_bytes(), name=path.name))
    except tomllib.TOMLDecodeError as error:
        raise RuleFileBroken(name=path.name, reason=str(error)) from error
    return rule_from(plain)


def _cast(data: bytes, args: argparse.Namespace, rule: Method) -> Cast:
    """The ballots of the file, in the people's numbers that were given."""
    name, suffix = args.ballots.name, args.ballots.suffix.lower()
    people = {"present": args.present, "eligible": args.eligible}
    if suffix == ".pb":
        return _among(read_pabulib(read_text(data, name=name)), people)
    if suffix in RANKINGS:
        return _among(read_preflib(read_text(data, name=name)), people)
    table = read_table(data, name=name)
    return read_ballots(table.columns, table.numbered, rule, **people)


def _described(cast: Cast, args: argparse.Namespace) -> Cast:
    """The ballots with the names and costs that were given beside them."""
    try:
        budget = None if args.budget is None else amount(args.budget, line=0, what="budget")
    except AmountUnreadable as error:
        raise BudgetUnreadable(text=args.budget) from error
    if args.options is None:
        return described(cast, (), budget)
    table = read_table(args.options.read_bytes(), name=args.options.name)
    return described(cast, read_options(table.columns, table.numbered), budget)


def _among(cast: Cast, people: dict[str, int | None]) -> Cast:
    turnout = cast.turnout
    return replace(cast, turnout=Turnout(cast=turnout.cast, blank=turnout.blank, spoilt=turnout.spoilt, **people))


def _story(cast: Cast, outcome: Outcome) -> str:
    """All steps, then who won."""
    labels = [option.label for option in cast.options]
    turnout = cast.turnout
    lines = [f"{turnout.cast} ballots, {turnout.blank} blank, {turnout.spoilt} spoilt; {len(labels)} options."]
    lines += explain(outcome)
    winners = ", ".join(labels[each] for each in outcome.winners)
    lines.append(f"{len(outcome.winners)} won: {winners}." if winners else "Nothing won.")
    if outcome.tied:
        lines.append(f"Still tied: {', '.join(labels[each] for each in outcome.tied)}.")
    return "\n".join(lines) + "\n"


def _refused(problems: list[str]) -> int:
    print(*problems[:MOST_PROBLEMS], sep="\n", file=sys.stderr)
    if len(problems) > MOST_PROBLEMS:
        print(f"and {len(problems) - MOST_PROBLEMS} more", file=sys.stderr)
    return BAD_INPUT

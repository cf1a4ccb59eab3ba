"""`folkmoot compare`: what became of a recommendation in an adopted text, clause by clause, from two text files."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from folkmoot.cli.folders import write_files
from folkmoot.core.canonical import Json, canonical_bytes
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.fidelity.comparison import Comparison, Judgement, compare
from folkmoot.core.fidelity.lexicons import LEXICONS
from folkmoot.core.fidelity.wording import Kind
from folkmoot.messages import sentence
from folkmoot.messages.fidelity import sign_sentence, suggestion_words
from folkmoot.tables import read_text, write_csv

BAD_INPUT = 2
COLUMNS = ("number", "recommended", "adopted", "suggested", "because")
MARKS = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `compare` to the door's parser."""
    parser = subparsers.add_parser("compare", help="what became of a recommendation in a law, clause by clause")
    parser.add_argument("recommended", type=Path, help="a text file: what was recommended")
    parser.add_argument("adopted", type=Path, help="a text file: the bill, regulation or budget line")
    parser.add_argument("--language", default="en", help=f"of both texts: {', '.join(LEXICONS)} (en)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="also write comparison.json and comparison.csv there")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Say what was found. Every problem goes to the standard error, one a line; then the answer is 2."""
    try:
        found = compare(_text(args.recommended), _text(args.adopted), language=args.language)
        if args.out:
            write_files(args.out, {"comparison.json": canonical_bytes(_plain(found)), "comparison.csv": _table(found)})
    except OSError as error:
        return _refused([f"{error.filename}: {error.strerror}"])
    except Faults as several:
        return _refused([sentence(fault) for fault in several.faults])
    except Fault as fault:
        return _refused([sentence(fault)])
    print(*_told(found), sep="\n")
    return 0


def _text(path: Path) -> str:
    return read_text(path.read_bytes(), name=path.name)


def _told(found: Comparison) -> Iterator[str]:
    """The clauses with what changed in them, then the counts; suggestions are called so."""
    for judgement in found.judgements:
        yield f"{judgement.asked.number}. {suggestion_words(judgement.suggested).upper()}"
        yield f"   {_marked(judgement)}"
        yield from (f"   - {sign_sentence(signal)}" for signal in judgement.signals)
    for clause in found.added:
        yield f"+ ADDED\n   {clause.text}"
    counts = Counter(suggestion_words(judgement.suggested) for judgement in found.judgements)
    said = ", ".join(f"{number} {words}" for words, number in counts.items()) or "none"
    yield f"\n{len(found.judgements)} clauses were recommended: {said}. {len(found.added)} were added."
    yield "These are suggestions from the words alone. A person judges."


def _marked(judgement: Judgement) -> str:
    if not judgement.adopted:
        return judgement.asked.text
    return " ".join(MARKS[run.kind].format(run.text) for run in judgement.runs)


def _plain(found: Comparison) -> Json:
    return {
        "clauses": [
            {
                "number": each.asked.number,
                "recommended": each.asked.text,
                "adopted": [clause.text for clause in each.adopted],
                "suggested": each.suggested and str(each.suggested),
                "signs": [
                    {"sign": str(signal.sign), "before": signal.before, "after": signal.after}
                    for signal in each.signals
                ],
            }
            for each in found.judgements
        ],
        "added": [clause.text for clause in found.added],
    }


def _table(found: Comparison) -> bytes:
    rows = [
        (
            str(each.asked.number),
            each.asked.text,
            " ".join(clause.text for clause in each.adopted),
            suggestion_words(each.suggested),
            " ".join(map(sign_sentence, each.signals)),
        )
        for each in found.judgements
    ]
    return write_csv(COLUMNS, [*rows, *(("", "", clause.text, "added", "") for clause in found.added)])


def _refused(problems: list[str]) -> int:
    print(*problems, sep="\n", file=sys.stderr)
    return BAD_INPUT

"""`folkmoot verify`: check an exported record or a lottery from its files alone, and say in plain words what holds.

The exit code is 0 when everything holds, 1 when something does not, 2 when there was nothing that could be checked.
"""

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from folkmoot.cli.audit_checks import NotAnAuditorsPack, check_inputs, check_pack_of_record, salts_in
from folkmoot.cli.bundles import (
    CHANCE_FILE,
    DRAW_FILE,
    FROZEN_FILE,
    LOTTERY_FILE,
    PARTS_FILE,
    POOL_FILE,
    SEAL_FILE,
    SEALED_FILE,
    SELECTED_FILE,
    TARGETS_FILE,
    ArchiveIsDamaged,
    Bundle,
    InvitationsBundle,
    LotteryBundle,
    ProofBundle,
    RecordBundle,
    open_bundle,
)
from folkmoot.cli.frames import pool_asked
from folkmoot.cli.invitation_checks import check_invitations
from folkmoot.cli.invite import ENGINES
from folkmoot.cli.line_checks import check_own_line
from folkmoot.core.canonical import NotCanonical, read_canonical
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.record.exports import check_export
from folkmoot.core.record.findings import Finding, Outcome, Report, fails, holds, unproven
from folkmoot.core.record.notes import VerifierKey, read_verifier_key
from folkmoot.core.record.proofs import check_proof
from folkmoot.core.record.stamps import read_authorities
from folkmoot.core.sortition import checks, divisions, draw_checks
from folkmoot.core.sortition.documents import LotteryUnreadable
from folkmoot.core.sortition.plans import Plan, read_plan
from folkmoot.core.sortition.pools import Pool
from folkmoot.core.sortition.sealing import is_sealed
from folkmoot.messages import sentence
from folkmoot.messages.findings import finding_sentence
from folkmoot.tables import Table, read_table

HOLDS, FAILS, USAGE = 0, 1, 2
_WORDS: Final = {
    Outcome.HOLDS: "holds",
    Outcome.FAILS: "DOES NOT HOLD",
    Outcome.UNPROVEN: "unproven",
    Outcome.FACT: "fact",
}
_SHOWN_ALIKE: Final = 5


class SelectedAreOthers(Fault):
    """The list of selected people (`selected.csv`) does not name the people of the draw."""


class PoolBelongsToALottery(Fault):
    """A pool was named, but what is checked is a record, which refers to nobody's features."""


class PoolAndTargetsGoTogether(Fault):
    """Of the pool and its targets only one was named."""


class SealUnreadable(Fault):
    """The secret of an auditor's pack (`seal.txt`) is not hexadecimal, or its lottery cannot be read."""


def add_parser(subparsers: Any) -> None:
    """Add `verify` to the verbs of the command line."""
    parser = subparsers.add_parser(
        "verify",
        help="check an exported record, a lottery and its draw, or invitations, from their files alone",
        description="Works out again what the files allow, and names the first line that does not hold.",
    )
    parser.add_argument(
        "path", type=Path, help="folder or .zip of a record; a proof; folder of a draw; lottery.json or draw.json"
    )
    parser.add_argument("--checkpoint", type=Path, metavar="KEPT", help="a checkpoint file that you kept from earlier")
    parser.add_argument("--key", metavar="VKEY", help="the key you trust: its text, or a file that holds it")
    parser.add_argument("--witness", action="append", default=[], metavar="VKEY", help="key of a witness; repeatable")
    parser.add_argument("--authority", type=Path, metavar="PEM", help="certificates of who stamped the record")
    parser.add_argument("--pool", type=Path, metavar="RESPONDENTS", help="the pool that a lottery was made from")
    parser.add_argument("--targets", type=Path, metavar="TARGETS", help="the targets of that lottery")
    parser.add_argument("--audit", type=Path, metavar="PACK", help="an auditor's pack, to check beside a record")
    parser.add_argument(
        "--line", type=Path, metavar="LINE", help="your own line of a lottery, as its page gave it to you"
    )
    parser.add_argument("--frame", type=Path, metavar="FRAME", help="the frame that invitations were drawn from")
    parser.add_argument("--before", type=Path, action="append", default=[], help="invited.csv of an earlier wave")
    parser.add_argument("--engine", choices=ENGINES, help="who reads the frame")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check what `args.path` names, print every finding and a verdict, and return the exit code."""
    try:
        report = _check(open_bundle(args.path), args)
    except ArchiveIsDamaged as fault:
        print(f"This does not hold. {sentence(fault)}")
        return FAILS
    except Fault as fault:
        return _refuse([fault])
    except Faults as several:
        return _refuse(several.faults)
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return USAGE
    for line in told(report):
        print(line)
    return HOLDS if report.holds else FAILS


def _refuse(faults: Iterable[Fault]) -> int:
    for fault in faults:
        sys.stderr.write(f"{sentence(fault)}\n")
    return USAGE


def _check(bundle: Bundle, args: argparse.Namespace) -> Report:
    if isinstance(bundle, RecordBundle):
        if args.pool or args.targets:
            raise PoolBelongsToALottery
        authorities = read_authorities(args.authority.read_bytes()) if args.authority else ()
        whole = check_export(bundle.files, **_known(args), authorities=authorities)
        audit = _audit(args.audit, bundle) if args.audit else ()
        return Report(findings=(*whole.findings, *audit, *_own_line(args.line, bundle.files)))
    if isinstance(bundle, ProofBundle):
        return check_proof(bundle.proof, **_known(args))
    if isinstance(bundle, InvitationsBundle):
        found = check_invitations(bundle.files, frame=args.frame, before=tuple(args.before), engine=args.engine)
        return Report(findings=tuple(found))
    found = _check_lottery(bundle, _pool(args, bundle))
    return Report(findings=(*found, *_own_line(args.line, {**bundle.beside, LOTTERY_FILE: bundle.lottery})))


def _known(args: argparse.Namespace) -> dict[str, Any]:
    """What the person brings of her own: the record's key, witnesses' keys, a checkpoint that she kept."""
    kept = args.checkpoint.read_bytes() if args.checkpoint else None
    witnesses = tuple(map(read_key, args.witness))
    return {"trusted_key": read_key(args.key) if args.key else None, "kept_checkpoint": kept, "witnesses": witnesses}


def _audit(path: Path, record: RecordBundle) -> Iterator[Finding]:
    """Everything about an auditor's pack, and that it belongs to this record."""
    pack = open_bundle(path)
    for file in (POOL_FILE, TARGETS_FILE, FROZEN_FILE):
        if not isinstance(pack, LotteryBundle) or file not in pack.beside:
            raise NotAnAuditorsPack(file=file)
    assert isinstance(pack, LotteryBundle)  # noqa: S101 - tells the type checker what the loop made sure of
    yield from _check_lottery(pack, _read_pool(*_pack_tables(pack)))
    yield from check_pack_of_record(pack, record.files)


def _own_line(path: Path | None, files: dict[str, bytes]) -> Iterator[Finding]:
    return iter(()) if path is None else check_own_line(path, files)


def read_key(text: str) -> VerifierKey:
    """A public key: its text, or a file that holds it; raises `KeyIsNotReadable`."""
    path = Path(text)
    return read_verifier_key((path.read_text("utf-8") if path.is_file() else text).strip())


def _pool(args: argparse.Namespace, bundle: LotteryBundle) -> Pool | None:
    """The pool that was named, or the one that an auditor's pack brings."""
    if bool(args.pool) != bool(args.targets):
        raise PoolAndTargetsGoTogether
    if args.pool:
        targets, people = (read_table(path.read_bytes(), name=path.name) for path in (args.targets, args.pool))
        return _read_pool(targets, people)
    if POOL_FILE in bundle.beside and TARGETS_FILE in bundle.beside:
        return _read_pool(*_pack_tables(bundle))
    return None


def _pack_tables(bundle: LotteryBundle) -> tuple[Table, Table]:
    """Targets and pool of an auditor's pack. Cells that a spreadsheet takes for formulas bear an apostrophe there."""
    targets, people = (_unguarded(read_table(bundle.beside[name], name=name)) for name in (TARGETS_FILE, POOL_FILE))
    return targets, people


def _unguarded(table: Table) -> Table:
    return replace(table, rows=tuple(tuple(map(_plain_id, row)) for row in table.rows))


def _read_pool(targets: Table, people: Table) -> Pool:
    return pool_asked(targets, people, _by_pseudonym(people.columns))


def _by_pseudonym(columns: Sequence[str]) -> list[str]:
    """The columns of a pool. A site's export has people's own ids too, but its lotteries know them by pseudonym."""
    if "pseudonym" not in columns:
        return list(columns)
    return [{"pseudonym": "id", "id": "id in the file"}.get(column, column) for column in columns]


def _check_lottery(bundle: LotteryBundle, pool: Pool | None) -> Iterator[Finding]:
    lottery, finding = _document(bundle.lottery, LOTTERY_FILE)
    yield finding
    if not lottery:
        return
    if is_sealed(lottery):
        yield from _as_findings(draw_checks.check_sealed(lottery), LOTTERY_FILE)
        yield unproven("sealed_until_audit", file=LOTTERY_FILE)
    else:
        yield from _as_findings(checks.check_lottery(lottery, pool), LOTTERY_FILE)
        if pool is None:
            yield unproven("targets_without_pool", file=LOTTERY_FILE)
        yield from _taken_as_stated(lottery)
        yield from _check_parts(bundle.beside.get(PARTS_FILE), lottery, pool)
    if pool is not None and POOL_FILE in bundle.beside:
        yield from check_inputs(bundle, pool, salts_in(_pack_tables(bundle)[1]))
    published, findings = _unsealed(bundle, lottery)
    yield from findings
    yield from _check_draw(bundle, published)


def _check_parts(data: bytes | None, lottery: dict[str, Any], pool: Pool | None) -> Iterator[Finding]:
    if data is None:
        return
    parts, finding = _document(data, PARTS_FILE)
    yield finding
    yield from _as_findings(divisions.check_parts(parts, lottery, pool), PARTS_FILE)


def _unsealed(bundle: LotteryBundle, lottery: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """What was published of a lottery: itself, or, in an auditor's pack, the sealed file, held against the secret."""
    if SEALED_FILE not in bundle.beside:
        return lottery, []
    sealed, finding = _document(bundle.beside[SEALED_FILE], SEALED_FILE)
    try:
        secret = bytes.fromhex(bundle.beside.get(SEAL_FILE, b"").decode("ascii").strip())
        seal = draw_checks.check_seal(sealed, lottery, secret)
    except (ValueError, LotteryUnreadable):
        return sealed, [finding, fails(SealUnreadable(), file=SEAL_FILE)]
    return sealed, [finding, *_as_findings([seal], SEALED_FILE)]


def _check_draw(bundle: LotteryBundle, published: dict[str, Any]) -> Iterator[Finding]:
    if DRAW_FILE not in bundle.beside:
        yield unproven("not_drawn_yet", file=LOTTERY_FILE)
        return
    draw, finding = _document(bundle.beside[DRAW_FILE], DRAW_FILE)
    yield finding
    if not draw:
        return
    plan = _plan(bundle.beside.get(CHANCE_FILE))
    found = draw_checks.check_draw(draw, published, plan)
    yield from _as_findings(found, DRAW_FILE)
    if all(one.holds for one in found):
        yield from (unproven(code, file=DRAW_FILE) for code in draw_checks.left_open(draw))
    if plan is None:
        yield unproven("source_undeclared", file=DRAW_FILE)
    yield from _check_selected(bundle.beside.get(SELECTED_FILE), draw)


def _plan(data: bytes | None) -> Plan | None:
    return None if data is None else read_plan(read_canonical(data.removesuffix(b"\n")))


def _taken_as_stated(lottery: dict[str, Any]) -> Iterator[Finding]:
    try:
        stated = checks.taken_as_stated(lottery)
    except LotteryUnreadable:
        return
    for code, count in stated.items():
        yield unproven(code, file=LOTTERY_FILE, count=count)


def _document(data: bytes, file: str) -> tuple[dict[str, Any], Finding]:
    try:
        value = read_canonical(data.removesuffix(b"\n"))
    except NotCanonical as fault:
        return {}, fails(fault, file=file, line=1)
    return value if isinstance(value, dict) else {}, holds("canonical_holds", file=file)


def _as_findings(found: Iterable[checks.Finding], file: str) -> Iterator[Finding]:
    for one in found:
        yield holds(str(one.check), file=file) if one.fault is None else fails(one.fault, file=file, line=1)


def _check_selected(data: bytes | None, draw: dict[str, Any]) -> Iterator[Finding]:
    if data is None:
        return
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace"))))
    wanted = sorted(str(one) for one in draw.get("selected", []))
    found = sorted(_plain_id(row.get("id") or "") for row in rows)
    if found == wanted:
        yield holds("selected_list_holds", file=SELECTED_FILE, count=len(found))
    else:
        yield fails(SelectedAreOthers(), file=SELECTED_FILE, line=_first_stranger(rows, set(wanted)))


def _first_stranger(rows: list[dict[str, str]], wanted: set[str]) -> int:
    strangers = (number for number, row in enumerate(rows, 2) if _plain_id(row.get("id") or "") not in wanted)
    return next(strangers, 1)


def _plain_id(cell: str) -> str:
    """An id without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def told(report: Report) -> Iterator[str]:
    """The findings, a line each, and the verdict."""
    for _, alike in groupby(report.findings, key=lambda one: (one.outcome, one.code)):
        group = list(alike)
        shown = group[:_SHOWN_ALIKE] if group[0].outcome is Outcome.HOLDS else group
        yield from map(_line, shown)
        if len(shown) < len(group):
            yield f"{'holds':<13}  … and {len(group) - len(shown)} more like it"
    yield ""
    yield _verdict(report)


def _line(finding: Finding) -> str:
    return f"{_WORDS[finding.outcome]:<13}  {_place(finding)}{finding_sentence(finding)}"


def _place(finding: Finding) -> str:
    if finding.file is None:
        return ""
    return f"{finding.file}: " if finding.line is None else f"{finding.file}, line {finding.line}: "


def _verdict(report: Report) -> str:
    first = report.first_failure
    if first is not None:
        return f"This does not hold. The first place: {_place(first)}{finding_sentence(first)}"
    open_ = len(report.of(Outcome.UNPROVEN))
    return "Everything that was checked holds." + (f" What stays unproven: {open_}, named above." if open_ else "")

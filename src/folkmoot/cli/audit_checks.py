"""What `folkmoot verify` says of an auditor's pack beyond its lottery: its inputs, and that it is of a record."""

from collections.abc import Iterator, Mapping

from folkmoot.cli.bundles import (
    DRAW_FILE,
    FROZEN_FILE,
    FROZEN_POOL_FILE,
    LOTTERY_FILE,
    POOL_FILE,
    SEALED_FILE,
    LotteryBundle,
)
from folkmoot.core.canonical import Json, NotCanonical, read_canonical, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.record.findings import ENTRIES_FILE, Finding, fails, holds
from folkmoot.core.sortition.documents import LotteryUnreadable, read_lottery
from folkmoot.core.sortition.freezing import check_frozen_pool, frozen_inputs
from folkmoot.core.sortition.pools import Pool
from folkmoot.tables import Table


class NotAnAuditorsPack(Fault):
    """What was named with `--audit` is no auditor's pack: it lacks `file`."""


class FrozenInputsDiffer(Fault):
    """Pool, targets and settings of the pack do not give the digest (`stated`) that was frozen, but `found`."""


class PackIsOfAnotherRecord(Fault):
    """A public file of the pack, `file`, is not in the record."""


def salts_in(table: Table) -> dict[str, bytes]:
    """Id → what opens her line of the frozen pool, from the pack's own pool. Raises `ValueError` where one is none."""
    if not {"pseudonym", "salt"} <= set(table.columns):
        return {}
    name, salt = table.columns.index("pseudonym"), table.columns.index("salt")
    return {row[name]: bytes.fromhex(row[salt]) for row in table.rows}


def check_inputs(bundle: LotteryBundle, pool: Pool, salts: Mapping[str, bytes]) -> Iterator[Finding]:
    """That the pool is the one that was frozen, line by line, and that all inputs together have the frozen digest."""
    if FROZEN_FILE not in bundle.beside or FROZEN_POOL_FILE not in bundle.beside:
        return
    try:
        document, frozen = (read_canonical(bundle.beside[name]) for name in (FROZEN_POOL_FILE, FROZEN_FILE))
        lottery = read_lottery(read_canonical(bundle.lottery.removesuffix(b"\n")))
    except (NotCanonical, LotteryUnreadable) as fault:
        yield fails(fault, file=FROZEN_FILE, line=1)
        return
    differs = check_frozen_pool(document, pool, dict(salts))
    count = len(pool.respondents)
    yield fails(differs, file=POOL_FILE) if differs else holds("frozen_pool_opens", file=FROZEN_POOL_FILE, count=count)
    told: dict[str, Json] = frozen if isinstance(frozen, dict) else {}
    found = frozen_inputs(
        pool_sha256=sha256_hex(bundle.beside[FROZEN_POOL_FILE]),
        targets=lottery.targets,
        seats=lottery.seats,
        objective=lottery.objective.value,
        panels=len(lottery.panels),
        replacement=told.get("replacement") is True,
    )["inputs"]
    if found == told.get("inputs"):
        yield holds("inputs_as_frozen", file=FROZEN_FILE)
    else:
        yield fails(FrozenInputsDiffer(stated=str(told.get("inputs")), found=found), file=FROZEN_FILE, line=1)


def check_pack_of_record(bundle: LotteryBundle, record: Mapping[str, bytes]) -> Iterator[Finding]:
    """That what is public in the pack stands in the record: published lottery, frozen pool, frozen inputs, draw."""
    known = {sha256_hex(data) for data in record.values()}
    published = SEALED_FILE if SEALED_FILE in bundle.beside else LOTTERY_FILE
    files = {published: bundle.beside.get(SEALED_FILE, bundle.lottery)}
    files[FROZEN_POOL_FILE] = bundle.beside.get(FROZEN_POOL_FILE, b"")
    strangers = [name for name, data in files.items() if sha256_hex(data) not in known]
    lines = [read_canonical(line) for line in record.get(ENTRIES_FILE, b"").splitlines()]
    entries = [line for line in lines if isinstance(line, dict)]
    if not _told(entries, "lottery.frozen", _read(bundle.beside.get(FROZEN_FILE, b"{}"))):
        strangers.append(FROZEN_FILE)
    if DRAW_FILE in bundle.beside:
        draw = _read(bundle.beside[DRAW_FILE])
        drawn = {"sha256": draw.get("lottery"), "panel": draw.get("number"), "source": draw.get("source")}
        if not _told(entries, "lottery.drawn", drawn):
            strangers.append(DRAW_FILE)
    if strangers:
        yield from (fails(PackIsOfAnotherRecord(file=name), file=name) for name in strangers)
    else:
        yield holds("pack_of_this_record", file=published)


def _read(data: bytes) -> dict[str, Json]:
    try:
        value = read_canonical(data)
    except NotCanonical:
        return {}
    return value if isinstance(value, dict) else {}


def _told(entries: list[dict[str, Json]], kind: str, wanted: Mapping[str, Json]) -> bool:
    """Whether an entry of this kind says all that is `wanted`."""
    said = [entry["data"] for entry in entries if entry.get("kind") == kind]
    return bool(wanted) and any(
        isinstance(data, dict) and all(data.get(name) == value for name, value in wanted.items()) for data in said
    )

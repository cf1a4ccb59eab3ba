"""What an auditor gets of one lottery: everything that went into it and came out, and what opens every seal.

Names and contacts are not in it: people are known by pseudonym and, where they came by file, by their id in that file.
"""

from typing import Any

from folkmoot.commons.publicrecord.queries import attachment, entries
from folkmoot.core.canonical import Json, canonical_bytes
from folkmoot.core.sortition.draws import DRAW_FORMAT
from folkmoot.core.sortition.freezing import line_salt
from folkmoot.stages.lottery.models import Lottery, PoolSecret, Respondent
from folkmoot.stages.lottery.queries.lotteries import draw_in_the_record
from folkmoot.tables import write_csv


def audit_files(lottery: Lottery) -> dict[str, bytes] | None:
    """Name → content, as `folkmoot verify` takes them (`docs/spec/draw.md`); `None` once its inputs are erased."""
    kept = PoolSecret.objects.filter(assembly=lottery.assembly).first()
    frozen = entries(lottery.assembly.slug).filter(kind="lottery.frozen", data__number=lottery.number).last()
    if not lottery.frozen or kept is None or lottery.seal is None or frozen is None or lottery.document is None:
        return None
    files = {
        "lottery.json": bytes(lottery.document),
        "pool.csv": _pool(lottery, bytes(kept.secret)),
        "targets.csv": _targets(lottery.frozen),
        "frozen.json": canonical_bytes(frozen.data),
        "frozen-pool.json": _attached(frozen.data["pool_file"]),
        "chance.json": canonical_bytes(lottery.chance),
    }
    if lottery.sealed:
        files |= {"sealed.json": _attached(lottery.path), "seal.txt": f"{bytes(lottery.seal).hex()}\n".encode()}
    return files | _draw(lottery)


def _pool(lottery: Lottery, secret: bytes) -> bytes:
    """Everybody as she was frozen; `address` is the pseudonym that her household is named by."""
    frozen = lottery.frozen
    names = [row[0] for row in frozen["respondents"]]
    ids = dict(
        Respondent.objects.filter(assembly=lottery.assembly, pseudonym__in=names).values_list(
            "pseudonym", "imported_id"
        )
    )
    rows = [
        (name, ids.get(name, ""), household or "", *features, line_salt(secret, name).hex())
        for name, household, *features in frozen["respondents"]
    ]
    return write_csv(("pseudonym", "id", "address", *frozen["categories"], "salt"), rows)


def _targets(frozen: dict[str, Any]) -> bytes:
    rows = [(category, value, str(low), str(high)) for category, value, low, high, *_flex in frozen["targets"]]
    return write_csv(("category", "name", "min", "max"), rows)


def _attached(path: str) -> bytes:
    found = attachment(path)
    return b"" if found is None else bytes(found.content)


def _draw(lottery: Lottery) -> dict[str, bytes]:
    told = draw_in_the_record(lottery.assembly, lottery.number)
    if told is None:
        return {}
    data = told[1].data
    draw: dict[str, Json] = {"format": DRAW_FORMAT, "lottery": data["sha256"], "number": data["panel"]}
    draw |= {name: data[name] for name in ("source", "selected", "salt") if name in data}
    return {"draw.json": canonical_bytes(draw)}

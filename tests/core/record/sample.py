"""A small but whole record to test with: one assembly from its contract to a late reply, and its export."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from folkmoot.core.canonical import canonical_bytes, digest, sha256_hex
from folkmoot.core.record.decisions import text_digest
from folkmoot.core.record.entries import Entry, entry_line
from folkmoot.core.record.exports import build_export
from folkmoot.core.record.notes import SigningKey
from folkmoot.core.sortition.documents import lottery_document
from folkmoot.core.sortition.draws import draw_by_balls
from folkmoot.core.sortition.lotteries import Lottery, find_lottery
from folkmoot.core.sortition.pools import read_pool
from folkmoot.core.sortition.targets import read_targets
from folkmoot.core.tally.counting import Choice, count_ballots
from folkmoot.core.tally.plain import ballots_to_plain, item_to_plain, rule_to_plain
from folkmoot.core.tally.rules import Base, Rule
from folkmoot.core.tally.tallies import tally

ORIGIN = "record.example.org/folkmoot"
KEY = SigningKey(name=ORIGIN, secret=bytes(range(32)))
OTHER_KEY = SigningKey(name=ORIGIN, secret=bytes(range(1, 33)))
SIGNED_AT = "2026-06-20T12:00:00Z"
SLUG = "river-forum"
LOTTERY_FILE = f"assemblies/{SLUG}/lottery-1.json"
RULE = Rule(fraction=Fraction(4, 5), of=Base.CAST)
Act = tuple[str, str, Mapping[str, Any]]

CONTRACT: dict[str, Any] = {
    "assembly": SLUG,
    "version": 1,
    "clauses": {
        "question": "How shall the river be kept?",
        "threshold_numerator": 4,
        "threshold_denominator": 5,
        "threshold_of": "cast",
    },
    "commissioners": [{"ref": "mayor", "office": "Mayor", "name": "A. Holm"}],
}
TEXTS: list[dict[str, Any]] = [
    {"number": 1, "title": "Plant the banks", "text": "Willows on both banks by 2028."},
    {"number": 2, "title": "No new wharf", "text": "The wharf is not extended."},
]
BALLOTS = [[Choice.YES, Choice.NO]] * 17 + [[Choice.NO, Choice.BLANK]] * 4


@cache
def lottery() -> Lottery:
    """Ten numbered panels of five from a pool of twelve."""
    header = ("category", "name", "min", "max")
    targets = read_targets(header, [(2, ("gender", "f", "2", "3")), (3, ("gender", "m", "2", "3"))])
    people = [(row + 2, (f"member-{row:02d}", "f" if row % 3 else "m")) for row in range(12)]
    return find_lottery(pool=read_pool(("id", "gender"), people, targets=targets), targets=targets, seats=5, panels=10)


def lottery_file() -> bytes:
    """The published lottery as a file."""
    return canonical_bytes(lottery_document(lottery()))


def frozen() -> list[dict[str, Any]]:
    """The frozen texts, each with its digest."""
    return [{**one, "sha256": text_digest(**one)} for one in TEXTS]


def acts() -> list[Act]:
    """What happened: moment, kind, data. Text 1 reaches 17 of 21 (at least 4/5), text 2 nobody wants."""
    sha256 = digest(CONTRACT)
    signed = {"version": 1, "sha256": sha256, "commissioner": "mayor", "office": "Mayor", "name": "A. Holm"}
    return [
        ("2026-01-05T09:00:00Z", "assembly.opened", {"title": "River forum"}),
        ("2026-01-20T10:00:00Z", "contract.signed", signed),
        ("2026-01-21T10:00:00Z", "contract.published", {"version": 1, "contract": CONTRACT, "sha256": sha256}),
        ("2026-02-01T10:00:00Z", "lottery.published", published_data()),
        ("2026-02-02T18:30:00Z", "lottery.drawn", drawn_data()),
        ("2026-03-07T15:00:00Z", "deliberation.frozen", {"texts": frozen()}),
        ("2026-03-07T17:00:00Z", "ballots.counted", counted_data()),
        ("2026-03-14T11:00:00Z", "recommendations.handed_over", handed_over_data()),
        ("2026-03-14T11:00:00Z", "duties.incurred", duty("mayor-1", "2026-04-14T22:00:00Z")),
        ("2026-03-14T11:00:00Z", "duties.incurred", duty("mayor-report", "2026-06-14T22:00:00Z")),
        ("2026-04-15T00:00:00Z", "duties.lapsed", {"duty": "mayor-1", "due": "2026-04-14T22:00:00Z"}),
        ("2026-05-02T09:00:00Z", "followup.replied", reply_data()),
        ("2026-05-02T09:00:00Z", "duties.discharged", {"duty": "mayor-1", "by_entry": 11}),
    ]


def published_data() -> dict[str, Any]:
    """The data of `lottery.published`."""
    figures = {"panels": 10, "seats": 5, "pool": 12, "replacement": False, "chance": {"parts": [{"kind": "balls"}]}}
    return {"number": 1, "file": LOTTERY_FILE, "sha256": sha256_hex(lottery_file()), **figures}


def drawn_data() -> dict[str, Any]:
    """The data of `lottery.drawn`: one ball, a 7."""
    draw = draw_by_balls(lottery(), [7])
    source = {"kind": "balls", "digits": [7]}
    sha256 = sha256_hex(lottery_file())
    return {"number": 1, "sha256": sha256, "source": source, "panel": 7, "selected": list(draw.selected)}


def counted_data() -> dict[str, Any]:
    """The data of `ballots.counted`."""
    counts = count_ballots(BALLOTS, items=[1, 2], eligible=25, present=22)
    items = [
        item_to_plain(tally(counts[row["number"]], RULE), number=row["number"], sha256=row["sha256"])
        for row in frozen()
    ]
    rule, ballots = rule_to_plain(RULE), ballots_to_plain(BALLOTS)
    return {"ballot": "main", "rule": rule, "eligible": 25, "present": 22, "items": items, "ballots": ballots}


def handed_over_data() -> dict[str, Any]:
    """The data of `recommendations.handed_over`."""
    first = frozen()[0]
    return {
        "recommendations": [{"number": 1, "sha256": first["sha256"]}],
        "commissioners": ["mayor"],
        "report": "assemblies/river-forum/report.txt",
        "report_sha256": sha256_hex(REPORT),
    }


REPORT = b"The banks are to be planted.\n"


def duty(name: str, due: str) -> dict[str, Any]:
    """The data of `duties.incurred`."""
    return {"duty": name, "debtor": "Mayor", "owed": "reply", "due": due}


def reply_data() -> dict[str, Any]:
    """The data of `followup.replied`."""
    return {"recommendation": 1, "commissioner": "mayor", "reply": "accept", "reason_code": None, "text": "Yes."}


def entries(told: Sequence[Act] | None = None) -> list[Entry]:
    """The acts as entries, numbered from 0."""
    return [
        Entry(index=index, at=at, kind=kind, data=data, assembly=SLUG, by="organiser-1")
        for index, (at, kind, data) in enumerate(acts() if told is None else told)
    ]


def attachments() -> dict[str, bytes]:
    """The files beside the lines."""
    return {LOTTERY_FILE: lottery_file(), "assemblies/river-forum/report.txt": REPORT, "README.txt": b"How to check.\n"}


def export(
    told: Sequence[Act] | None = None,
    *,
    key: SigningKey = KEY,
    at: str = SIGNED_AT,
    beside: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """A signed export of the acts."""
    lines = [entry_line(entry) for entry in entries(told)]
    return build_export(lines, attachments() if beside is None else beside, key=key, origin=ORIGIN, at=at)


def changed(kind: str, **data: Any) -> list[Act]:
    """The acts, with other data in the (last) act of `kind`."""
    told = acts()
    place = max(index for index, act in enumerate(told) if act[1] == kind)
    at, _, before = told[place]
    told[place] = (at, kind, {**before, **data})
    return told

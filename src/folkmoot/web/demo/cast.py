"""The people of the living example as accounts, and the material they work on."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from io import StringIO
from pathlib import Path

from folkmoot.commons.accounts.actions import allow_convening, register_person
from folkmoot.commons.accounts.queries import Person
from folkmoot.web.demo.people import PEOPLE

FIRST = {
    "woman": ("Anna", "Birgit", "Clara", "Dorte", "Elif", "Freja", "Greta", "Hanne", "Ida", "Jasmin", "Katrin", "Lea"),
    "man": ("Arne", "Bo", "Carl", "Deniz", "Erik", "Felix", "Georg", "Hans", "Ivan", "Jonas", "Kamal", "Lukas"),
    "other": ("Alex", "Kim", "Robin", "Sascha", "Toni"),
}
LAST = (
    *("Ager", "Bauer", "Dam", "Eder", "Fink", "Gruber", "Huber", "Iversen", "Jung", "Kern", "Lang", "Mohr", "Nagel"),
    *("Orth", "Pichler", "Quist", "Ritter", "Steiner", "Toft", "Ulrich", "Vogel", "Wagner", "Yilmaz", "Zeller"),
)
DATA = Path(__file__).parent / "data"
CREDITS = (
    "Statements: public conversation “Produktion und Konsum” of the Austrian climate citizens' council, 2022. "
    "Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed under CC BY 4.0 with "
    "Attribution to The Computational Democracy Project. English versions: machine translation.\n"
    "Respondents and targets: synthetic, public domain. Places, offices, names, votes and replies are invented."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who plays which part."""

    organiser: Person
    operator: Person
    commissioner: Person
    member: Person
    facilitator: Person
    witness: Person
    clerk: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One statement of the real conversation, in German and in English."""

    german: str
    english: str


def gather_cast() -> Cast:
    """Register everybody; the organiser may convene assemblies."""
    people = {
        each.email.partition("@")[0]: register_person(by=None, email=each.email, name=each.name) for each in PEOPLE
    }
    people["organiser"] = allow_convening(email=people["organiser"].email)
    return Cast(**people)


def statements() -> list[Sentence]:
    """The statements that the example's members start from."""
    rows = csv.DictReader(StringIO((DATA / "statements.csv").read_text(encoding="utf-8")))
    return [Sentence(german=row["german"], english=row["english"]) for row in rows]


def pool(name: str, *, districts: dict[str, str] | None = None, member: Person | None = None) -> bytes:
    """A pool file with invented names and telephones; `districts` renames its districts, `member` is its first person."""
    text = (DATA / f"{name}-respondents.csv").read_text(encoding="utf-8")
    for old, new in (districts or {}).items():
        text = text.replace(old, new)
    header, *rows = text.splitlines()
    contacts = [f"{name},,70 00 {number:04}" for number, name in enumerate(_names(rows))]
    if member:
        contacts[0] = f"{member.name},{member.email},70 00 00 01"
    lines = [f"{header},name,email,phone", *(f"{row},{contact}" for row, contact in zip(rows, contacts, strict=True))]
    return "\n".join(lines).encode() + b"\n"


def _names(rows: list[str]) -> Iterator[str]:
    """A name for each line of a pool: first names take turns within a gender, and no two people have the same."""
    turns = dict.fromkeys(FIRST, 0)
    for row in rows:
        gender = row.split(",")[1]
        first, last = FIRST.get(gender, FIRST["other"]), turns.get(gender, 0)
        turns[gender] = last + 1
        yield f"{first[last % len(first)]} {LAST[last // len(first) % len(LAST)]}"


def targets(name: str, *, districts: dict[str, str] | None = None) -> bytes:
    """The target file that goes with a pool."""
    text = (DATA / f"{name}-targets.csv").read_text(encoding="utf-8")
    for old, new in (districts or {}).items():
        text = text.replace(old, new)
    return text.encode()


def day(now: datetime, days: int, hour: int = 10) -> datetime:
    """The moment `days` from now (negative: ago) at `hour` o'clock UTC."""
    return datetime.combine(now.date() + timedelta(days=days), time(hour), tzinfo=UTC)

"""What each answer owes, who may speak as which assessor."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.manifest import Role
from folkmoot.stages.followup.models import Answer, AssessorKind, Comparison, ReasonCode

# Every answer with what it owes besides itself (domain 5.1): the one table that form, action and tests share.
OWED: dict[Answer, tuple[str, ...]] = {
    Answer.ACCEPT: (),
    Answer.ACCEPT_IN_PART: ("text",),
    Answer.ACCEPT_ALTERED: ("wording",),
    Answer.EXISTS_ALREADY: ("source",),
    Answer.DEFER: ("until",),
    Answer.PASS_ON: ("authority",),
    Answer.REJECT: ("reason_code", "text"),
}

# Who may enter an assessment of which kind. The organiser may enter any, under the assessor's name.
SPEAKS_AS: dict[Role, frozenset[AssessorKind]] = {
    Role.COMMISSIONER: frozenset({AssessorKind.COMMISSIONER}),
    Role.MEMBER: frozenset({AssessorKind.MEMBERS}),
    Role.OBSERVER: frozenset({AssessorKind.EVALUATOR, AssessorKind.CIVIL_SOCIETY, AssessorKind.PRESS}),
    Role.ORGANISER: frozenset(AssessorKind),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer with everything that comes with it; what the answer does not owe may stay empty."""

    answer: Answer
    text: str = ""
    wording: str = ""
    source: str = ""
    until: date | None = None
    authority: str = ""
    reason_code: ReasonCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What was adopted: its words, in which language, under which title, where it stands, and since which day."""

    title: str
    text: str
    language: str
    on: date
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A person's verdict on one clause of a recommendation, with a note."""

    verdict: Verdict
    note: str = ""


def counts(comparison: Comparison) -> dict[Verdict, int]:
    """How many clauses have which verdict, in the order of the verdicts, the clauses that were added last."""
    found = Counter(clause["verdict"] for clause in comparison.clauses) + Counter(added=len(comparison.added))
    return {verdict: found[verdict.value] for verdict in Verdict if found[verdict.value]}


def missing(said: Said) -> tuple[str, ...]:
    """Which of the fields that the answer owes are empty."""
    values = {name: getattr(said, name) for name in OWED[said.answer]}
    return tuple(name for name, value in values.items() if not (value.strip() if isinstance(value, str) else value))


def kinds_for(roles: frozenset[Role]) -> frozenset[AssessorKind]:
    """As which assessors somebody with these roles may speak."""
    return frozenset().union(*(SPEAKS_AS.get(role, frozenset()) for role in roles))


def is_web_address(link: str) -> bool:
    """Whether a link is an address of the web that is safe to show: http or https, with a host."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(ch.isspace() for ch in link)

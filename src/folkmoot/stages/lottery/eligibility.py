"""What answers amount to: who may take part, in which age she is, which features the lottery reads, what is missing.

Answers are a flat mapping of field → plain JSON value, the same through every door. Nothing here reads a database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from folkmoot.core.sortition.ages import age_at, bracket_of
from folkmoot.stages.lottery.models import Question, Registration

Answers: TypeAlias = Mapping[str, Any]
Kind = Question.Kind

TOO_YOUNG, TOO_OLD, DATES = "too-young", "too-old", "dates"
SENSITIVE = ("born", "needs", "guardian", "guardian_phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What one assembly asks: its registration, its questions in order, and the values of each category."""

    registration: Registration
    questions: tuple[Question, ...]
    values: Mapping[str, tuple[str, ...]]
    today: date

    @property
    def age_on(self) -> date:
        """The day on which age counts: the one that was set, else the first date of the assembly, else today."""
        first = min((iso for iso, _ in self.registration.dates), default="")
        return self.registration.age_on or (date.fromisoformat(first) if first else self.today)

    @property
    def days(self) -> list[tuple[date, str]]:
        """The days to keep free, with what happens on each."""
        return [(date.fromisoformat(iso), what) for iso, what in self.registration.dates]

    def options(self, question: Question) -> tuple[str, ...]:
        """The answers from which to choose: for a category, the values that have a target."""
        return self.values.get(question.category, ()) if question.kind == Kind.CATEGORY else tuple(question.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the registration: its name in the address, and the fields that it asks for."""

    name: str
    fields: tuple[str, ...]
    question: Question | None = None


def field_of(question: Question) -> str:
    """The field that holds the answer to a question."""
    return f"question-{question.ref}"


def pages(setup: Setup, answers: Answers) -> list[Page]:
    """The pages in their order: conditions first, so that nobody answers in vain; the guardian's only for a minor."""
    asked = [
        Page(name=field_of(each), fields=(field_of(each),), question=each)
        for each in setup.questions
        if not each.derived
    ]
    found = [page for page in asked if page.question and page.question.kind == Kind.CONDITION]
    found.append(Page(name="born", fields=("born",)))
    if setup.registration.dates:
        found.append(Page(name="dates", fields=("dates",)))
    found += [page for page in asked if page.question and page.question.kind != Kind.CONDITION]
    found += [Page(name=name, fields=fields) for name, fields in _CLOSING.items()]
    if needs_guardian(setup, answers):
        found.append(Page(name="guardian", fields=("guardian", "guardian_phone")))
    return [*found, Page(name="consents", fields=("consents",))]


_CLOSING = {
    "languages": ("languages",),
    "needs": ("needs",),
    "name": ("name", "address"),
    "contact": ("phone", "email", "post"),
}


def unanswered(setup: Setup, answers: Answers) -> list[Page]:
    """The pages that she has not been through."""
    return [page for page in pages(setup, answers) if not all(field in answers for field in page.fields)]


def born_on(answers: Answers) -> date | None:
    """Her date of birth, where she gave it."""
    return date.fromisoformat(answers["born"]) if answers.get("born") else None


def turned_away_by(setup: Setup, answers: Answers) -> str | None:
    """The first rule by which she cannot take part: a code, or the ref of a condition that she does not meet."""
    return next(_rules_broken(setup, answers), None)


def _rules_broken(setup: Setup, answers: Answers) -> Iterator[str]:
    for each in setup.questions:
        if each.kind == Kind.CONDITION and answers.get(field_of(each)) == "no":
            yield each.ref
    registration, born = setup.registration, born_on(answers)
    if born is not None:
        age = age_at(born, setup.age_on)
        if age < registration.youngest:
            yield TOO_YOUNG
        if registration.oldest is not None and age > registration.oldest:
            yield TOO_OLD
    if "dates" in answers and len(answers["dates"]) < registration.least_dates:
        yield DATES


def needs_guardian(setup: Setup, answers: Answers) -> bool:
    """Whether a parent or guardian must agree before she can sit."""
    born = born_on(answers)
    return born is not None and age_at(born, setup.age_on) < setup.registration.guardian_below


def features_of(setup: Setup, answers: Answers) -> dict[str, str]:
    """Category → value, as the lottery reads them; a category that she left open is empty."""
    born = born_on(answers)
    age = age_at(born, setup.age_on) if born else None
    found = {}
    for each in setup.questions:
        if each.kind == Kind.CATEGORY:
            value = answers.get(field_of(each), "") if not each.derived else bracket_of(age, setup.options(each))
            found[each.category] = value if value in setup.options(each) else ""
    return found

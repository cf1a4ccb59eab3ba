"""Writes: what registration asks and of whom, when it opens and closes, and what goes when its time is over."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import Json
from folkmoot.stages.contract.queries import contract_in_force
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import AnswerSheet, GuardianConsent, Question, Registration, Respondent

State, Kind = Registration.State, Question.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Who may take part and by when, as the organiser sets it (see `Registration`)."""

    closes_on: date | None = None
    youngest: int = 16
    oldest: int | None = None
    age_on: date | None = None
    guardian_below: int = 18
    dates: Sequence[Sequence[str]] = ()
    least_dates: int = 0
    phone: str = ""
    spellings: str = ""
    abbreviations: str = ""
    keep_days: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as the organiser words it (see `Question`)."""

    kind: str
    wording: str
    category: str = ""
    why: str = ""
    options: Sequence[str] = ()
    derived: bool = False
    required: bool = True


@transaction.atomic
def set_terms(*, by: Person, assembly: Assembly, terms: Terms) -> Registration:
    """Set who may take part, the days to keep free, and how long what is sensitive stays."""
    require(by, MANAGE, assembly)
    values = asdict(terms) | {"dates": [list(pair) for pair in terms.dates]}
    values["least_dates"] = min(terms.least_dates, len(terms.dates))
    return Registration.objects.update_or_create(assembly=assembly, defaults=values)[0]


@transaction.atomic
def keep_question(*, by: Person, assembly: Assembly, ref: str, asked: Asked) -> Question:
    """Write a question, or word one anew. New ones stand at the end."""
    require(by, MANAGE, assembly)
    options = [each.strip() for each in asked.options if each.strip()]
    if asked.kind == Kind.CHOICE and len(options) < 2:
        raise faults.QuestionNeedsOptions
    _store_virtual(assembly)
    found = Question.objects.filter(assembly=assembly, ref=ref).first()
    last = max((each.position for each in Question.objects.filter(assembly=assembly)), default=0)
    values = asdict(asked) | {"options": options if asked.kind == Kind.CHOICE else []}
    values["position"] = found.position if found else last + 1
    return Question.objects.update_or_create(assembly=assembly, ref=ref, defaults=values)[0]


@transaction.atomic
def move_question(*, by: Person, assembly: Assembly, ref: str, up: bool) -> None:
    """Let a question change places with the one before it, or after it."""
    require(by, MANAGE, assembly)
    _store_virtual(assembly)
    order = list(Question.objects.filter(assembly=assembly))
    at = next((n for n, each in enumerate(order) if each.ref == ref), None)
    if at is None:
        raise faults.QuestionNotFound
    other = at - 1 if up else at + 1
    if 0 <= other < len(order):
        order[at], order[other] = order[other], order[at]
    for position, each in enumerate(order, 1):
        each.position = position
    Question.objects.bulk_update(order, ["position"])


@transaction.atomic
def remove_question(*, by: Person, assembly: Assembly, ref: str) -> None:
    """Ask it no more. A category that has targets is asked all the same, in plain words."""
    require(by, MANAGE, assembly)
    if not Question.objects.filter(assembly=assembly, ref=ref).delete()[0]:
        raise faults.QuestionNotFound


def _store_virtual(assembly: Assembly) -> None:
    """Store the questions that stand in the list by the targets alone, so that they have a place."""
    Question.objects.bulk_create(each for each in queries.questions_of(assembly) if each._state.adding)


@transaction.atomic
def open_registration(*, by: Person, assembly: Assembly) -> Registration:
    """Take answers for real, and say so in the record. What was typed as a test is deleted; it never counted."""
    require(by, MANAGE, assembly)
    contract_in_force(assembly)
    registration = _locked(by, assembly)
    if registration.state != State.TEST:
        raise faults.RegistrationNotOpen
    if missing := queries.missing_for_opening(assembly, registration):
        raise faults.RegistrationNotReady(what=missing)
    _refuse_settled(assembly)
    queries.test_answers(assembly).delete()
    invited = queries.invitations(assembly).count()
    closes = registration.closes_on.isoformat() if registration.closes_on else None
    _say("lottery.registration_opened", assembly, by, {"invited": invited, "closes": closes})
    return _set(registration, State.OPEN)


@transaction.atomic
def close_registration(*, by: Person | None, assembly: Assembly) -> Registration:
    """Take no more answers; how many there are enters the record. After the last day the clock does it: `by` nobody."""
    if by is not None:
        require(by, MANAGE, assembly)
    registration = _locked(by, assembly)
    if registration.state != State.OPEN:
        raise faults.RegistrationNotOpen
    figures: dict[str, Json] = {
        "pool": queries.not_selected(assembly).count(),
        "doors": {**queries.door_counts(assembly)},
        "declined": sum(queries.refusals(assembly).values()),
        "turned_away": sum(queries.turned_away_counts(assembly).values()),
    }
    _say("lottery.registration_closed", assembly, by, figures)
    return _set(registration, State.CLOSED)


@transaction.atomic
def reopen_registration(*, by: Person, assembly: Assembly, reason: str, closes_on: date | None = None) -> Registration:
    """Take answers again, for a reason that everybody may read."""
    require(by, MANAGE, assembly)
    if not reason.strip():
        raise faults.WordingMissing
    registration = _locked(by, assembly)
    if registration.state != State.CLOSED:
        raise faults.RegistrationNotOpen
    _refuse_settled(assembly)
    registration.closes_on = closes_on
    registration.save(update_fields=["closes_on"])
    closes = closes_on.isoformat() if closes_on else None
    _say("lottery.registration_reopened", assembly, by, {"reason": reason.strip(), "closes": closes})
    return _set(registration, State.OPEN)


@transaction.atomic
def clear_test_answers(*, by: Person, assembly: Assembly) -> int:
    """Delete what was typed to try registration out; how many there were."""
    require(by, MANAGE, assembly)
    tests = queries.test_answers(assembly)
    count = tests.count()
    tests.delete()
    return count


def close_due_registrations() -> int:
    """Close, by the clock, every registration whose last day is over; how many."""
    due = list(queries.registrations_to_close())
    for each in due:
        close_registration(by=None, assembly=each.assembly)
    return len(due)


@transaction.atomic
def record_guardian_consent(
    *, by: Person, respondent: Respondent, name: str, how: str, given_on: date
) -> GuardianConsent:
    """Enter the word of a minor's parent or guardian; without it she cannot be confirmed."""
    require(by, MANAGE, respondent.assembly)
    log_access(by=by, what="entered the consent of a guardian", subject=respondent.pseudonym)
    values = {"name": name.strip(), "how": how, "given_on": given_on, "recorded_by": by, "recorded_at": clock.now()}
    return GuardianConsent.objects.update_or_create(respondent=respondent, defaults=values)[0]


@transaction.atomic
def open_particulars(*, by: Person, respondent: Respondent) -> AnswerSheet | None:
    """Open date of birth, access needs and guardian of one person; who looked is written down first."""
    require(by, MANAGE, respondent.assembly)
    log_access(by=by, what="looked at somebody's needs and date of birth", subject=respondent.pseudonym)
    return AnswerSheet.objects.filter(respondent=respondent).first()


def forget_sensitive_answers() -> int:
    """Erase dates of birth, needs and guardians when their time is over, but of those who sit or may; how many."""
    found = queries.sensitive_to_forget()
    return found.update(born=None, needs="", guardian="", guardian_phone="", sensitive_erased_at=clock.now())


def _locked(by: Person | None, assembly: Assembly) -> Registration:
    Registration.objects.get_or_create(assembly=assembly)
    return Registration.objects.select_for_update().select_related("assembly").get(assembly=assembly)


def _refuse_settled(assembly: Assembly) -> None:
    """Nobody enters a pool from which a lottery is published or drawn."""
    waiting = queries.waiting_lottery(assembly)
    if waiting is not None:
        raise faults.LotteryWaitsForDraw(number=waiting.number)
    if queries.pool_is_closed(assembly):
        raise faults.PoolClosed


def _set(registration: Registration, state: str) -> Registration:
    registration.state = state
    if state == State.OPEN:
        registration.opened_at, registration.closed_at = registration.opened_at or clock.now(), None
    else:
        registration.closed_at = clock.now()
    registration.save(update_fields=["state", "opened_at", "closed_at"])
    return registration


def _say(kind: str, assembly: Assembly, by: Person | None, data: dict[str, Json]) -> None:
    append_entry(kind=kind, assembly=assembly.slug, by=handle_of(by, assembly) if by else "", data=data)

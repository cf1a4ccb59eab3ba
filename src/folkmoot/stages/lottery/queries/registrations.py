"""Reads of registration: what is asked, who has answered through which door, and in figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils.text import slugify

from folkmoot import clock
from folkmoot.commons.assemblies.queries import Assembly, assemblies
from folkmoot.core.canonical import sha256_hex
from folkmoot.core.sortition.ages import are_ages, span_of
from folkmoot.manifest import PublicText
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.stages.lottery.codes import ALPHABET, plain_code
from folkmoot.stages.lottery.eligibility import Answers, Setup, needs_guardian
from folkmoot.stages.lottery.models import (
    AnswerSheet,
    CardReading,
    Frame,
    GuardianConsent,
    Invitation,
    Question,
    Registration,
    Respondent,
    TurnedAway,
)
from folkmoot.stages.lottery.queries.invitations import invitation_with_code
from folkmoot.stages.lottery.queries.lotteries import pool_is_closed, waiting_lottery
from folkmoot.stages.lottery.queries.pool import targets
from folkmoot.stages.lottery.rules import Status

State = Registration.State
MOST_PEOPLE = 8  # of one address; nobody's household is turned away, more of them telephone


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many people registered on a day, by door."""

    on: date
    channels: dict[str, int]

    @property
    def total(self) -> int:
        """Through all doors."""
        return sum(self.channels.values())


def registration_of(assembly: Assembly) -> Registration:
    """The assembly's registration; in its test state, and not stored, where nobody has touched it."""
    return Registration.objects.filter(assembly=assembly).first() or Registration(assembly=assembly)


def questions_of(assembly: Assembly) -> list[Question]:
    """The questions in order. A category with targets that nobody has worded yet stands at the end, in plain words."""
    stored = list(Question.objects.filter(assembly=assembly))
    worded = {each.category for each in stored if each.kind == Question.Kind.CATEGORY}
    values = values_of(assembly)
    position = max((each.position for each in stored), default=0)
    lacking = [name for name in values if name not in worded]
    added = [
        Question(
            assembly=assembly,
            ref=ref_for(name),
            position=position + number,
            kind=Question.Kind.CATEGORY,
            category=name,
            wording=name,
            derived=are_ages(values[name]),
        )
        for number, name in enumerate(lacking, 1)
    ]
    kept = [each for each in stored if each.kind != Question.Kind.CATEGORY or each.category in values]
    return [*kept, *added]


def ref_for(name: str) -> str:
    """The name of a question in addresses: its words, or a short fingerprint where they leave nothing."""
    return slugify(name)[:40].strip("-") or sha256_hex(name.encode())[:8]


def values_of(assembly: Assembly) -> dict[str, tuple[str, ...]]:
    """Category → the values that have a target, in the organiser's order."""
    found: dict[str, tuple[str, ...]] = {}
    for target in targets(assembly):
        found[target.category] = (*found.get(target.category, ()), target.value)
    return found


def setup_of(assembly: Assembly) -> Setup:
    """Everything that the registration asks."""
    return Setup(
        registration=registration_of(assembly),
        questions=tuple(questions_of(assembly)),
        values=values_of(assembly),
        today=clock.now().date(),
    )


def missing_for_opening(assembly: Assembly, registration: Registration) -> tuple[str, ...]:
    """What registration lacks before it can open, as codes with words in `messages.lottery`."""
    lacking = {
        "the-targets": targets(assembly),
        "the-last-day": registration.closes_on and registration.closes_on >= clock.now().date(),
        "the-phone-number": registration.phone,
    }
    return tuple(name for name, there in lacking.items() if not there)


def takes_answers(registration: Registration) -> bool:
    """Whether answers are taken now, be it as a test: not after the last day, a published lottery or a draw."""
    last = registration.closes_on
    if registration.state == State.TEST:
        return True
    open_now = registration.state == State.OPEN and (last is None or clock.now().date() <= last)
    return open_now and waiting_lottery(registration.assembly) is None and not pool_is_closed(registration.assembly)


def is_testing(registration: Registration) -> bool:
    """Whether only the codes of test waves work, and answers count for nothing."""
    return registration.state == State.TEST


def invitation_typed(assembly: Assembly, typed: str) -> Invitation | None:
    """The invitation whose code was typed, among those that the state of registration lets in."""
    testing = is_testing(registration_of(assembly))
    found = invitation_with_code(assembly, typed, testing=testing)
    return found if found is not None and found.wave.withdrawn_at is None else None


def invitation_anywhere(typed: str) -> Invitation | None:
    """The invitation whose code was typed, in whichever assembly of this site it is; what is no code asks nobody."""
    if plain_code(typed) is None:
        return None
    here = assemblies().filter(invitations__isnull=False).distinct()
    return next((found for each in here if (found := invitation_typed(each, typed))), None)


def invitation_known_as(assembly: Assembly, typed: str) -> Invitation | None:
    """For those at the telephone and the door: by the code on the letter, or by the letter's reference."""
    testing = is_testing(registration_of(assembly))
    by_reference = Q(reference__iexact=typed.strip())
    found = Invitation.objects.filter(by_reference, assembly=assembly, wave__test=testing).select_related("wave")
    return invitation_typed(assembly, typed) or found.filter(wave__withdrawn_at=None).first()


def plain_reference(typed: str) -> str:
    """The reference of a registration as it is stored: `R-K7QF-9M2X-4T8RC`, typed in any way, is 13 characters."""
    code = "".join(filter(str.isalnum, typed)).upper()
    code = code[1:] if len(code) == 14 and code[0] == "R" else code
    plain = plain_code(code)
    return plain if plain is not None and set(plain) <= set(ALPHABET) else ""


def sheets(assembly: Assembly) -> QuerySet[AnswerSheet]:
    """Every sheet of the assembly with its respondent. Personal: only for actions that log who looked."""
    return AnswerSheet.objects.filter(respondent__assembly=assembly).select_related("respondent", "invitation")


def sheet_with_reference(assembly: Assembly, typed: str) -> AnswerSheet | None:
    """The sheet whose reference was typed, unless it is erased."""
    reference = plain_reference(typed)
    found = sheets(assembly).exclude(respondent__status=Status.DELETED)
    return found.filter(reference=reference).first() if reference else None


def sheets_of(invitation: Invitation) -> QuerySet[AnswerSheet]:
    """What people have answered to one invitation, in the order in which they began."""
    found = AnswerSheet.objects.filter(invitation=invitation).exclude(respondent__status=Status.DELETED)
    return found.select_related("respondent", "respondent__assembly").order_by("number")


def is_for_a_household(invitation: Invitation) -> bool:
    """Whether everybody at the address is invited, and may answer for herself; at most one of them is drawn."""
    return invitation.wave.frame.kind in {Frame.Kind.ADDRESSES, Frame.Kind.PLACES}


def home_of(invitation: Invitation) -> str:
    """The address of a letter in one line, with postcode and town, by which households are found."""
    place = f"{invitation.postcode} {invitation.city}"
    return ", ".join(line.strip() for line in (*invitation.address.splitlines(), place) if line.strip())


def answers_of(sheet: AnswerSheet) -> dict[str, Any]:
    """Everything on a sheet as one flat mapping, sensitive answers too."""
    answers = dict(sheet.answers)
    if "born" in answers:
        answers["born"] = sheet.born.isoformat() if sheet.born else ""
    kept = {"needs": sheet.needs, "guardian": sheet.guardian, "guardian_phone": sheet.guardian_phone}
    return answers | {name: value for name, value in kept.items() if name in answers}


def is_minor(respondent: Respondent, setup: Setup | None = None) -> bool:
    """Whether a guardian must agree: by her date of birth, or by an age of the targets that only minors have.

    Whoever asks about many people reads the `setup` once and the sheets along with them.
    """
    setup = setup or setup_of(respondent.assembly)
    sheet = getattr(respondent, "sheet", None)
    if sheet is not None and sheet.born:
        return needs_guardian(setup, {"born": sheet.born.isoformat()})
    ages = [name for name, values in setup.values.items() if are_ages(values)]
    spans = filter(None, (span_of(respondent.features.get(name, "")) for name in ages))
    return any(high < setup.registration.guardian_below for _low, high in spans)


def guardian_consent_of(respondent: Respondent) -> GuardianConsent | None:
    """The word of a minor's parent or guardian, where somebody entered it."""
    return GuardianConsent.objects.filter(respondent=respondent).first()


def card_readings(invitation: Invitation, number: int = 1) -> list[CardReading]:
    """How clerks read the reply card of one person, the first reading first."""
    return list(CardReading.objects.filter(invitation=invitation, number=number).select_related("clerk"))


def cards_waiting(assembly: Assembly) -> QuerySet[CardReading]:
    """Cards that somebody has read and that are not registered yet."""
    found = CardReading.objects.filter(invitation__assembly=assembly)
    return found.select_related("invitation", "clerk").order_by("invitation__reference", "number", "at")


def differing(readings: Iterable[Answers]) -> list[str]:
    """The fields in which the readings of one card differ."""
    both = list(readings)
    fields = dict.fromkeys(name for each in both for name in each)
    return [name for name in fields if any(each.get(name) != both[0].get(name) for each in both[1:])]


def registered(assembly: Assembly) -> QuerySet[Respondent]:
    """Who has said yes for real through one of the doors, whatever became of her since."""
    return Respondent.objects.filter(assembly=assembly, registered_at__isnull=False).exclude(status=Status.TEST)


def by_day(assembly: Assembly) -> list[DayCount]:
    """How many registered, day by day and door by door; days without anybody are there too."""
    rows = registered(assembly).order_by().annotate(on=TruncDate("registered_at")).values_list("on", "channel")
    found = {(on, channel): n for on, channel, n in rows.annotate(n=Count("pk"))}
    if not found:
        return []
    first, last = min(on for on, _ in found), max(on for on, _ in found)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [DayCount(on=on, channels={door: n for (at, door), n in found.items() if at == on}) for on in days]


def door_counts(assembly: Assembly) -> Counter[str]:
    """How many registered through each door."""
    return Counter(registered(assembly).values_list("channel", flat=True))


def refusals(assembly: Assembly) -> Counter[str]:
    """Reason → how many said no to the invitation for it: a no is an answer."""
    said = Respondent.objects.filter(assembly=assembly, status=Status.DECLINED, registered_at=None)
    return Counter(said.exclude(channel=Respondent.Channel.IMPORT).values_list("note", flat=True))


def turned_away_counts(assembly: Assembly) -> dict[str, int]:
    """Rule → how many people could not take part because of it. Nothing else is known of them."""
    rows = TurnedAway.objects.filter(assembly=assembly).order_by().values_list("rule").annotate(n=Sum("count"))
    return dict(rows)


def test_answers(assembly: Assembly) -> QuerySet[Respondent]:
    """The answers that were typed to try registration out: they never enter the pool."""
    return Respondent.objects.filter(assembly=assembly, status=Status.TEST)


def registrations_to_close() -> QuerySet[Registration]:
    """Open registrations whose last day is over."""
    over = Registration.objects.filter(state=State.OPEN, closes_on__lt=clock.now().date())
    return over.select_related("assembly")


def sensitive_to_forget() -> QuerySet[AnswerSheet]:
    """Sheets whose sensitive answers have outstayed their time: of nobody who sits, was asked or stands by."""
    kept = (Status.SELECTED, Status.SUBSTITUTE, Status.CONFIRMED)
    closed, now = Registration.objects.filter(state=State.CLOSED), clock.now()
    due = [each.assembly_id for each in closed if each.closed_at and each.closed_at + timedelta(each.keep_days) < now]
    found = AnswerSheet.objects.filter(respondent__assembly__in=due, sensitive_erased_at=None)
    return found.exclude(respondent__status__in=kept)


def question_texts(assembly: Assembly) -> list[PublicText]:
    """What registration asks, to be translated: wording, reason and options of each question."""
    return [text for each in questions_of(assembly) for text in texts_of(assembly, each)]


def texts_of(assembly: Assembly, question: Question) -> list[PublicText]:
    """The texts of one question: its wording, why it is asked, its options in order."""
    options = values_of(assembly).get(question.category, ()) if question.category else tuple(question.options)
    labelled = [("wording", question.wording, _("Question")), ("why", question.why, _("Why we ask"))]
    labelled += [(f"option-{number}", text, _("Answer")) for number, text in enumerate(options, 1)]
    return [
        PublicText(
            subject=f"question/{assembly.slug}/{question.ref}/{name}",
            original=text,
            language=assembly.language,
            label=label,
        )
        for name, text, label in labelled
        if text and not question.derived
    ]

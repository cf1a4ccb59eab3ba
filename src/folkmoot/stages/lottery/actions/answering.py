"""Writes: what people answer to their invitation, through whichever door. The same acts, so the same results.

Whoever holds the code on a letter acts for herself and needs no account: then `by` is nobody. A clerk who acts for her
is named, and must hold the right to.
"""

import secrets
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language, gettext, override

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person, accesses_of
from folkmoot.commons.assemblies.queries import Assembly, require
from folkmoot.stages.contract.queries import contract_in_force
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.actions.states import become
from folkmoot.stages.lottery.codes import ALPHABET, LENGTH, check_character
from folkmoot.stages.lottery.consents import NEEDED, WORDINGS
from folkmoot.stages.lottery.eligibility import (
    SENSITIVE,
    Answers,
    Setup,
    features_of,
    turned_away_by,
    unanswered,
)
from folkmoot.stages.lottery.manifest import ENTER
from folkmoot.stages.lottery.models import (
    AnswerSheet,
    CardReading,
    Invitation,
    PoolSecret,
    Respondent,
    RespondentConsent,
    TurnedAway,
)
from folkmoot.stages.lottery.pseudonyms import pseudonym_for
from folkmoot.stages.lottery.rules import Status

Channel = Respondent.Channel
MOST_LOOK_UPS = 100  # an hour
_LOOKED_UP = "looked up a letter"


@transaction.atomic
def begin_answers(
    *,
    by: Person | None,
    assembly: Assembly,
    invitation: Invitation | None,
    channel: str,
    source: str = "",
    language: str = "",
) -> AnswerSheet:
    """Begin a sheet for one more person; she is invited and no more until her answers are complete."""
    _allowed(by, assembly)
    _taking(assembly)
    number = _next_number(invitation) if invitation else 1
    reference = _reference()
    pseudonym = _pseudonym(assembly, reference)
    respondent = Respondent.objects.create(
        assembly=assembly,
        pseudonym=pseudonym,
        imported_id="",
        status=Status.INVITED,
        channel=channel,
        source=(source or _source(invitation))[:120],
        changed_at=clock.now(),
    )
    return AnswerSheet.objects.create(
        respondent=respondent,
        invitation=invitation,
        number=number,
        reference=reference,
        language=language or get_language() or "",
        entered_by=by,
        begun_at=clock.now(),
    )


@transaction.atomic
def keep_answers(*, by: Person | None, sheet: AnswerSheet, answers: Answers) -> str | None:
    """Keep some answers; the rule by which she cannot take part, if there is one: then nothing of her is kept."""
    assembly = sheet.respondent.assembly
    _allowed(by, assembly)
    setup = _taking(assembly)
    written = queries.answers_of(sheet) | dict(answers)
    rule = turned_away_by(setup, written)
    if rule is not None:
        _turn_away(sheet, rule)
        return rule
    _write(sheet, written)
    if sheet.respondent.status in {Status.POOL, Status.TEST}:
        _fill(sheet.respondent, setup, written)
    return None


@transaction.atomic
def complete_answers(*, by: Person | None, sheet: AnswerSheet) -> Respondent:
    """Everything is answered and checked: she enters the pool, or the quarantine of a test."""
    respondent = Respondent.objects.select_for_update().select_related("assembly").get(pk=sheet.respondent_id)
    assembly = respondent.assembly
    _allowed(by, assembly)
    setup = _taking(assembly)
    answers = queries.answers_of(sheet)
    _refuse_incomplete(setup, answers)
    testing = queries.is_testing(setup.registration)
    _fill(respondent, setup, answers)
    _tick(respondent, answers["consents"], sheet.language or assembly.language)
    if respondent.status == Status.INVITED:
        become(respondent=respondent, status=Status.TEST if testing else Status.POOL)
    now = clock.now()
    Respondent.objects.filter(pk=respondent.pk, registered_at=None).update(registered_at=now)
    AnswerSheet.objects.filter(pk=sheet.pk).update(completed_at=now)
    if sheet.invitation_id:
        Invitation.objects.filter(pk=sheet.invitation_id).update(
            state=Invitation.State.ANSWERED, answered_at=now, decline_reason=""
        )
    if by is not None:
        log_access(by=by, what=f"registered somebody: {respondent.channel}", subject=respondent.pseudonym)
    return respondent


@transaction.atomic
def enter_registration(
    *,
    by: Person,
    assembly: Assembly,
    invitation: Invitation | None,
    channel: str,
    answers: Answers,
    sheet: AnswerSheet | None = None,
    source: str = "",
) -> AnswerSheet | None:
    """Enter a whole registration for somebody at the telephone or the door; `None` where she cannot take part."""
    require(by, ENTER, assembly)
    begun = sheet or begin_answers(
        by=by, assembly=assembly, invitation=invitation, channel=channel, source=source, language=assembly.language
    )
    if keep_answers(by=by, sheet=begun, answers=answers) is not None:
        return None
    complete_answers(by=by, sheet=begun)
    return begun


@transaction.atomic
def read_card(
    *, by: Person, invitation: Invitation, answers: Answers, number: int = 1
) -> CardReading | AnswerSheet | None:
    """Key a reply card. Once two clerks have keyed the same, she is registered; until then each reading is kept.

    Returns the reading while it waits or differs; the sheet once both agree; `None` where they agree that she cannot
    take part.
    """
    assembly = invitation.assembly
    require(by, ENTER, assembly)
    _taking(assembly)
    reading, _made = CardReading.objects.update_or_create(
        invitation=invitation, number=number, clerk=by, defaults={"answers": dict(answers), "at": clock.now()}
    )
    log_access(by=by, what="keyed a reply card", subject=invitation.reference)
    both = queries.card_readings(invitation, number)
    if len(both) < 2 or queries.differing([each.answers for each in both]):
        return reading
    return _card_done(by, invitation, number, dict(answers))


@transaction.atomic
def settle_card(*, by: Person, invitation: Invitation, answers: Answers, number: int = 1) -> AnswerSheet | None:
    """Two readings differ: enter what the card really says, after somebody has looked at it again."""
    require(by, ENTER, invitation.assembly)
    _taking(invitation.assembly)
    if len(queries.card_readings(invitation, number)) < 2:
        raise faults.SecondClerkNeeded
    return _card_done(by, invitation, number, dict(answers))


@transaction.atomic
def decline_invitation(
    *, by: Person | None, invitation: Invitation, reason: str, channel: str = Channel.WEB
) -> AnswerSheet:
    """Somebody says no, with a reason that stays inside: a no is an answer. She may still change her mind."""
    sheet = begin_answers(by=by, assembly=invitation.assembly, invitation=invitation, channel=channel)
    status = Status.TEST if queries.is_testing(queries.registration_of(invitation.assembly)) else Status.DECLINED
    become(respondent=sheet.respondent, status=status, note=reason)
    if invitation.state != Invitation.State.ANSWERED:
        Invitation.objects.filter(pk=invitation.pk).update(
            state=Invitation.State.DECLINED, decline_reason=reason.strip()[:200], answered_at=clock.now()
        )
    return sheet


@transaction.atomic
def reconsider_answers(*, by: Person | None, sheet: AnswerSheet) -> AnswerSheet:
    """Whoever said no is invited again and may answer."""
    _allowed(by, sheet.respondent.assembly)
    _taking(sheet.respondent.assembly)
    become(respondent=sheet.respondent, status=Status.INVITED)
    return sheet


@transaction.atomic
def withdraw_answers(*, by: Person | None, sheet: AnswerSheet, reason: str = "") -> None:
    """She takes her answers back, while registration is open: they are erased at once; pseudonym and status stay."""
    assembly = sheet.respondent.assembly
    _allowed(by, assembly)
    _taking(assembly)
    respondent = Respondent.objects.select_for_update().get(pk=sheet.respondent_id)
    if respondent.status in {Status.INVITED, Status.TEST}:
        respondent.delete()
        return
    become(respondent=respondent, status=Status.WITHDRAWN, note=reason)
    blank: dict[str, Any] = {"features": {}, "name": "", "email": "", "phone": "", "address": ""}
    Respondent.objects.filter(pk=respondent.pk).update(**blank)
    sheet.delete()
    RespondentConsent.objects.filter(respondent=respondent).delete()
    if by is not None:
        log_access(by=by, what="entered that somebody withdrew", subject=respondent.pseudonym)


@transaction.atomic
def look_up_letter(*, by: Person, assembly: Assembly, typed: str) -> Invitation | None:
    """Find the letter that somebody names at the telephone, by its code or reference; every look is written down.

    References can be counted up, and a letter shows where somebody lives: so a clerk sees no more of them in an hour
    than she could enter. The same letter within ten minutes is one look.
    """
    require(by, ENTER, assembly)
    now = clock.now()
    found = queries.invitation_known_as(assembly, typed)
    subject = f"{assembly.slug}: {found.reference if found else 'no such letter'}"
    looks = accesses_of(by, what=_LOOKED_UP, since=now - timedelta(hours=1))
    if found is not None and looks.filter(subject=subject, at__gte=now - timedelta(minutes=10)).exists():
        return found
    if looks.count() >= MOST_LOOK_UPS:
        raise faults.TooManyLookUps(limit=MOST_LOOK_UPS)
    log_access(by=by, what=_LOOKED_UP, subject=subject)
    return found


@transaction.atomic
def open_sheet(*, by: Person, sheet: AnswerSheet) -> AnswerSheet:
    """Open one person's answers at the telephone, because she asks for it; that is written down first."""
    require(by, ENTER, sheet.respondent.assembly)
    log_access(by=by, what="opened somebody's registration", subject=sheet.respondent.pseudonym)
    return sheet


def _allowed(by: Person | None, assembly: Assembly) -> None:
    if by is not None:
        require(by, ENTER, assembly)


def _taking(assembly: Assembly) -> Setup:
    """What is asked, where answers are taken now; never before the contract of power is in force (S21)."""
    setup = queries.setup_of(assembly)
    if not queries.is_testing(setup.registration):
        contract_in_force(assembly)
    if not queries.takes_answers(setup.registration):
        raise faults.RegistrationClosed
    return setup


def _next_number(invitation: Invitation) -> int:
    """The number of the next person who answers; for one person alone there is no second."""
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    taken = list(AnswerSheet.objects.filter(invitation=invitation).values_list("number", flat=True))
    if taken and not queries.is_for_a_household(invitation):
        raise faults.AlreadyAnswered
    if len(taken) >= queries.MOST_PEOPLE:
        raise faults.HouseholdFull(limit=queries.MOST_PEOPLE)
    return max(taken, default=0) + 1


def _source(invitation: Invitation | None) -> str:
    if invitation is None:
        return ""
    wave = invitation.wave
    return f"{wave.frame.label}, {wave.mark.partition('@')[0]}"


def _reference() -> str:
    """Sixty bits that nobody can guess, and a character that checks them."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return letters + check_character(letters)


def _pseudonym(assembly: Assembly, reference: str) -> str:
    kept, _made = PoolSecret.objects.get_or_create(assembly=assembly, defaults={"secret": secrets.token_bytes(32)})
    secret, people = bytes(kept.secret), queries.respondents(assembly)
    wanted = pseudonym_for(secret, reference, ())
    if people.filter(pseudonym=wanted).exists():
        return pseudonym_for(secret, reference, set(people.values_list("pseudonym", flat=True)))
    return wanted


def _write(sheet: AnswerSheet, answers: Answers) -> None:
    """Put the answers on the sheet: the sensitive ones in their own columns, of which the rest says only `given`."""
    sheet.answers = {name: None if name in SENSITIVE else value for name, value in answers.items()}
    sheet.born = date.fromisoformat(answers["born"]) if answers.get("born") else None
    sheet.needs = str(answers.get("needs") or "")
    sheet.guardian, sheet.guardian_phone = str(answers.get("guardian") or ""), str(answers.get("guardian_phone") or "")
    sheet.save()


def _fill(respondent: Respondent, setup: Setup, answers: Answers) -> None:
    """What the pool needs of her answers: features and contacts."""
    respondent.features = features_of(setup, answers)
    for column, limit in (("name", 160), ("email", 254), ("phone", 60), ("address", 300)):
        setattr(respondent, column, str(answers.get(column) or "")[:limit])
    respondent.changed_at = clock.now()
    respondent.save()


def _refuse_incomplete(setup: Setup, answers: Answers) -> None:
    if turned_away_by(setup, answers) is not None:
        raise faults.CannotTakePart
    if missing := unanswered(setup, answers):
        raise faults.AnswersMissing(count=len(missing))
    if NEEDED not in answers["consents"]:
        raise faults.ConsentNeeded


def _tick(respondent: Respondent, purposes: Collection[str], language: str) -> None:
    """Keep her ticks in the words that she read; one that is gone is withdrawn."""
    now = clock.now()
    standing = RespondentConsent.objects.filter(respondent=respondent, withdrawn_at=None)
    standing.exclude(purpose__in=purposes).update(withdrawn_at=now)
    kept = set(standing.values_list("purpose", flat=True))
    with override(language):
        RespondentConsent.objects.bulk_create(
            RespondentConsent(respondent=respondent, purpose=purpose, wording=gettext(words), given_at=now)
            for purpose, words in WORDINGS.items()
            if purpose in purposes and purpose not in kept
        )


def _turn_away(sheet: AnswerSheet, rule: str) -> None:
    """She cannot take part: nothing of her is kept, only that there was one more."""
    respondent = sheet.respondent
    testing = queries.is_testing(queries.registration_of(respondent.assembly))
    if not testing:
        day, _made = TurnedAway.objects.get_or_create(
            assembly=respondent.assembly, on=clock.now().date(), channel=respondent.channel, rule=rule
        )
        TurnedAway.objects.filter(pk=day.pk).update(count=F("count") + 1)
    if respondent.status in {Status.INVITED, Status.TEST}:
        respondent.delete()
    else:
        become(respondent=respondent, status=Status.WITHDRAWN)
        Respondent.objects.filter(pk=respondent.pk).update(features={}, name="", email="", phone="", address="")
        sheet.delete()


def _card_done(by: Person, invitation: Invitation, number: int, answers: dict[str, Any]) -> AnswerSheet | None:
    CardReading.objects.filter(invitation=invitation, number=number).delete()
    return enter_registration(
        by=by, assembly=invitation.assembly, invitation=invitation, channel=Channel.CARD, answers=answers
    )

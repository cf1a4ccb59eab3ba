"""Writes: who was drawn says yes or no, sits, and may leave."""

from django.db import transaction
from django.utils.translation import gettext, override

from folkmoot.commons.accounts.actions import log_access, register_person
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.actions import seat_member, vacate_seat
from folkmoot.commons.assemblies.queries import Assembly, Term, membership_of, require, sitting
from folkmoot.commons.notices.actions import notify
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.actions.states import become
from folkmoot.stages.lottery.eligibility import Setup
from folkmoot.stages.lottery.manifest import CALL, MANAGE
from folkmoot.stages.lottery.models import GuardianConsent, Respondent
from folkmoot.stages.lottery.rules import Status, waits_for_answer


@transaction.atomic
def confirm_respondent(*, by: Person, respondent: Respondent) -> Term:
    """Enter a yes: she takes a free seat under her pseudonym, with an account where she gave an e-mail address."""
    assembly = respondent.assembly
    require(by, CALL, assembly)
    return _confirm(by, respondent, queries.setup_of(assembly))


def _confirm(by: Person, respondent: Respondent, setup: Setup) -> Term:
    assembly, locked = respondent.assembly, _waiting(respondent)
    _refuse_minor(locked, setup)
    person = _account(by, assembly, locked)
    term = seat_member(by=by, assembly=assembly, pseudonym=locked.pseudonym, person=person)
    become(respondent=locked, status=Status.CONFIRMED)
    if person is not None:
        _welcome(assembly, person, term.seat.number)
    log_access(by=by, what="entered a yes to a seat", subject=locked.pseudonym, about=person)
    return term


@transaction.atomic
def confirm_all(*, by: Person, assembly: Assembly) -> int:
    """Enter a yes for everybody who waits for an answer; how many."""
    require(by, MANAGE, assembly)
    waiting = list(queries.respondents(assembly).filter(status=Status.SELECTED).select_related("assembly"))
    setup = queries.setup_of(assembly)
    for respondent in waiting:
        _confirm(by, respondent, setup)
    return len(waiting)


@transaction.atomic
def decline_respondent(*, by: Person, respondent: Respondent, reason: str) -> Respondent:
    """Enter a no: the seat stays free. The reason stays inside."""
    require(by, CALL, respondent.assembly)
    locked = become(respondent=_waiting(respondent), status=Status.DECLINED, note=reason)
    log_access(by=by, what="entered a no to a seat", subject=locked.pseudonym)
    return locked


@transaction.atomic
def leave_seat(*, by: Person, respondent: Respondent, reason: str) -> Respondent:
    """A member leaves: her seat falls vacant, which is public; the reason stays inside."""
    assembly = respondent.assembly
    require(by, MANAGE, assembly)
    if not sitting(assembly.body).filter(membership__pseudonym=respondent.pseudonym).exists():
        raise faults.RespondentNotSitting(pseudonym=respondent.pseudonym)
    # The reason stands in the pool alone, where erasing a person reaches it.
    vacate_seat(by=by, assembly=assembly, pseudonym=respondent.pseudonym, reason="")
    return become(respondent=respondent, status=Status.WITHDRAWN, note=reason)


def _waiting(respondent: Respondent) -> Respondent:
    locked = Respondent.objects.select_for_update().get(pk=respondent.pk)
    if not waits_for_answer(locked):
        raise faults.NotWaitingForAnswer(pseudonym=locked.pseudonym)
    return locked


def _refuse_minor(respondent: Respondent, setup: Setup) -> None:
    """A minor sits only with the word of her parent or guardian."""
    if queries.is_minor(respondent, setup) and not GuardianConsent.objects.filter(respondent=respondent).exists():
        raise faults.GuardianConsentMissing(pseudonym=respondent.pseudonym)


def _account(by: Person, assembly: Assembly, respondent: Respondent) -> Person | None:
    """Her account; none where she has no address, or shares it with somebody who sits already."""
    if not respondent.email:
        return None
    person = register_person(by=by, email=respondent.email, name=respondent.name, language=assembly.language)
    return None if membership_of(person, assembly) else person


def _welcome(assembly: Assembly, person: Person, seat: int) -> None:
    with override(person.language or assembly.language):
        notify(
            to=person.email,
            subject=gettext("Your seat in %(title)s") % {"title": assembly.title},
            body=gettext(
                "You were drawn by lot and said yes: seat %(seat)d of %(title)s is yours.\n\n"
                "Sign in with this e-mail address to see your next meeting and what there is to read. "
                "No password is needed; a code is sent to you."
            )
            % {"seat": seat, "title": assembly.title},
            about=f"seat/{seat}",
        )

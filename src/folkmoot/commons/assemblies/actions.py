"""Writes about assemblies, seats and roles."""

import secrets
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies import faults
from folkmoot.commons.assemblies.manifest import ADMIT, CONVENE, OPEN, TRANSLATE
from folkmoot.commons.assemblies.models import Assembly, Body, CalendarDate, Membership, RoleHolding, Seat, Term
from folkmoot.commons.assemblies.queries import handle_of, holders
from folkmoot.commons.assemblies.rules import RESERVED_SLUGS, ROLE_LABELS, missing_for_opening, require
from folkmoot.commons.languages.actions import keep_translation
from folkmoot.commons.languages.queries import Translation
from folkmoot.commons.notices.actions import notify
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.manifest import PublicText, Role


@transaction.atomic
def plan_assembly(
    *,
    by: Person,
    slug: str,
    title: str,
    place: str,
    summary: str,
    seats: int,
    language: str = "en",
    decision: str = "",
    decision_owner: str = "",
    decision_on: date | None = None,
    example: bool = False,
    credits: str = "",
) -> Assembly:
    """Start an assembly as a draft that only its organiser sees; `by` becomes its organiser."""
    require(by, CONVENE, None)
    if slug in RESERVED_SLUGS:
        raise faults.SlugReserved(slug=slug)
    if Assembly.objects.filter(slug=slug).exists():
        raise faults.SlugTaken(slug=slug)
    assembly = Assembly.objects.create(
        slug=slug,
        title=title,
        place=place,
        summary=summary,
        language=language,
        decision=decision,
        decision_owner=decision_owner,
        decision_on=decision_on,
        example=example,
        credits=credits,
        created_at=clock.now(),
    )
    body = Body.objects.create(assembly=assembly, name=title, seats=seats)
    Seat.objects.bulk_create(Seat(body=body, number=number) for number in range(1, seats + 1))
    _hold(assembly, by, Role.ORGANISER)
    return assembly


@transaction.atomic
def revise_plan(
    *,
    by: Person,
    assembly: Assembly,
    title: str,
    place: str,
    summary: str,
    decision: str,
    decision_owner: str,
    decision_on: date | None,
) -> Assembly:
    """Change the plan of an assembly that is not open yet."""
    require(by, OPEN, assembly)
    if assembly.opened_at:
        raise faults.AlreadyOpen(title=assembly.title)
    assembly.title, assembly.place, assembly.summary = title, place, summary
    assembly.decision, assembly.decision_owner, assembly.decision_on = decision, decision_owner, decision_on
    assembly.save()
    return assembly


@transaction.atomic
def open_assembly(*, by: Person, assembly: Assembly) -> Assembly:
    """Open an assembly to the public. Refused without a decision, its owner and its date (demand S1)."""
    require(by, OPEN, assembly)
    if assembly.opened_at:
        raise faults.AlreadyOpen(title=assembly.title)
    if missing := missing_for_opening(assembly):
        raise faults.NoDecision(missing=missing)
    assembly.opened_at = clock.now()
    assembly.save()
    append_entry(
        kind="assembly.opened",
        assembly=assembly.slug,
        by=handle_of(by, assembly, Role.ORGANISER),
        data={
            "title": assembly.title,
            "place": assembly.place,
            "seats": assembly.body.seats,
            "decision": assembly.decision,
            "decision_owner": assembly.decision_owner,
            "decision_on": assembly.decision_on.isoformat() if assembly.decision_on else None,
            "example": assembly.example,
        },
    )
    return assembly


@transaction.atomic
def grant_role(*, by: Person, assembly: Assembly, person: Person, role: Role, door: str = "") -> RoleHolding:
    """Give `person` a role in the assembly, under a fresh random handle; harmless where she has it already.

    She is told by mail where `door`, the address at which she signs in, is given.
    """
    require(by, OPEN, assembly)
    known = RoleHolding.objects.filter(assembly=assembly, person=person, role=role).exists()
    holding = _hold(assembly, person, role)
    if not known:
        log_access(by=by, what=f"role granted: {role.value}", subject=f"{assembly.slug}/{holding.handle}", about=person)
        if door:
            _tell_of_role(assembly, person, role, door)
    return holding


def _tell_of_role(assembly: Assembly, person: Person, role: Role, door: str) -> None:
    with translation.override(person.language or assembly.language):
        said = {"role": gettext(ROLE_LABELS[role]), "title": assembly.title, "door": door}
        notify(
            to=person.email,
            subject=gettext("Your role in “%(title)s”: %(role)s") % said,
            body=gettext(
                "Hello,\n\nyou now have a role in the citizens' assembly “%(title)s”: %(role)s.\n\n"
                "Sign in with this e-mail address to see what you can do:\n%(door)s\n"
            )
            % said,
            about=f"assembly/{assembly.slug}",
        )


@transaction.atomic
def withdraw_role(*, by: Person, assembly: Assembly, person: Person, role: Role) -> None:
    """Take a role away. Entries that were made under it keep their handle. The last organiser stays."""
    require(by, OPEN, assembly)
    if role == Role.ORGANISER and not holders(assembly, role).exclude(person=person).exists():
        raise faults.LastOrganiser(title=assembly.title)
    for holding in holders(assembly, role).filter(person=person):
        log_access(
            by=by, what=f"role withdrawn: {role.value}", subject=f"{assembly.slug}/{holding.handle}", about=person
        )
        holding.delete()


@transaction.atomic
def seat_member(*, by: Person, assembly: Assembly, pseudonym: str, person: Person | None = None) -> Term:
    """Seat the person known as `pseudonym` in the first free seat. The lottery calls this and keeps the entry."""
    body = assembly.body
    taken = Term.objects.filter(seat__body=body, until__isnull=True).values("seat")
    seat = Seat.objects.select_for_update().filter(body=body).exclude(pk__in=taken).first()
    if seat is None:
        raise faults.NoFreeSeat(seats=body.seats)
    membership, _ = Membership.objects.get_or_create(body=body, pseudonym=pseudonym, defaults={"person": person})
    if person is not None:
        _hold(assembly, person, Role.MEMBER)
    return Term.objects.create(seat=seat, membership=membership, since=clock.now())


@transaction.atomic
def vacate_seat(*, by: Person, assembly: Assembly, pseudonym: str, reason: str) -> Term:
    """End the term of a member who leaves. `reason` stays inside; the record learns only that a seat fell vacant."""
    require(by, ADMIT, assembly)
    term = Term.objects.filter(seat__body=assembly.body, membership__pseudonym=pseudonym, until__isnull=True).first()
    if term is None:
        raise faults.SeatNotHeld(pseudonym=pseudonym)
    term.until, term.vacated_reason = clock.now(), reason
    term.save()
    if term.membership.person is not None:
        RoleHolding.objects.filter(assembly=assembly, person=term.membership.person, role=Role.MEMBER).delete()
    append_entry(
        kind="assembly.seat_vacated",
        assembly=assembly.slug,
        by=handle_of(by, assembly),
        data={"seat": term.seat.number, "member": pseudonym},
    )
    return term


@transaction.atomic
def end_terms(*, by: Person, assembly: Assembly, pseudonyms: Collection[str]) -> int:
    """End the terms of several members at once, at a turn of the body; how many. The lottery keeps the entry."""
    require(by, ADMIT, assembly)
    ending = Term.objects.filter(
        seat__body=assembly.body, membership__pseudonym__in=pseudonyms, until__isnull=True
    ).select_related("membership")
    people = [term.membership.person_id for term in ending if term.membership.person_id is not None]
    RoleHolding.objects.filter(assembly=assembly, person__in=people, role=Role.MEMBER).delete()
    return ending.update(until=clock.now())


@transaction.atomic
def add_date(*, by: Person, assembly: Assembly, on: date, what: str) -> CalendarDate:
    """Put a date into the assembly's calendar."""
    require(by, OPEN, assembly)
    return CalendarDate.objects.create(assembly=assembly, on=on, what=what)


@transaction.atomic
def remove_date(*, by: Person, assembly: Assembly, date: CalendarDate) -> None:
    """Take a date out of the assembly's calendar."""
    require(by, OPEN, assembly)
    CalendarDate.objects.filter(assembly=assembly, pk=date.pk).delete()


@transaction.atomic
def translate_text(
    *, by: Person, assembly: Assembly, text: PublicText, language: str, wording: str, provenance: Translation.Provenance
) -> Translation:
    """Keep `wording` as the translation of a public text of the assembly, pinned to the original as it is now."""
    require(by, TRANSLATE, assembly)
    return keep_translation(
        handle=handle_of(by, assembly),
        subject=text.subject,
        original=text.original,
        language=language,
        wording=wording,
        provenance=provenance,
    )


def _hold(assembly: Assembly, person: Person, role: Role) -> RoleHolding:
    handle = f"{role.value}-{secrets.token_hex(3)}"
    return RoleHolding.objects.get_or_create(
        assembly=assembly, person=person, role=role, defaults={"handle": handle, "since": clock.now()}
    )[0]

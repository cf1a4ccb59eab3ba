"""Reads about people."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from folkmoot import clock
from folkmoot.commons.accounts.models import AccessEntry, Consent, Person
from folkmoot.commons.accounts.rules import STRANGERS_STAY
from folkmoot.core.canonical import instant

__all__ = [
    "AccessEntry",
    "Consent",
    "Person",
    "access_concerning",
    "accesses_of",
    "consent_given",
    "consents_of",
    "known_about",
    "person_of",
    "person_with_email",
    "strangers_to_forget",
]


def person_of(request: HttpRequest) -> Person:
    """The person who is signed in; `PermissionDenied` where nobody is (the gate has let nobody through by then)."""
    if isinstance(request.user, Person):
        return request.user
    raise PermissionDenied


def person_with_email(email: str) -> Person | None:
    """The person with this address, in any case of letters."""
    return Person.objects.filter(email=email.strip().lower()).first()


def strangers_to_forget() -> QuerySet[Person]:
    """Addresses that were typed at sign-in, proved by nobody, and kept long enough."""
    return Person.objects.filter(stranger=True, joined_at__lt=clock.now() - STRANGERS_STAY)


def consents_of(person: Person) -> QuerySet[Consent]:
    """Every tick she ever made, oldest first, withdrawn ones included."""
    return Consent.objects.filter(person=person)


def consent_given(person: Person, purpose: Consent.Purpose) -> Consent | None:
    """Her tick for `purpose` that stands now."""
    return consents_of(person).filter(purpose=purpose, withdrawn_at=None).last()


def accesses_of(by: Person, *, what: str, since: datetime) -> QuerySet[AccessEntry]:
    """How often she has looked at something of one kind since a moment."""
    return AccessEntry.objects.filter(by=by, what=what, at__gte=since)


def access_concerning(person: Person) -> QuerySet[AccessEntry]:
    """Who read or changed sensitive data about her, newest first."""
    return AccessEntry.objects.filter(about=person).select_related("by")


def known_about(person: Person) -> dict[str, Any]:
    """What accounts keeps about her, for her own download."""
    return {
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "joined": instant(person.joined_at),
        "consents": [
            {
                "purpose": tick.purpose,
                "wording": tick.wording,
                "given": instant(tick.given_at),
                "withdrawn": instant(tick.withdrawn_at) if tick.withdrawn_at else None,
            }
            for tick in consents_of(person)
        ],
        "access": [{"what": each.what, "at": instant(each.at)} for each in access_concerning(person)],
    }

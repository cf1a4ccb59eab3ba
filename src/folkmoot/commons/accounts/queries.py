"""Reads about people."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from folkmoot.commons.accounts.models import AccessEntry, Consent, Person

__all__ = ["AccessEntry", "Consent", "Person", "person_of", "person_with_email"]


def person_of(request: HttpRequest) -> Person:
    """The person who is signed in; `PermissionDenied` where nobody is (the gate has let nobody through by then)."""
    if isinstance(request.user, Person):
        return request.user
    raise PermissionDenied


def person_with_email(email: str) -> Person | None:
    """The person with this address, in any case of letters."""
    return Person.objects.filter(email=email.strip().lower()).first()

"""Writes about people."""

from folkmoot import clock
from folkmoot.commons.accounts.models import AccessEntry, Person


def register_person(*, by: Person | None, email: str, name: str = "", language: str = "") -> Person:
    """Find or create the person with this address. `by` is who asked, `None` when she came herself."""
    found = Person.objects.filter(email=email.strip().lower()).first()
    return found or Person.objects.create_user(email, name=name, language=language)


def log_access(*, by: Person, what: str, subject: str, about: Person | None = None) -> AccessEntry:
    """Note that `by` read or changed sensitive data: `what` was done to which `subject` (a pseudonym, never a name).

    `about` is the person whom the data concern, where she has an account: she can read the entry on her own page.
    """
    return AccessEntry.objects.create(by=by, about=about, what=what, subject=subject, at=clock.now())

"""Writes about people. What a person does to her own account needs no right but being herself."""

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.models import AccessEntry, Consent, Person
from folkmoot.commons.accounts.queries import consent_given, strangers_to_forget


@transaction.atomic
def register_person(*, by: Person | None, email: str, name: str = "", language: str = "") -> Person:
    """Find or create the person with this address. `by` is who asked, `None` when she came herself."""
    found = Person.objects.filter(email=email.strip().lower()).first()
    if found is None:
        return Person.objects.create_user(email, name=name, language=language)
    if found.stranger:
        found.stranger = False
        found.save(update_fields=["stranger"])
    return found


@transaction.atomic
def allow_convening(*, email: str, name: str = "") -> Person:
    """Let the person with this address start assemblies. Only whoever runs the site can say so, at its command line."""
    person = register_person(by=None, email=email, name=name)
    person.convener = True
    person.save(update_fields=["convener"])
    return person


def admit_stranger(*, email: str) -> Person:
    """Whoever asked for a sign-in code at `email`, known or not.

    An unknown address is treated like a known one, so that nobody learns from the outside who has an account; it is
    forgotten again if nobody proves that it is hers.
    """
    return Person.objects.get_or_create(
        email=email.strip().lower(), defaults={"stranger": True, "password": Person.no_password()}
    )[0]


def note_sign_in(*, by: Person) -> None:
    """She has proved that the address is hers."""
    Person.objects.filter(pk=by.pk, stranger=True).update(stranger=False)


def forget_strangers() -> int:
    """Delete addresses that were typed at sign-in and never proved; how many there were."""
    return len([person.delete() for person in strangers_to_forget()])


def describe_self(*, by: Person, name: str, language: str) -> Person:
    """Keep how she wants to be called and in which language she reads."""
    by.name, by.language = name.strip(), language
    by.save(update_fields=["name", "language"])
    return by


def choose_language(*, by: Person, language: str) -> Person:
    """Keep the language in which she reads."""
    by.language = language
    by.save(update_fields=["language"])
    return by


def give_consent(*, by: Person, purpose: Consent.Purpose, wording: str) -> Consent:
    """Keep one tick with the very words that she read; a tick that stands already stays as it is."""
    standing = consent_given(by, purpose)
    return standing or Consent.objects.create(person=by, purpose=purpose, wording=wording, given_at=clock.now())


def withdraw_consent(*, by: Person, purpose: Consent.Purpose) -> None:
    """Take a tick back, from now on. That it was given, and until when, stays visible to her."""
    Consent.objects.filter(person=by, purpose=purpose, withdrawn_at=None).update(withdrawn_at=clock.now())


def sign_out_everywhere(*, by: Person) -> Person:
    """End every session of hers on every device: each is bound to a secret that changes here."""
    by.set_unusable_password()
    by.save(update_fields=["password"])
    return by


def erase_person(*, by: Person) -> None:
    """Delete her account and all that hangs on it. Seats and signatures stay, unlinked; the record has no names."""
    by.delete()


def log_access(*, by: Person, what: str, subject: str, about: Person | None = None) -> AccessEntry:
    """Note that `by` read or changed sensitive data: `what` was done to which `subject` (a pseudonym, never a name).

    `about` is the person whom the data concern, where she has an account: she can read the entry on her own page.
    """
    return AccessEntry.objects.create(by=by, about=about, what=what, subject=subject, at=clock.now())

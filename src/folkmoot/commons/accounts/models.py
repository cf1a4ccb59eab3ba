"""A person and what belongs to her alone. Nothing here ever enters the public record."""

from typing import Any, ClassVar

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from folkmoot import clock


class People(BaseUserManager["Person"]):
    """Creates persons without passwords: sign-in is by code or passkey."""

    def create_user(self, email: str, **fields: Any) -> "Person":
        """Create a person with this e-mail address (kept in lower case)."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find a person by e-mail address in any case."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. Taking part needs none: members may have no e-mail and no account."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=12, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    convener = models.BooleanField(default=False, help_text="May start assemblies on this site.")
    stranger = models.BooleanField(default=False, help_text="Asked for a code and has not proved the address yet.")
    joined_at = models.DateTimeField(default=clock.now)

    objects = People()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name or self.email

    @staticmethod
    def no_password() -> str:
        """A value that no password matches; sessions are bound to it, so a new one ends them all."""
        return make_password(None)


class Consent(models.Model):
    """One separate tick: what a person agreed to, in the very words she read, when, and when she took it back."""

    class Purpose(models.TextChoices):
        DATA = "data"
        PHOTO = "photo"
        QUOTES = "quotes"
        CONTACT_LATER = "contact-later"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=16, choices=Purpose)
    wording = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("given_at", "pk")

    def __str__(self) -> str:
        return f"{self.purpose} since {self.given_at:%Y-%m-%d}"


class AccessEntry(models.Model):
    """Who read or changed sensitive data, and when: the access log that a person may ask to see."""

    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=120)
    subject = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name_plural = "access entries"

    def __str__(self) -> str:
        return f"{self.what}: {self.subject}"

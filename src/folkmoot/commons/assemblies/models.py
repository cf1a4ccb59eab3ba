"""An assembly, its body and seats, and the people around it."""

from django.conf import settings
from django.db import models

from folkmoot.manifest import Role


class Assembly(models.Model):
    """One process from a question to a kept promise, tied to a decision that somebody owns and will take by a date."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=160)
    place = models.CharField(max_length=120)
    summary = models.TextField()
    language = models.CharField(max_length=12, default="en", help_text="Language of the authoritative texts.")
    decision = models.TextField(blank=True)
    decision_owner = models.CharField(max_length=160, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    example = models.BooleanField(default=False, help_text="A living example in an invented place.")
    credits = models.TextField(blank=True, help_text="Sources and licences of material shown on this assembly's pages.")
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name_plural = "assemblies"

    def __str__(self) -> str:
        return self.title


class Body(models.Model):
    """Those who sit: a number of seats, filled by lot."""

    assembly = models.OneToOneField(Assembly, on_delete=models.CASCADE, related_name="body")
    name = models.CharField(max_length=120)
    seats = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person drawn by lot into a body. She may have no account; in public she is her pseudonym."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="memberships")
    pseudonym = models.CharField(max_length=40)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships"
    )
    public_name = models.CharField(max_length=120, blank=True, help_text="Only what the member agreed to show.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["body", "pseudonym"], name="one_pseudonym_per_body"),)

    def __str__(self) -> str:
        return self.public_name or self.pseudonym


class Seat(models.Model):
    """One numbered place in a body."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seat_set")
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["body", "number"], name="one_seat_per_number"),)

    def __str__(self) -> str:
        return f"seat {self.number}"


class Term(models.Model):
    """A member in a seat, from when until when; `until` is empty while she sits."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="terms")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="terms")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    vacated_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("since",)
        constraints = (
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(until__isnull=True), name="one_sitting_member_per_seat"
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} in {self.seat}"


class RoleHolding(models.Model):
    """A person's role in an assembly, and the handle under which the public record knows her there."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="role_holdings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_holdings")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    handle = models.CharField(max_length=40)
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["assembly", "person", "role"], name="one_holding_per_role"),
            models.UniqueConstraint(fields=["assembly", "handle"], name="one_handle_per_assembly"),
        )

    def __str__(self) -> str:
        return f"{self.handle} ({self.role})"


class CalendarDate(models.Model):
    """A date of the assembly that everybody may know."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="calendar")
    on = models.DateField()
    what = models.CharField(max_length=200)

    class Meta:
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{self.on}: {self.what}"

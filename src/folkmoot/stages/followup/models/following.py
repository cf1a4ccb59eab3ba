"""Who is told when something moves."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class Pace(models.TextChoices):
    """How often somebody is told, at most."""

    WEEKLY = "weekly"
    DAILY = "daily"
    AT_ONCE = "at-once"


class Follower(models.Model):
    """An address that is told what becomes of an assembly's recommendations: of `numbers`, or of all where it is empty.

    Nothing goes to it before whoever reads it has confirmed. `told` is the last line of the record that it knows;
    `is_member` says that it follows because it sits in the assembly. One that has left stays, so that nobody puts it
    back unasked.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField()
    language = models.CharField(max_length=12)
    numbers = models.JSONField(default=list)
    pace = models.CharField(max_length=8, choices=Pace, default=Pace.WEEKLY)
    is_member = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    told = models.BigIntegerField(default=-1)
    next_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["assembly", "email"], name="one_follower_per_address"),)

    def __str__(self) -> str:
        return f"{self.email} follows {self.assembly}"

"""What is written beside the pool: readings of cards, counts of who could not take part, decisions about doubles."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery.models.invitations import Invitation


class CardReading(models.Model):
    """One clerk's reading of a reply card. A second one reads it without seeing the first."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="card_readings")
    number = models.PositiveIntegerField(default=1)
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["invitation", "number", "clerk"], name="one_reading_of_a_card_each"),
        )

    def __str__(self) -> str:
        return f"card of {self.invitation_id}"


class TurnedAway(models.Model):
    """How many people could not take part, by day, door and rule. Nothing else is kept of them."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="turned_away")
    on = models.DateField()
    channel = models.CharField(max_length=6)
    rule = models.CharField(max_length=60)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("on",)
        verbose_name_plural = "turned away"
        constraints = (models.UniqueConstraint(fields=["assembly", "on", "channel", "rule"], name="one_count_a_day"),)

    def __str__(self) -> str:
        return f"{self.on}: {self.count} by {self.rule}"


class PoolDecision(models.Model):
    """What somebody decided about two addresses (one household or not) or two people (one person or not), and why.

    `left` and `right` are keys of addresses, or pseudonyms. A decision that was taken back stays, with the day.
    """

    class About(models.TextChoices):
        HOUSEHOLD = "household"
        PERSON = "person"

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="pool_decisions")
    about = models.CharField(max_length=9, choices=About)
    left = models.CharField(max_length=400)
    right = models.CharField(max_length=400)
    together = models.BooleanField()
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["assembly", "about", "left", "right"],
                condition=Q(undone_at__isnull=True),
                name="one_decision_in_force",
            ),
        )

    def __str__(self) -> str:
        return f"{self.about}: {'one' if self.together else 'two'}"

"""The report as it is written, who has signed it off, and the hand-over that makes it final."""

from datetime import UTC, date

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly, Membership


class Report(models.Model):
    """What members say around their recommendations. Everything else in the report comes from texts and ballots."""

    assembly = models.OneToOneField(Assembly, on_delete=models.CASCADE, related_name="report")
    foreword = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"report of {self.assembly}"


class SignOff(models.Model):
    """A member's word that the report, in the wording that has this hash, says what the members decided."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="sign_offs")
    sha256 = models.CharField(max_length=64)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        constraints = (models.UniqueConstraint(fields=["membership", "sha256"], name="one_sign_off_per_wording"),)

    def __str__(self) -> str:
        return f"{self.membership} under {self.sha256[:12]}"


class HandOver(models.Model):
    """The report in the commissioners' hands: when, where, and the whole document as it was given to them."""

    assembly = models.OneToOneField(Assembly, on_delete=models.CASCADE, related_name="hand_over")
    on = models.DateField()
    place = models.CharField(max_length=200)
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    signed_off = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"handed over on {self.on} in {self.place}"

    @property
    def due_on(self) -> date:
        """The promised day. It ends in UTC, so the moment itself may fall on the next day elsewhere."""
        return self.due_at.astimezone(UTC).date()

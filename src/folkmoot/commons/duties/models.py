"""A duty: debtor, what is owed, the due moment, and what discharged it."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class Duty(models.Model):
    """Something that a named debtor owes by a moment. Whether it is late is computed by the clock, never typed.

    `subject` names what it is about (`recommendation/3`), `entry` is the record entry that created it and
    `discharged_by` the one that fulfilled it; `lapse_entry` is the entry by which the clock noted the silence.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="duties")
    name = models.CharField(max_length=80)
    debtor = models.CharField(max_length=160)
    debtor_ref = models.CharField(max_length=80)
    owed = models.TextField()
    subject = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    entry = models.BigIntegerField()
    discharged_at = models.DateTimeField(null=True)
    discharged_by = models.BigIntegerField(null=True)
    lapse_entry = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("due_at", "pk")
        verbose_name_plural = "duties"
        constraints = (models.UniqueConstraint(fields=["assembly", "name"], name="one_duty_per_name"),)

    def __str__(self) -> str:
        return f"{self.debtor}: {self.owed}"

"""What was done to keep a promise of the contract that is no reply: a session held, a progress report given."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class Deed(models.Model):
    """What a debtor says she did for the duty named `duty`; `by_staff` where the secretariat entered it for her."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="deeds")
    duty = models.CharField(max_length=80)
    on = models.DateField()
    text = models.TextField()
    source = models.URLField(max_length=500, blank=True)
    by_staff = models.BooleanField()
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.duty} on {self.on}"

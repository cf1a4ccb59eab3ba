"""Whom to ask when a seat falls vacant: alternates chosen in advance, and everybody who was called up."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class AlternateList(models.Model):
    """Alternates for one panel, chosen after its draw. Kept, they stand by, until another list replaces it.

    `drop_out` is how likely members are thought to drop out; `figures` what the list is worth, empty until computed.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="alternate_lists")
    number = models.PositiveIntegerField()
    panel = models.CharField(max_length=60, blank=True, help_text="Of several panels, for which one.")
    count = models.PositiveIntegerField()
    drop_out = models.JSONField(help_text="chance, and factors as [category, value, factor], all texts.")
    names = models.JSONField(default=list, help_text="Pseudonyms, sorted.")
    figures = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["assembly", "number"], name="one_alternate_list_per_number"),)

    def __str__(self) -> str:
        return f"alternates {self.number}"


class CallUp(models.Model):
    """Somebody who stood by is asked to take a vacant seat; from a list, or (`alternates` empty) drawn to stand by."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="call_ups")
    pseudonym = models.CharField(max_length=20)
    panel = models.CharField(max_length=60, blank=True)
    alternates = models.ForeignKey(AlternateList, null=True, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["assembly", "pseudonym"], name="called_up_once"),)

    def __str__(self) -> str:
        return self.pseudonym

"""The panels that are drawn at once, where there are several."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class PanelRow(models.Model):
    """One of several panels drawn by one number. Substitutes are drawn too, and stand by.

    `own` are the targets that are this panel's alone, as `[category, value, at least, at most]`; all others it shares.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="panel_rows")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    seats = models.PositiveIntegerField()
    substitutes = models.BooleanField(default=False)
    own = models.JSONField(default=list)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["assembly", "name"], name="one_panel_per_name"),)

    def __str__(self) -> str:
        return f"{self.name}: {self.seats} seats"

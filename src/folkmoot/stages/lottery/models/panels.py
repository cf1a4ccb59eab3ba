"""The panels that are drawn at once, where there are several; or the parts of one, where several frames fill it."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class PanelRow(models.Model):
    """One of several panels drawn by one number. Substitutes are drawn too, and stand by.

    `own` are the targets that are this panel's alone, as `[category, value, at least, at most]`; all others it shares.
    Where every row has a `frame`, together they are one panel, and the people of each come from its frame alone:
    `frame/A` from a frame of the invitation, `source/…` from whom a file or a clerk named.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="panel_rows")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    seats = models.PositiveIntegerField()
    substitutes = models.BooleanField(default=False)
    own = models.JSONField(default=list)
    frame = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["assembly", "name"], name="one_panel_per_name"),)

    def __str__(self) -> str:
        return f"{self.name}: {self.seats} seats"

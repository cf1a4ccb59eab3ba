"""The population that a panel should resemble, as somebody counted it."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class CensusRow(models.Model):
    """How much of the population has this value: `number` as it was given, a count of people or percent."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="census")
    position = models.PositiveIntegerField()
    category = models.CharField(max_length=120)
    value = models.CharField(max_length=120)
    number = models.CharField(max_length=24)
    percent = models.BooleanField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["assembly", "category", "value"], name="one_number_per_value"),)

    def __str__(self) -> str:
        return f"{self.category}: {self.value} {self.number}"

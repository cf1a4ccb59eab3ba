"""Links between things that people made, known by names such as `statement/12` and `recommendation/3`."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class Link(models.Model):
    """`later` came from `earlier`, and how."""

    class Relation(models.TextChoices):
        SOURCE = "source"
        MERGED = "merged"
        SPLIT = "split"
        ADOPTED = "adopted"
        REPLY = "reply"

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="links")
    earlier = models.CharField(max_length=120)
    later = models.CharField(max_length=120)
    relation = models.CharField(max_length=10, choices=Relation)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["assembly", "earlier", "later", "relation"], name="one_link_each"),
        )
        indexes = (models.Index(fields=["assembly", "later"]), models.Index(fields=["assembly", "earlier"]))

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later} ({self.relation})"

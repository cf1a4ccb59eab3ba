"""Every lottery that was ever found, and what chance decided."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class Lottery(models.Model):
    """One numbered lottery. Each that was started is kept, so that nobody can rerun in silence until it pleases.

    `document` is the canonical file (all panels, targets, chances, proof) and stands once found; `frozen` holds the
    inputs that it was computed from, as pseudonyms and features, and stays inside. `seal` is its own secret: it opens
    what is said of it in public before it is published, and its panels where they are published sealed. `chance` is
    what was declared with its publication. `sha256` is that of `document`; of what was published, once it is.
    A lottery of those who are `leaving` decides by lot who of the members gives up her seat at a `turn`.
    """

    class State(models.TextChoices):
        COMPUTING = "computing"
        FAILED = "failed"
        CANCELLED = "cancelled"
        FOUND = "found"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"
        DRAWN = "drawn"

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="lotteries")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.COMPUTING)
    replacement = models.BooleanField(default=False)
    leaving = models.BooleanField(default=False)
    turn = models.PositiveIntegerField(null=True, help_text="Of a rotation: whose seats it fills, or who leaves at it.")
    objective = models.CharField(max_length=20)
    seats = models.PositiveIntegerField()
    panels = models.PositiveIntegerField()
    frozen = models.JSONField()
    inputs_sha256 = models.CharField(max_length=64)
    seal = models.BinaryField(null=True)
    document = models.BinaryField(null=True)
    parts = models.BinaryField(null=True, help_text="Of several panels: the file that divides each numbered panel.")
    parts_path = models.CharField(max_length=200, blank=True)
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    sealed = models.BooleanField(default=False)
    chance = models.JSONField(default=dict, help_text="The plan, as declared in the record.")
    figures = models.JSONField(default=dict, help_text="What the review page shows of the computation.")
    progress = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    started_by = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    found_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "lotteries"
        constraints = (models.UniqueConstraint(fields=["assembly", "number"], name="one_lottery_per_number"),)

    def __str__(self) -> str:
        return f"lottery {self.number}"


class Draw(models.Model):
    """What chance decided: its `source` as it stands in the record, the panel's number and who is on it.

    `operator` and `witness` are those who read it; for a beacon's round no witness is needed, its signature is checked.
    """

    lottery = models.OneToOneField(Lottery, on_delete=models.CASCADE, related_name="draw")
    source = models.JSONField()
    panel = models.PositiveIntegerField()
    selected = models.JSONField()
    met = models.JSONField(default=list, help_text="[category, value, at least, at most, seats] of every target.")
    parts = models.JSONField(default=list, help_text="Of several panels: name, substitutes, selected, met of each.")
    operator = models.CharField(max_length=40)
    witness = models.CharField(max_length=40, blank=True)
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"panel {self.panel} of {self.lottery}"

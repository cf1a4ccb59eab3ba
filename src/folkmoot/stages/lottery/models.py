"""The pool, the targets, every lottery that was ever found, and the balls that were read."""

from django.conf import settings
from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class PoolSecret(models.Model):
    """What one assembly's lottery keeps to itself: the secret from which pseudonyms are made.

    With it the same person gets the same pseudonym at every import, whatever the order of rows; erasing it cuts the
    link between the public record and any imported id for good.
    """

    assembly = models.OneToOneField(Assembly, on_delete=models.CASCADE, related_name="pool_secret")
    secret = models.BinaryField()

    def __str__(self) -> str:
        return f"pool secret of {self.assembly_id}"


class Respondent(models.Model):
    """Somebody who said yes to the invitation. Everything but pseudonym and status can be erased."""

    class Status(models.TextChoices):
        POOL = "pool"
        SELECTED = "selected"
        CONFIRMED = "confirmed"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"
        DELETED = "deleted"

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="respondents")
    pseudonym = models.CharField(max_length=20)
    imported_id = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=Status, default=Status.POOL)
    features = models.JSONField(default=dict)
    name = models.CharField(max_length=160, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=200, blank=True, help_text="Why somebody declined or left; stays inside.")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("pseudonym",)
        constraints = (
            models.UniqueConstraint(fields=["assembly", "pseudonym"], name="one_respondent_per_pseudonym"),
            models.UniqueConstraint(
                fields=["assembly", "imported_id"],
                condition=~models.Q(imported_id=""),
                name="one_respondent_per_imported_id",
            ),
        )
        indexes = (models.Index(fields=["assembly", "status"]),)

    def __str__(self) -> str:
        return self.pseudonym


class TargetRow(models.Model):
    """How many people of the panel, at least and at most, have this value in this category."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="targets")
    position = models.PositiveIntegerField()
    category = models.CharField(max_length=120)
    value = models.CharField(max_length=120)
    minimum = models.PositiveIntegerField()
    maximum = models.PositiveIntegerField()
    flexible_minimum = models.PositiveIntegerField(null=True, blank=True)
    flexible_maximum = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["assembly", "category", "value"], name="one_target_per_value"),)

    def __str__(self) -> str:
        return f"{self.category}: {self.value} {self.minimum}-{self.maximum}"


class PendingImport(models.Model):
    """A file that was uploaded and checked but not confirmed: kept until then, deleted after."""

    class Kind(models.TextChoices):
        POOL = "pool"
        TARGETS = "targets"

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    filename = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assembly", "kind", "by"], name="one_pending_import_each"),)

    def __str__(self) -> str:
        return f"{self.kind} from {self.filename}"


class Lottery(models.Model):
    """One numbered lottery. Each that was started is kept, so that nobody can rerun in silence until it pleases.

    `document` is the canonical file (all panels, targets, chances, proof) and stands once found; `frozen` holds the
    inputs that it was computed from, as pseudonyms and features, and stays inside.
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
    objective = models.CharField(max_length=20)
    seats = models.PositiveIntegerField()
    panels = models.PositiveIntegerField()
    frozen = models.JSONField()
    inputs_sha256 = models.CharField(max_length=64)
    document = models.BinaryField(null=True)
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
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


class Reading(models.Model):
    """The balls as one of two people read them, before either saw what the other typed."""

    lottery = models.ForeignKey(Lottery, on_delete=models.CASCADE, related_name="readings")
    witness = models.BooleanField()
    handle = models.CharField(max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    balls = models.CharField(max_length=12)
    attestation = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lottery", "witness"], name="one_reading_each"),)

    def __str__(self) -> str:
        return f"{self.handle}: {self.balls}"


class Draw(models.Model):
    """What the balls decided: the panel's number and who is on it."""

    lottery = models.OneToOneField(Lottery, on_delete=models.CASCADE, related_name="draw")
    balls = models.CharField(max_length=12)
    panel = models.PositiveIntegerField()
    selected = models.JSONField()
    met = models.JSONField(default=list, help_text="[category, value, at least, at most, seats] of every target.")
    operator = models.CharField(max_length=40)
    witness = models.CharField(max_length=40)
    attestation = models.TextField()
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"panel {self.panel} of {self.lottery}"

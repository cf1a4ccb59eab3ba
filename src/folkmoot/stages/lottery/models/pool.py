"""The pool, the targets, and files that wait for confirmation."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.tables import Sheet
from folkmoot.tables.packing import unpack


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
    """Somebody who was invited and began to answer. Everything but pseudonym and status can be erased.

    Which status may follow which is one table (`rules.TRANSITIONS`). Who attended and who stayed to the end is not
    stored here: meetings tell it, of people who are confirmed. `source` is through whom or what she came, where that is
    known: a frame and wave, a recruiter, a file.
    """

    class Status(models.TextChoices):
        INVITED = "invited"
        TEST = "test"
        POOL = "pool"
        SELECTED = "selected"
        SUBSTITUTE = "substitute"
        CONFIRMED = "confirmed"
        SERVED = "served"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"
        REMOVED = "removed"
        DELETED = "deleted"

    class Channel(models.TextChoices):
        WEB = "web"
        PHONE = "phone"
        CARD = "card"
        DOOR = "door"
        IMPORT = "import"

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="respondents")
    pseudonym = models.CharField(max_length=20)
    imported_id = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=Status, default=Status.POOL)
    channel = models.CharField(max_length=6, choices=Channel, default=Channel.IMPORT)
    source = models.CharField(max_length=120, blank=True)
    registered_at = models.DateTimeField(null=True)
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
    priority = models.PositiveIntegerField(null=True, blank=True, help_text="Of a soft target; a hard one has none.")

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
        CALLS = "calls"

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    filename = models.CharField(max_length=200)
    packed = models.BinaryField(help_text="What stands on the sheets of the file, which is read only once.")
    sha256 = models.CharField(max_length=64, help_text="Of what stands in the file and of how it is laid out.")
    layout = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assembly", "kind", "by"], name="one_pending_import_each"),)

    def __str__(self) -> str:
        return f"{self.kind} from {self.filename}"

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """What stands on the sheets of the file."""
        return unpack(bytes(self.packed))


class ListLayout(models.Model):
    """How the last imported list of people was laid out: what its columns and words mean. The next one is read so."""

    assembly = models.OneToOneField(Assembly, on_delete=models.CASCADE, related_name="list_layout")
    layout = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"layout of lists of {self.assembly_id}"

"""Statements, drafts with all their versions, and the frozen texts."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class Fate(models.TextChoices):
    """What became of a statement or a draft."""

    OPEN = "open"
    MERGED = "merged"
    SPLIT = "split"
    PARKED = "parked"
    OUT_OF_SCOPE = "out-of-scope"
    FROZEN = "frozen"


class Statement(models.Model):
    """Something short that somebody said, with where it is from. `author` is a pseudonym or empty.

    `language` is that of the words, empty where it is the assembly's own.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    text = models.TextField()
    author = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=12, blank=True)
    fate = models.CharField(max_length=12, choices=Fate, default=Fate.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    gathered_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["assembly", "number"], name="one_statement_per_number"),)

    def __str__(self) -> str:
        return self.text

    @property
    def name(self) -> str:
        """Its name in lineage."""
        return f"statement/{self.number}"


class Draft(models.Model):
    """A recommendation in the making. Its words live in its versions; `authors` are members' pseudonyms."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    table = models.CharField(max_length=80, blank=True)
    authors = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    fate = models.CharField(max_length=12, choices=Fate, default=Fate.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["assembly", "number"], name="one_draft_per_number"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def name(self) -> str:
        """Its name in lineage."""
        return f"draft/{self.number}"


class DraftVersion(models.Model):
    """A draft as it was saved once: its words, who saved it and when. Never changed afterwards."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField()
    why = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["draft", "number"], name="one_draft_version_per_number"),)

    def __str__(self) -> str:
        return f"{self.title} (version {self.number})"


class FrozenText(models.Model):
    """A numbered text as it goes to the ballot; `sha256` is the digest of {number, title, text}, see docs/spec."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="frozen_texts")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField()
    why = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["assembly", "number"], name="one_frozen_text_per_number"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def name(self) -> str:
        """Its name in lineage."""
        return f"text/{self.number}"

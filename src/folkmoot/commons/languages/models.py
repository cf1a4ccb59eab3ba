"""Translations of public texts, kept beside their originals and never instead of them."""

from django.db import models


class Translation(models.Model):
    """One translation of the text known as `subject` (for example `contract/harbour/question`).

    `original_sha256` pins the wording that was translated: when the original changes, the translation is stale.
    """

    class Provenance(models.TextChoices):
        MACHINE = "machine"
        HUMAN = "human"
        REVIEWED = "reviewed"

    subject = models.CharField(max_length=200)
    language = models.CharField(max_length=12)
    text = models.TextField()
    provenance = models.CharField(max_length=8, choices=Provenance)
    original_sha256 = models.CharField(max_length=64)
    translator = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["subject", "language"], name="one_translation_per_language"),)

    def __str__(self) -> str:
        return f"{self.subject} [{self.language}]"

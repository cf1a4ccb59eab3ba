"""The words of the invitation letter."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class LetterText(models.Model):
    """All that a letter of invitation says in one language; whom it goes to and the code come from the invitation.

    `words` are the short fixed words around it (`queries.LETTER_WORDS`), so that no language must wait for the site's.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="letter_texts")
    language = models.CharField(max_length=12)
    sender = models.CharField(max_length=300, help_text="Lines, one below the other.")
    heading = models.CharField(max_length=160)
    body = models.TextField()
    signature = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=60, blank=True, help_text="Free of charge, answered in this language.")
    return_address = models.CharField(max_length=300, help_text="Where the reply card goes.")
    words = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("language",)
        constraints = (models.UniqueConstraint(fields=["assembly", "language"], name="one_letter_text_per_language"),)

    def __str__(self) -> str:
        return f"letter in {self.language}"

"""An office's desk: who drafts replies, the drafts, a table of them that came back, and their release."""

from django.conf import settings
from django.db import models

from folkmoot.stages.contract.queries import Commissioner
from folkmoot.stages.followup.models.promises import Answer, ReasonCode


class Drafter(models.Model):
    """A civil servant who writes replies for an office. She releases nothing: that is the office-holder's."""

    commissioner = models.ForeignKey(Commissioner, on_delete=models.CASCADE, related_name="drafters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("person__name", "pk")
        constraints = (models.UniqueConstraint(fields=["commissioner", "person"], name="one_drafter_each"),)

    def __str__(self) -> str:
        return f"{self.person} for {self.commissioner}"


class ReplyDraft(models.Model):
    """A reply that an office is writing: nobody else sees it, and it discharges nothing before it is released.

    `checked_by` is who read it after it was last written, another person than `written_by`.
    """

    commissioner = models.ForeignKey(Commissioner, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    answer = models.CharField(max_length=16, choices=Answer, blank=True)
    text = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    until = models.DateField(null=True)
    authority = models.CharField(max_length=200, blank=True)
    reason_code = models.CharField(max_length=16, choices=ReasonCode, blank=True)
    remark = models.CharField(max_length=500, blank=True)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["commissioner", "number"], name="one_draft_each"),)

    def __str__(self) -> str:
        return f"draft of {self.commissioner} to {self.number}"


class DraftSheet(models.Model):
    """A table of drafts that came back and waits for its dry run to be confirmed; deleted after."""

    commissioner = models.ForeignKey(Commissioner, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    filename = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["commissioner", "by"], name="one_draft_sheet_each"),)

    def __str__(self) -> str:
        return f"{self.filename} for {self.commissioner}"


class Release(models.Model):
    """The moment at which an office-holder lets checked drafts become her replies, all at once.

    `numbers` are the recommendations; a draft that is no longer checked then stays a draft, and `left` names it.
    """

    commissioner = models.ForeignKey(Commissioner, on_delete=models.CASCADE, related_name="releases")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    numbers = models.JSONField()
    planned_at = models.DateTimeField()
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    left = models.JSONField(default=list)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{len(self.numbers)} replies of {self.commissioner} at {self.at:%Y-%m-%d %H:%M}"

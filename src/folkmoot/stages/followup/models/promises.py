"""Replies and news of implementation. There is no state "no answer" here: the clock computes it when a page is read."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.contract.queries import Commissioner


class Answer(models.TextChoices):
    """What a commissioner can say to a recommendation."""

    ACCEPT = "accept"
    ACCEPT_IN_PART = "accept-in-part"
    ACCEPT_ALTERED = "accept-altered"
    EXISTS_ALREADY = "exists-already"
    DEFER = "defer"
    PASS_ON = "pass-on"  # noqa: S105 - an answer, not a password
    REJECT = "reject"


class ReasonCode(models.TextChoices):
    """Why a recommendation is rejected."""

    NOT_LAWFUL = "not-lawful"
    NOT_COMPETENT = "not-competent"
    COST = "cost"
    CONFLICT = "conflict"
    EVIDENCE = "evidence"
    FEASIBILITY = "feasibility"
    POLITICAL = "political"
    UNCLEAR = "unclear"


class Progress(models.TextChoices):
    """How far implementation is, in somebody's judgement."""

    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    DONE = "done"
    ABANDONED = "abandoned"
    SUPERSEDED = "superseded"


class AssessorKind(models.TextChoices):
    """Who judges. Judgements of different assessors stand side by side and are never averaged."""

    COMMISSIONER = "commissioner"
    MEMBERS = "members"
    EVALUATOR = "evaluator"
    CIVIL_SOCIETY = "civil-society"
    PRESS = "press"


class Reply(models.Model):
    """What one commissioner said to one recommendation. A correction is a new reply; the old one stays readable."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="replies")
    number = models.PositiveIntegerField()
    commissioner = models.ForeignKey(Commissioner, on_delete=models.PROTECT, related_name="replies")
    answer = models.CharField(max_length=16, choices=Answer)
    text = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    until = models.DateField(null=True)
    authority = models.CharField(max_length=200, blank=True)
    reason_code = models.CharField(max_length=16, choices=ReasonCode, blank=True)
    letter = models.CharField(max_length=300, blank=True)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        verbose_name_plural = "replies"
        indexes = (models.Index(fields=["assembly", "number"]),)

    def __str__(self) -> str:
        return f"{self.commissioner} to {self.number}: {self.answer}"


class Assessment(models.Model):
    """How far somebody finds a recommendation implemented: by which definition, on what evidence, as of which day."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="assessments")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=AssessorKind)
    assessor = models.CharField(max_length=160)
    progress = models.CharField(max_length=12, choices=Progress)
    definition = models.CharField(max_length=300)
    evidence = models.CharField(max_length=500, blank=True)
    on = models.DateField()
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("on", "at", "pk")
        indexes = (models.Index(fields=["assembly", "number"]),)

    def __str__(self) -> str:
        return f"{self.assessor} on {self.number}: {self.progress}"


class Comparison(models.Model):
    """What somebody finds became of a recommendation's words in an adopted text, clause by clause, over her name.

    `clauses` are `{recommended, adopted: [...], verdict, suggested, note}` in the order of the recommendation;
    `added` the clauses of the adopted text that took up none. A correction is a new comparison; the old one stays.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="comparisons")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=AssessorKind)
    assessor = models.CharField(max_length=160)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=500, blank=True)
    on = models.DateField()
    language = models.CharField(max_length=12)
    text = models.TextField()
    clauses = models.JSONField()
    added = models.JSONField()
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["assembly", "number"]),)

    def __str__(self) -> str:
        return f"{self.assessor} on {self.number} in {self.title}"

"""Registration: what is asked, what each person answered through which door."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from folkmoot.commons.accounts.queries import Consent
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery.models.invitations import Invitation
from folkmoot.stages.lottery.models.pool import Respondent


class Registration(models.Model):
    """Whether an assembly takes answers to its invitations, from whom, and how long the sensitive ones stay.

    `dates` are the days that people are asked to keep free, as `[iso date, what]`. `abbreviations` are the organiser's
    own, one `short = long` a line; `spellings` the languages in which addresses are written.
    """

    class State(models.TextChoices):
        TEST = "test"
        OPEN = "open"
        CLOSED = "closed"

    assembly = models.OneToOneField(Assembly, on_delete=models.CASCADE, related_name="registration")
    state = models.CharField(max_length=6, choices=State, default=State.TEST)
    closes_on = models.DateField(null=True, blank=True)
    youngest = models.PositiveIntegerField(default=16)
    oldest = models.PositiveIntegerField(null=True, blank=True)
    age_on = models.DateField(null=True, blank=True, help_text="The day on which age counts.")
    guardian_below = models.PositiveIntegerField(default=18)
    dates = models.JSONField(default=list)
    least_dates = models.PositiveIntegerField(default=0, help_text="On how many of the dates she must be free.")
    phone = models.CharField(max_length=60, blank=True)
    spellings = models.CharField(max_length=60, blank=True)
    abbreviations = models.TextField(blank=True)
    keep_days = models.PositiveIntegerField(default=60)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"registration of {self.assembly_id}: {self.state}"


class Question(models.Model):
    """One thing that everybody is asked. A condition asks for a yes; without it nobody can take part.

    A category's options are the values that have a target, in their order; where `derived`, its answer is worked out
    from the date of birth and nobody is asked.
    """

    class Kind(models.TextChoices):
        CONDITION = "condition"
        CATEGORY = "category"
        CHOICE = "choice"
        TEXT = "text"

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="questions")
    ref = models.SlugField(max_length=40)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=Kind)
    category = models.CharField(max_length=120, blank=True)
    wording = models.CharField(max_length=300)
    why = models.CharField(max_length=400, blank=True)
    options = models.JSONField(default=list)
    derived = models.BooleanField(default=False)
    required = models.BooleanField(default=True)

    class Meta:
        ordering = ("position", "ref")
        constraints = (models.UniqueConstraint(fields=["assembly", "ref"], name="one_question_per_ref"),)

    def __str__(self) -> str:
        return self.wording


class AnswerSheet(models.Model):
    """What one person answered, page by page, until it is complete and after. Everything in it can be erased.

    `answers` is page → values; date of birth, access needs and guardian stand apart, because fewer people may see them
    and they go earlier. `reference` is what she keeps.
    """

    respondent = models.OneToOneField(Respondent, on_delete=models.CASCADE, related_name="sheet")
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.SET_NULL, related_name="sheets")
    number = models.PositiveIntegerField(default=1, help_text="Which person of the household.")
    reference = models.CharField(max_length=24, unique=True)
    language = models.CharField(max_length=12, blank=True)
    answers = models.JSONField(default=dict)
    born = models.DateField(null=True)
    needs = models.TextField(blank=True)
    guardian = models.CharField(max_length=160, blank=True)
    guardian_phone = models.CharField(max_length=60, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    sensitive_erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["invitation", "number"],
                condition=Q(invitation__isnull=False),
                name="one_sheet_per_person_of_an_invitation",
            ),
        )

    def __str__(self) -> str:
        return f"answers of {self.respondent_id}"


class RespondentConsent(models.Model):
    """One separate tick of somebody without an account, in the very words she read or heard."""

    respondent = models.ForeignKey(Respondent, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=16, choices=Consent.Purpose)
    wording = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("given_at", "pk")

    def __str__(self) -> str:
        return f"{self.purpose} since {self.given_at:%Y-%m-%d}"


class GuardianConsent(models.Model):
    """The word of a parent or guardian that a minor may sit: who gave it, how, on which day, and who entered it."""

    class How(models.TextChoices):
        SIGNED = "signed"
        CALLED = "called"
        IN_PERSON = "in-person"

    respondent = models.OneToOneField(Respondent, on_delete=models.CASCADE, related_name="guardian_consent")
    name = models.CharField(max_length=160)
    how = models.CharField(max_length=9, choices=How)
    given_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.how} on {self.given_on}"

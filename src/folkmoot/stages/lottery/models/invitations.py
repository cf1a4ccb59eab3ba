"""The first lottery: frames to draw from, waves of invitations, and who is invited."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from folkmoot.commons.assemblies.queries import Assembly

TEST_MARK = "TEST-"
_IS_TEST = Exact(Left("wave_id", len(TEST_MARK)), TEST_MARK)
_HAS_TEST_REFERENCE = Q(reference__startswith=TEST_MARK)
_NO_FILE = Q(content__isnull=True, salt__isnull=True)


class Frame(models.Model):
    """What an invitation is drawn from. Its file is kept for the draw only and goes at the day named beforehand.

    `columns` says which column of the file means what, `strata` what it adds up to: `[name, units, weight]` of each
    stratum, which is all that stays. `salt` makes the commitment to a file that others may guess unguessable.
    """

    class Kind(models.TextChoices):
        ADDRESSES = "addresses"
        REGISTER = "register"
        PHONES = "phones"
        PLACES = "places"
        LIST = "list"

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="frames")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=Kind)
    label = models.CharField(max_length=160)
    units = models.PositiveBigIntegerField(help_text="How many addresses, people, numbers or places.")
    people = models.PositiveBigIntegerField(help_text="How many people they stand for: the sum of the weights.")
    columns = models.JSONField(default=dict)
    strata = models.JSONField(default=list)
    filename = models.CharField(max_length=200, blank=True)
    content = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, help_text="Of the file; it stays inside.")
    imported_at = models.DateTimeField()
    delete_on = models.DateField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["assembly", "number"], name="one_frame_per_number"),
            models.CheckConstraint(condition=Q(deleted_at=None) | _NO_FILE, name="a_deleted_frame_has_no_file"),
        )

    def __str__(self) -> str:
        return f"frame {self.number}: {self.label}"

    @property
    def outside(self) -> bool:
        """Whether its file never came here: its waves are drawn where it lies, and brought."""
        return not self.filename and self.deleted_at is None

    @property
    def letter(self) -> str:
        """A for the first frame, B for the second … AA for the twenty-seventh."""
        letters, number = "", self.number
        while number:
            number, place = divmod(number - 1, 26)
            letters = chr(ord("A") + place) + letters
        return letters


class Wave(models.Model):
    """Invitations drawn together: announced with the hash of all that enters, then drawn, then sent.

    `mark` names it within the site (`A1@harbour`; `TEST-A1@harbour` for a test), and invitations point to it by that
    name: so the database itself cannot hold a real invitation in a test wave, nor the other way round.
    """

    frame = models.ForeignKey(Frame, on_delete=models.CASCADE, related_name="waves")
    mark = models.CharField(max_length=100, unique=True)
    number = models.PositiveIntegerField()
    test = models.BooleanField()
    size = models.PositiveIntegerField(help_text="How many invitations are wanted.")
    strata = models.JSONField(default=list, help_text="Of each stratum: name, units, weight, invitations, certain.")
    inputs = models.JSONField(default=dict, help_text="All that enters but the file: what the commitment is about.")
    inputs_sha256 = models.CharField(max_length=64)
    source = models.JSONField(default=dict, help_text="Where chance came from, as in a draw of the record.")
    invited_sha256 = models.CharField(max_length=64, blank=True)
    committed_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="Why it was withdrawn.")
    sent_at = models.DateTimeField(null=True)
    answers_until = models.DateField(null=True)

    class Meta:
        ordering = ("frame__number", "number")
        constraints = (
            models.UniqueConstraint(fields=["frame", "test", "number"], name="one_wave_per_number"),
            models.CheckConstraint(
                condition=Q(test=True, mark__startswith=TEST_MARK) | Q(test=False) & ~Q(mark__startswith=TEST_MARK),
                name="a_test_wave_says_so",
            ),
        )

    def __str__(self) -> str:
        return f"wave {self.mark}"

    @property
    def name(self) -> str:
        """`A1`: what people call it within its assembly."""
        return self.mark.partition("@")[0]


class Invitation(models.Model):
    """One unit that was drawn, and what became of it. Everything but reference, stratum and state can be erased.

    The code on its letter is derived from the assembly's secret and the reference; only a keyed digest is stored.
    """

    class State(models.TextChoices):
        DRAWN = "drawn"
        SENT = "sent"
        RETURNED = "returned"
        DECLINED = "declined"
        ANSWERED = "answered"

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="invitations")
    wave = models.ForeignKey(Wave, to_field="mark", on_delete=models.CASCADE, related_name="invitations")
    reference = models.CharField(max_length=24)
    code_digest = models.CharField(max_length=64)
    unit = models.CharField(max_length=120, blank=True, help_text="Its id in the frame.")
    name = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=300, blank=True, help_text="Lines, one below the other.")
    postcode = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=120, blank=True)
    languages = models.CharField(max_length=60, blank=True, help_text="Codes, the household's first one first.")
    phone = models.CharField(max_length=60, blank=True)
    stratum = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAWN)
    decline_reason = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("reference",)
        constraints = (
            models.UniqueConstraint(fields=["assembly", "reference"], name="one_invitation_per_reference"),
            models.UniqueConstraint(fields=["assembly", "code_digest"], name="one_invitation_per_code"),
            models.CheckConstraint(
                condition=Q(_IS_TEST) & _HAS_TEST_REFERENCE | ~Q(_IS_TEST) & ~_HAS_TEST_REFERENCE,
                name="test_and_real_never_mix",
            ),
        )
        indexes = (models.Index(fields=["wave", "state"]),)

    def __str__(self) -> str:
        return self.reference

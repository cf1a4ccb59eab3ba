"""Where chance came from, as people read it, entered it and swore to it."""

from django.conf import settings
from django.db import models

from folkmoot.stages.lottery.models.lotteries import Lottery


class Reading(models.Model):
    """Balls or dice as one of two people read them, before either saw what the other typed.

    Readings that differ stand still until whoever misread reads again: the draw waits, and everybody sees that it does.
    """

    lottery = models.ForeignKey(Lottery, on_delete=models.CASCADE, related_name="readings")
    part = models.PositiveSmallIntegerField(default=0, help_text="Which part of the chance declared, from 0.")
    witness = models.BooleanField()
    handle = models.CharField(max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    shown = models.JSONField(help_text="The digits or faces, in the order drawn or thrown.")
    at = models.DateTimeField()

    class Meta:
        ordering = ("part", "witness")
        constraints = (models.UniqueConstraint(fields=["lottery", "part", "witness"], name="one_reading_each"),)

    def __str__(self) -> str:
        return f"{self.handle}: {self.shown}"


class ChancePart(models.Model):
    """A part of the chance that is settled: balls and dice that two people read alike, a beacon's round that holds."""

    lottery = models.ForeignKey(Lottery, on_delete=models.CASCADE, related_name="chance_parts")
    part = models.PositiveSmallIntegerField()
    source = models.JSONField(help_text="As it stands in the record.")
    operator = models.CharField(max_length=40)
    witness = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("part",)
        constraints = (models.UniqueConstraint(fields=["lottery", "part"], name="one_source_per_part"),)

    def __str__(self) -> str:
        return f"part {self.part} of {self.lottery}"


class PartyWord(models.Model):
    """What a party committed itself to, and the word and nonce that it revealed later."""

    lottery = models.ForeignKey(Lottery, on_delete=models.CASCADE, related_name="party_words")
    name = models.CharField(max_length=120)
    commitment = models.CharField(max_length=64)
    value = models.CharField(max_length=200, null=True)
    nonce = models.CharField(max_length=200, null=True)
    committed_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lottery", "name"], name="one_word_per_party"),)

    def __str__(self) -> str:
        return self.name


class Attestation(models.Model):
    """What a witness says of a lottery: that she agrees, or that she objects; her newest word counts.

    `name` and `office` are hers to give (a notary's, a bailiff's); they are public, as everything here is.
    """

    class Moment(models.TextChoices):
        PUBLISHED = "published"
        CHANCE = "chance"
        DRAWN = "drawn"

    lottery = models.ForeignKey(Lottery, on_delete=models.CASCADE, related_name="attestations")
    moment = models.CharField(max_length=9, choices=Moment)
    handle = models.CharField(max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    agrees = models.BooleanField()
    name = models.CharField(max_length=120, blank=True)
    office = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.handle} on {self.lottery}"

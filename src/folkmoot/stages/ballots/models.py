"""A ballot, the texts it is about, voting cards, cast votes, paper counts, minority statements.

What is *not* here matters as much: no row of `CastVote` holds or points at a person, a card, a device or a moment, and
no row of `VotingCard` at a person or a vote. `docs/organiser/voting.md` says why.
"""

import uuid

from django.conf import settings
from django.db import models

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.meetings.queries import Meeting


class Ballot(models.Model):
    """One secret vote at one meeting, under the threshold of the contract in force when it opened.

    `eligible` and `present` come from the meeting's closed attendance; `rule` is the threshold as the record writes it.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="ballots")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="ballots")
    number = models.PositiveIntegerField()
    rule = models.JSONField()
    contract_version = models.PositiveIntegerField()
    contract_sha256 = models.CharField(max_length=64)
    eligible = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    cards_issued = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    on_device = models.PositiveIntegerField(null=True)
    on_paper = models.PositiveIntegerField(null=True)
    box = models.JSONField(default=list, help_text="After the count: the device votes as rows of choices, sorted.")
    receipts = models.JSONField(default=list, help_text="After the count: the hashes of all receipts, sorted.")
    statements_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["assembly", "number"], name="one_ballot_per_number"),)

    def __str__(self) -> str:
        return f"ballot {self.number}"

    @property
    def name(self) -> str:
        """Its name in the public record."""
        return f"ballot/{self.number}"


class BallotItem(models.Model):
    """One frozen text on a ballot, word for word, with its hash; its counts once the ballot is closed."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField(null=True, help_text="After the count: cast, yes, no, abstain, blank, spoilt.")
    adopted = models.BooleanField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["ballot", "number"], name="one_item_per_number"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class VotingCard(models.Model):
    """A card that members draw unseen: only a hash of its code, and whether it was used on a device or handed in.

    Cards live only while the ballot is open.
    """

    class State(models.TextChoices):
        FRESH = "fresh"
        USED = "used"
        HANDED_IN = "handed-in"

    code_hash = models.CharField(max_length=64, primary_key=True)
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="cards")
    state = models.CharField(max_length=9, choices=State, default=State.FRESH)

    def __str__(self) -> str:
        return self.state


class CastVote(models.Model):
    """One vote cast on a device: a choice for each item in their order, and the hash of the voter's receipt.

    These rows live only while the ballot is open: the count pours choices and receipts, each sorted by themselves, into
    the ballot and deletes them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    receipt_hash = models.CharField(max_length=64)
    choices = models.JSONField()

    class Meta:
        ordering = ("receipt_hash",)
        constraints = (models.UniqueConstraint(fields=["ballot", "receipt_hash"], name="one_vote_per_receipt"),)

    def __str__(self) -> str:
        return self.receipt_hash[:12]


class PaperCount(models.Model):
    """What one of the two counters found in the box of paper ballots: five numbers for each item."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="paper_counts")
    counter = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    handle = models.CharField(max_length=40)
    papers = models.PositiveIntegerField()
    counts = models.JSONField(help_text="Item number → {yes, no, abstain, blank, spoilt}.")
    times = models.PositiveIntegerField(default=1, help_text="How often this counter has counted.")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["ballot", "counter"], name="one_count_per_counter"),)

    def __str__(self) -> str:
        return f"{self.papers} papers by {self.handle}"


class MinorityStatement(models.Model):
    """What a minority wants to be read beside a result. Who filed it is not stored; `names` are shown by their wish."""

    item = models.ForeignKey(BallotItem, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    text = models.TextField()
    names = models.CharField(max_length=300, blank=True)
    filed_at = models.DateTimeField()

    class Meta:
        ordering = ("item__number", "number")
        constraints = (models.UniqueConstraint(fields=["item", "number"], name="one_minority_statement_per_number"),)

    def __str__(self) -> str:
        return f"statement {self.number} on text {self.item.number}"

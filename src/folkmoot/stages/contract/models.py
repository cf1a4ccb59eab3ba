"""Commissioners and who held the office before, versions of a contract, changes to drafts, signatures, readings."""

from django.conf import settings
from django.db import models

from folkmoot.commons.assemblies.queries import Assembly


class Commissioner(models.Model):
    """An office that commissions an assembly and owes replies, with the person who holds it now.

    `ref` names the office in addresses and in the record; it stays when the holder changes.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="commissioners")
    ref = models.SlugField(max_length=60)
    office = models.CharField(max_length=160)
    name = models.CharField(max_length=120)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["assembly", "ref"], name="one_commissioner_per_ref"),)

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"


class ContractVersion(models.Model):
    """One version: a draft until it is offered, frozen from then on, in force once published.

    `document` and `sha256` are set when it is offered; what was signed is exactly that. `entry` is the record entry of
    its publication.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="contract_versions")
    number = models.PositiveIntegerField()
    clauses = models.JSONField()
    reason = models.TextField(blank=True)
    drafted_by = models.CharField(max_length=40)
    drafted_at = models.DateTimeField()
    document = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    offered_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["assembly", "number"], name="one_contract_per_number"),)

    def __str__(self) -> str:
        return f"version {self.number}"


class Signature(models.Model):
    """A commissioner's signature under one version: on screen by herself, or on paper before a witness."""

    version = models.ForeignKey(ContractVersion, on_delete=models.CASCADE, related_name="signatures")
    commissioner = models.ForeignKey(Commissioner, on_delete=models.CASCADE, related_name="signatures")
    name = models.CharField(max_length=120)
    signed_at = models.DateTimeField()
    witness = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("signed_at",)
        constraints = (models.UniqueConstraint(fields=["version", "commissioner"], name="one_signature_each"),)

    def __str__(self) -> str:
        return f"{self.name} under {self.version}"


class ClauseChange(models.Model):
    """A change to one clause of a draft: made by the organiser, or proposed by a commissioner and then decided.

    `before` and `after` are the clause's plain values. Nothing of a negotiation is ever overwritten.
    """

    class State(models.TextChoices):
        """What became of it."""

        MADE = "made"
        PROPOSED = "proposed"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    version = models.ForeignKey(ContractVersion, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    clause = models.CharField(max_length=40)
    before = models.JSONField()
    after = models.JSONField()
    note = models.TextField(blank=True)
    by = models.CharField(max_length=40)
    office = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices)
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["version", "number"], name="one_change_per_number"),)

    def __str__(self) -> str:
        return f"{self.clause} in {self.version}"


class Succession(models.Model):
    """A new holder of an office. What the office promised stands, and so does every date."""

    commissioner = models.ForeignKey(Commissioner, on_delete=models.CASCADE, related_name="successions")
    before = models.CharField(max_length=120)
    after = models.CharField(max_length=120)
    on = models.DateField()
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.after} after {self.before}"


class Acknowledgement(models.Model):
    """A member's word that she has read one version: on screen by herself, or entered for her."""

    version = models.ForeignKey(ContractVersion, on_delete=models.CASCADE, related_name="acknowledgements")
    membership = models.ForeignKey("assemblies.Membership", on_delete=models.CASCADE, related_name="+")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        constraints = (models.UniqueConstraint(fields=["version", "membership"], name="one_acknowledgement_each"),)

    def __str__(self) -> str:
        return f"{self.membership} read {self.version}"

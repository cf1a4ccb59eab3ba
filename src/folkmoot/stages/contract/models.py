"""Commissioners, the versions of a contract, and signatures under them."""

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

    `document` and `sha256` are set when it is offered; what was signed is exactly that.
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

"""Reads of contracts."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.manifest import PublicText
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.stages.contract.clauses import Clauses, Influence, from_stored
from folkmoot.stages.contract.faults import ContractNotPublished
from folkmoot.stages.contract.models import Commissioner, ContractVersion, Signature

__all__ = [
    "INFLUENCE_LABELS",
    "Change",
    "Clauses",
    "Commissioner",
    "ContractVersion",
    "Influence",
    "PublishedContract",
    "Signature",
    "changes",
    "commissioners",
    "contract_in_force",
    "latest_version",
    "promisors",
    "public_texts",
    "published_contract",
    "unsigned",
    "versions",
]

# How far each level goes, as the promise is read.
INFLUENCE_LABELS = {
    Influence.INFORM: gettext_lazy("Inform: we tell you what is going on"),
    Influence.CONSULT: gettext_lazy("Consult: we listen, and say how your views changed the decision"),
    Influence.INVOLVE: gettext_lazy("Involve: your concerns are worked into the options, and you see where"),
    Influence.COLLABORATE: gettext_lazy(
        "Collaborate: we write the decision together and follow your advice as far as we can"
    ),
    Influence.EMPOWER: gettext_lazy("Empower: you decide, we carry it out"),
}

# The clauses that are sentences, and what each is called where it is translated.
WORDED_CLAUSES = {
    "question": _("The question to the assembly"),
    "on_disagreement": _("What happens when we disagree with a recommendation"),
    "reply_form": _("In which form we reply"),
    "publicity": _("What is public and when"),
    "data_rules": _("How personal data is treated"),
    "breach": _("What everybody sees if we break this promise"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedContract:
    """The contract in force: its version, hash, clauses and since when."""

    version: int
    sha256: str
    clauses: Clauses
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One clause whose words differ between two versions."""

    clause: str
    before: str
    after: str


def public_texts(assembly: Assembly) -> list[PublicText]:
    """The words of the contract in force, to be translated; its original stays authoritative."""
    contract = published_contract(assembly)
    if contract is None:
        return []
    return [
        PublicText(
            subject=f"contract/{assembly.slug}/{name}",
            original=getattr(contract.clauses, name),
            language=assembly.language,
            label=label,
        )
        for name, label in WORDED_CLAUSES.items()
    ]


def commissioners(assembly: Assembly) -> QuerySet[Commissioner]:
    """The offices that commission the assembly."""
    return Commissioner.objects.filter(assembly=assembly).select_related("person")


def versions(assembly: Assembly) -> QuerySet[ContractVersion]:
    """All versions, oldest first, with their signatures."""
    return ContractVersion.objects.filter(assembly=assembly).prefetch_related("signatures__commissioner")


def latest_version(assembly: Assembly) -> ContractVersion | None:
    """The newest version: a draft, an offered or a published one."""
    return versions(assembly).last()


def published_contract(assembly: Assembly) -> PublishedContract | None:
    """The contract in force, `None` before the first publication."""
    found = ContractVersion.objects.filter(assembly=assembly, published_at__isnull=False).last()
    if found is None or found.published_at is None:
        return None
    return PublishedContract(
        version=found.number, sha256=found.sha256, clauses=from_stored(found.clauses), since=found.published_at
    )


def contract_in_force(assembly: Assembly) -> PublishedContract:
    """The contract in force; raises `ContractNotPublished` before the first publication (demand S21)."""
    found = published_contract(assembly)
    if found is None:
        raise ContractNotPublished(assembly=assembly.title)
    return found


def promisors(assembly: Assembly) -> list[Commissioner]:
    """The offices that signed the contract in force: they and nobody else owe replies; none before a publication."""
    found = ContractVersion.objects.filter(assembly=assembly, published_at__isnull=False).last()
    signed = {each["ref"] for each in found.document["commissioners"]} if found and found.document else set()
    return [office for office in commissioners(assembly) if office.ref in signed]


def unsigned(version: ContractVersion) -> list[Commissioner]:
    """The offices that have not signed `version` yet."""
    signed = {signature.commissioner_id for signature in version.signatures.all()}
    return [office for office in commissioners(version.assembly) if office.pk not in signed]


def changes(earlier: ContractVersion, later: ContractVersion) -> list[Change]:
    """The clauses that differ between two versions."""
    return [
        Change(clause=name, before=_as_text(earlier.clauses.get(name, "")), after=_as_text(value))
        for name, value in later.clauses.items()
        if earlier.clauses.get(name) != value
    ]


def _as_text(value: object) -> str:
    return "; ".join(str(item) for item in value) if isinstance(value, list) else str(value)

"""Reads of contracts."""

from collections import Counter
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import Enum

from django.db.models import QuerySet
from django.utils.translation import gettext

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import entries
from folkmoot.core.contract.amendments import Amendment, amendments
from folkmoot.core.contract.clauses import Clauses, from_plain
from folkmoot.core.contract.mandate import Influence
from folkmoot.core.contract.spans import Span
from folkmoot.manifest import PublicText
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.stages.contract.faults import ContractNotPublished
from folkmoot.stages.contract.labels import CHOICES, INFLUENCE_LABELS
from folkmoot.stages.contract.models import (
    Acknowledgement,
    ClauseChange,
    Commissioner,
    ContractVersion,
    Signature,
    Succession,
)
from folkmoot.stages.contract.wording import length, pledge_in_words, told, within

__all__ = [
    "INFLUENCE_LABELS",
    "Change",
    "ClauseChange",
    "Clauses",
    "Commissioner",
    "ContractVersion",
    "Influence",
    "PublishedContract",
    "Signature",
    "acts_under",
    "changed",
    "changes",
    "commissioners",
    "contract_in_force",
    "history",
    "in_force",
    "in_words",
    "latest_version",
    "pledge_in_words",
    "promisors",
    "proposals",
    "public_texts",
    "published_contract",
    "readings",
    "successions",
    "unsigned",
    "versions",
    "within",
]

# The clauses that are sentences, and what each is called where it is translated.
WORDED_CLAUSES = {
    "question": _("The question to the assembly"),
    "on_disagreement": _("What happens when we disagree with a recommendation"),
    "reply_form": _("In which form we reply"),
    "publicity": _("What is public and when"),
    "data_rules": _("How personal data is treated"),
    "payment": _("Payment and help"),
    "independence": _("Independence"),
    "breach": _("What everybody sees if we break this promise"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedContract:
    """The contract in force: its version, hash, clauses and since when."""

    version: int
    sha256: str
    clauses: Clauses
    since: datetime

    @property
    def replies(self) -> str:
        """Until when replies are promised, in words."""
        return within(self.clauses.reply.within)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of a clause that differs between two versions; `loosened` where it promises less than before."""

    clause: str
    field: str
    before: str
    after: str
    loosened: bool


def public_texts(assembly: Assembly) -> list[PublicText]:
    """The words of the contract in force, to be translated; its original stays authoritative."""
    contract = published_contract(assembly)
    if contract is None:
        return []
    words = {each.key: each.text for each in told(contract.clauses) if each.key}
    words["question"] = contract.clauses.question.words
    return [
        PublicText(
            subject=f"contract/{assembly.slug}/{name}", original=words[name], language=assembly.language, label=label
        )
        for name, label in WORDED_CLAUSES.items()
        if name in words
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


def in_force(assembly: Assembly) -> ContractVersion | None:
    """The version in force as it is stored, `None` before the first publication."""
    return ContractVersion.objects.filter(assembly=assembly, published_at__isnull=False).last()


def published_contract(assembly: Assembly) -> PublishedContract | None:
    """The contract in force, `None` before the first publication."""
    found = in_force(assembly)
    if found is None or found.published_at is None:
        return None
    return PublishedContract(
        version=found.number, sha256=found.sha256, clauses=from_plain(found.clauses), since=found.published_at
    )


def contract_in_force(assembly: Assembly) -> PublishedContract:
    """The contract in force; raises `ContractNotPublished` before the first publication (demand S21)."""
    found = published_contract(assembly)
    if found is None:
        raise ContractNotPublished(assembly=assembly.title)
    return found


def promisors(assembly: Assembly) -> list[Commissioner]:
    """The offices that signed the contract in force: they and nobody else owe replies; none before a publication."""
    found = in_force(assembly)
    signed = {each["ref"] for each in found.document["commissioners"]} if found and found.document else set()
    return [office for office in commissioners(assembly) if office.ref in signed]


def unsigned(version: ContractVersion) -> list[Commissioner]:
    """The offices that have not signed `version` yet."""
    signed = {signature.commissioner_id for signature in version.signatures.all()}
    return [office for office in commissioners(version.assembly) if office.pk not in signed]


def changed(earlier: ContractVersion, later: ContractVersion) -> tuple[Amendment, ...]:
    """The clauses that differ between two versions, with what the later one promises less."""
    return amendments(from_plain(earlier.clauses), from_plain(later.clauses))


def changes(earlier: ContractVersion, later: ContractVersion) -> list[Change]:
    """Every field that differs between two versions, in words."""
    return [
        Change(
            clause=each.after.name,
            field=name,
            before=in_words(getattr(each.before, name)),
            after=in_words(getattr(each.after, name)),
            loosened=name in each.loosened,
        )
        for each in changed(earlier, later)
        for name in each.fields
    ]


def in_words(value: object) -> str:
    """A value of a clause as one line of words, for a word-by-word comparison."""
    if isinstance(value, Span):
        return length(value)
    if isinstance(value, tuple):
        return "; ".join(in_words(each) for each in value)
    if is_dataclass(value):
        return ", ".join(filter(None, (in_words(getattr(value, each.name)) for each in fields(value))))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Enum):
        return str(CHOICES[type(value)][value])
    return "" if value is None else str(value)


def acts_under(version: ContractVersion) -> list[tuple[str, int]]:
    """Which acts ran while this version was in force: kinds of record entries and how many, the most frequent first."""
    if version.entry is None:
        return []
    found = entries(version.assembly.slug).filter(index__gt=version.entry)
    later = ContractVersion.objects.filter(assembly=version.assembly, number__gt=version.number, entry__isnull=False)
    if (following := later.first()) is not None:
        found = found.filter(index__lt=following.entry)
    return Counter(found.order_by().values_list("kind", flat=True)).most_common()


def proposals(version: ContractVersion) -> QuerySet[ClauseChange]:
    """The changes to a draft that wait for a decision, oldest first."""
    return ClauseChange.objects.filter(version=version, state=ClauseChange.State.PROPOSED)


def history(version: ContractVersion) -> QuerySet[ClauseChange]:
    """Every change that a draft went through or was offered, newest first."""
    return ClauseChange.objects.filter(version=version).order_by("-number")


def successions(assembly: Assembly) -> QuerySet[Succession]:
    """Who took over which office from whom, oldest first."""
    return Succession.objects.filter(commissioner__assembly=assembly).select_related("commissioner")


def readings(version: ContractVersion) -> QuerySet[Acknowledgement]:
    """The members who said that they have read this version."""
    return Acknowledgement.objects.filter(version=version).select_related("membership")

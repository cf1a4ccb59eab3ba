"""Contracts of power, worked out again: digest, versions, signatures, and that nothing is drawn without one."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from folkmoot.core.canonical import digest
from folkmoot.core.contract.amendments import loosened
from folkmoot.core.faults import Fault
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import Finding, holds_at, unproven_at
from folkmoot.core.record.stories import Story, ValueIsMissing, number, text
from folkmoot.core.tally.rules import Base, Rule


class ContractIsNotItsDigest(Fault):
    """A published contract has another digest (`found`) than the one that was entered and signed (`said`)."""


class VersionIsNotNext(Fault):
    """A contract's version (`found`) does not follow the one before (`expected`)."""


class SignatureIsMissing(Fault):
    """A contract was published before `offices`, which it names as commissioners, had signed it."""


class LooseningIsNotSaid(Fault):
    """An amendment promises less than the version before in `found`; the entry says `said`."""


class DrawIsNotSaid(Fault):
    """An amendment came after a draw and the entry denies it, or the other way round."""


class NoContractBefore(Fault):
    """A lottery or draw stands in the record before any signed and published contract of power."""


def check_signed(entry: Entry, story: Story) -> Iterator[Finding]:
    """`contract.signed`: remember which office signed which digest."""
    number(entry, "version")
    signature = (text(entry, "sha256"), text(entry, "commissioner"))
    story.keep("signature", signature, entry)
    yield from ()


def check_published(entry: Entry, story: Story) -> Iterator[Finding]:
    """`contract.published`: the digest is the contract's, the version is next, every commissioner signed it before."""
    contract, said = entry.data.get("contract"), text(entry, "sha256")
    if not isinstance(contract, Mapping):
        raise ValueIsMissing(kind=entry.kind, field="contract")
    version, expected = number(entry, "version"), _version_in_force(story) + 1
    before = story.find("contract", "in force")
    story.keep("contract", "in force", entry)
    if (found := digest(contract)) != said:
        raise ContractIsNotItsDigest(said=said, found=found)
    if version != expected:
        raise VersionIsNotNext(expected=expected, found=version)
    yield from _check_signatures(entry, contract, story)
    if isinstance(before, Entry) and "loosened" in entry.data:
        yield from _check_marks(entry, before, story)


def contract_in_force(story: Story) -> Entry:
    """The last published contract; raises `NoContractBefore`."""
    entry = story.find("contract", "in force")
    if not isinstance(entry, Entry):
        raise NoContractBefore
    return entry


def commissioners(story: Story) -> tuple[str, ...]:
    """The refs of those who commissioned the assembly, by the contract in force; empty where it names none."""
    entry = story.find("contract", "in force")
    named = entry.data["contract"].get("commissioners") if isinstance(entry, Entry) else None
    return tuple(office["ref"] for office in named) if isinstance(named, list) else ()


def threshold_promised(story: Story) -> Rule | None:
    """The threshold of the contract in force as a ballot must take it, or None where it sets none."""
    entry = story.find("contract", "in force")
    clauses = entry.data["contract"].get("clauses") if isinstance(entry, Entry) else None
    if not isinstance(clauses, Mapping):
        return None
    if isinstance(threshold := clauses.get("threshold"), Mapping):
        return _rule(threshold, prefix="", blanks=threshold.get("blanks_count"))
    if "threshold_of" not in clauses:  # contracts of before December 2026 keep fourteen values side by side
        return None
    return _rule(clauses, prefix="threshold_", blanks=clauses.get("blanks_count"))


def _rule(values: Mapping[str, Any], *, prefix: str, blanks: object) -> Rule:
    fraction = Fraction(values[f"{prefix}numerator"], values[f"{prefix}denominator"])
    strict = values.get(f"{prefix}strict") is True
    return Rule(fraction=fraction, of=Base(values[f"{prefix}of"]), strict=strict, blanks_count=blanks is not False)


def _version_in_force(story: Story) -> int:
    entry = story.find("contract", "in force")
    return number(entry, "version") if isinstance(entry, Entry) else 0


def _check_signatures(entry: Entry, contract: Mapping[str, Any], story: Story) -> Iterator[Finding]:
    offices, sha256, version = contract.get("commissioners"), text(entry, "sha256"), number(entry, "version")
    if not isinstance(offices, list) or not offices:
        yield unproven_at(entry, "commissioners_not_named", version=version)
        return
    unsigned = [office for office in offices if story.find("signature", (sha256, office["ref"])) is None]
    if unsigned:
        raise SignatureIsMissing(offices=tuple(str(office["office"]) for office in unsigned))
    yield holds_at(entry, "contract_holds", version=version, sha256=sha256, signatures=len(offices))


def _check_marks(entry: Entry, before: Entry, story: Story) -> Iterator[Finding]:
    """An amendment says itself what it promises less than before, and whether members were drawn by then."""
    found = loosened(before.data["contract"]["clauses"], entry.data["contract"]["clauses"])
    if (said := entry.data["loosened"]) != found:
        raise LooseningIsNotSaid(said=tuple(said), found=tuple(found))
    if entry.data.get("after_draw") is not bool(story.all_of("drawn")):
        raise DrawIsNotSaid(version=number(entry, "version"))
    yield holds_at(entry, "amendment_holds", version=number(entry, "version"), loosened=len(found))

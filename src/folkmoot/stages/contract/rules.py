"""Predicates over contracts."""

from folkmoot.stages.contract.models import ContractVersion


def is_draft(version: ContractVersion) -> bool:
    """Whether the version may still be edited."""
    return version.offered_at is None


def is_offered(version: ContractVersion) -> bool:
    """Whether the version waits for signatures or for publication."""
    return version.offered_at is not None and version.published_at is None

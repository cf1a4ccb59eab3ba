"""The one public document of a contract: what is hashed, signed, printed in letters and entered in the record."""

from typing import Any

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.canonical import Json, digest
from folkmoot.core.contract.clauses import Clauses, as_plain


def document(
    *, assembly: Assembly, version: int, clauses: Clauses, commissioners: list[dict[str, Json]]
) -> dict[str, Json]:
    """A contract as its public document: the decision that it serves, every clause, and who promises."""
    return {
        "assembly": assembly.slug,
        "version": version,
        "decision": {
            "what": assembly.decision,
            "owner": assembly.decision_owner,
            "on": assembly.decision_on.isoformat() if assembly.decision_on else None,
        },
        "clauses": as_plain(clauses),
        "commissioners": commissioners,
    }


def fingerprint(contract: dict[str, Any]) -> str:
    """The hash by which a contract document is known: SHA-256 of its canonical bytes."""
    return digest(contract)

"""The platform on one page: the stages of the journey, their order, and what opens and closes each.

A stage of the shell bears the same name; the thread of beads on every page is drawn from this list.
"""

from dataclasses import dataclass
from enum import StrEnum


class BeadState(StrEnum):
    """Where one stage of one assembly stands. Several may be open at once."""

    NOT_YET_OPEN = "not-yet-open"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """One stage on the thread: its name, which earlier stage's act opens it and which own act closes it.

    `opened_by` and `closed_by` are kinds of entries in the public record; `None` means that nothing before it is
    needed, or that it stays open.
    """

    stage: str
    opened_by: str | None
    closed_by: str | None


JOURNEY = (
    Bead(stage="contract", opened_by="assembly.opened", closed_by="contract.published"),
    Bead(stage="lottery", opened_by="contract.published", closed_by="lottery.drawn"),
    Bead(stage="meetings", opened_by="lottery.drawn", closed_by="recommendations.handed_over"),
    Bead(stage="deliberation", opened_by="lottery.drawn", closed_by="deliberation.frozen"),
    Bead(stage="ballots", opened_by="deliberation.frozen", closed_by="ballots.counted"),
    Bead(stage="recommendations", opened_by="ballots.counted", closed_by="recommendations.handed_over"),
    Bead(stage="followup", opened_by="recommendations.handed_over", closed_by=None),
)


def bead_state(bead: Bead, kinds_so_far: frozenset[str]) -> BeadState:
    """Where `bead` stands after record entries of `kinds_so_far` have happened in an assembly."""
    if bead.closed_by in kinds_so_far:
        return BeadState.DONE
    if bead.opened_by is None or bead.opened_by in kinds_so_far:
        return BeadState.OPEN
    return BeadState.NOT_YET_OPEN

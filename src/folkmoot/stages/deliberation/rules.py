"""Predicates over deliberation."""

from collections.abc import Iterable

from folkmoot.commons.assemblies.queries import Assembly, Membership
from folkmoot.commons.publicrecord.queries import kinds_so_far
from folkmoot.core.journey import JOURNEY, BeadState, bead_state
from folkmoot.stages.deliberation.faults import AuthorUnknown, DeliberationNotOpen, DraftNotOpen, TextsAreFrozen
from folkmoot.stages.deliberation.models import Draft, Fate

BEAD = next(bead for bead in JOURNEY if bead.stage == "deliberation")


def state(assembly: Assembly) -> BeadState:
    """Where deliberation stands in this assembly."""
    return bead_state(BEAD, kinds_so_far(assembly.slug))


def require_not_frozen(assembly: Assembly) -> None:
    """Raise `TextsAreFrozen` once the texts are."""
    if state(assembly) is BeadState.DONE:
        raise TextsAreFrozen(assembly=assembly.title)


def require_open(assembly: Assembly) -> None:
    """Raise `DeliberationNotOpen` before the draw and `TextsAreFrozen` after the freeze."""
    require_not_frozen(assembly)
    if state(assembly) is not BeadState.OPEN:
        raise DeliberationNotOpen(assembly=assembly.title)


def require_open_draft(draft: Draft) -> None:
    """Raise `DraftNotOpen` for a draft that was merged, split or set aside."""
    if draft.fate != Fate.OPEN:
        raise DraftNotOpen(number=draft.number)


def require_members(assembly: Assembly, pseudonyms: Iterable[str]) -> list[str]:
    """The pseudonyms, each once, in the given order; raises `AuthorUnknown` for those that no member bears."""
    wanted = list(dict.fromkeys(pseudonyms))
    found = Membership.objects.filter(body__assembly=assembly, pseudonym__in=wanted).values_list("pseudonym", flat=True)
    if unknown := tuple(name for name in wanted if name not in set(found)):
        raise AuthorUnknown(names=unknown)
    return wanted

"""Reads of deliberation."""

from collections.abc import Sequence

from django.db.models import QuerySet

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.lineage.queries import Kin
from folkmoot.stages.deliberation.models import Draft, DraftVersion, Fate, FrozenText, Statement

__all__ = [
    "Draft",
    "DraftVersion",
    "Fate",
    "FrozenText",
    "Statement",
    "current",
    "draft_at",
    "drafts",
    "frozen_text_at",
    "frozen_texts",
    "open_drafts",
    "statement_at",
    "statements",
    "titled",
    "versions",
]


def statements(assembly: Assembly, *, containing: str = "") -> QuerySet[Statement]:
    """The statements gathered for an assembly, by number; those whose text contains some words where given."""
    found = Statement.objects.filter(assembly=assembly)
    return found.filter(text__icontains=containing) if containing else found


def statement_at(assembly: Assembly, number: int) -> Statement | None:
    """The statement with this number."""
    return Statement.objects.filter(assembly=assembly, number=number).first()


def drafts(assembly: Assembly, *, containing: str = "", fate: str = "") -> QuerySet[Draft]:
    """All drafts of an assembly by number, whatever became of them; fewer where words or a fate are given."""
    found = Draft.objects.filter(assembly=assembly)
    if containing:
        found = found.filter(title__icontains=containing)
    return found.filter(fate=fate) if fate else found


def open_drafts(assembly: Assembly) -> QuerySet[Draft]:
    """The drafts that may still be written on."""
    return drafts(assembly, fate=Fate.OPEN)


def draft_at(assembly: Assembly, number: int) -> Draft | None:
    """The draft with this number."""
    return Draft.objects.filter(assembly=assembly, number=number).first()


def versions(draft: Draft) -> QuerySet[DraftVersion]:
    """Every version of a draft, oldest first."""
    return DraftVersion.objects.filter(draft=draft)


def current(draft: Draft) -> DraftVersion:
    """A draft's words as they stand."""
    return DraftVersion.objects.get(draft=draft, number=draft.version)


def frozen_texts(assembly: Assembly) -> tuple[FrozenText, ...]:
    """The numbered texts as they go to the ballot, each with its `sha256`; empty before the freeze."""
    return tuple(FrozenText.objects.filter(assembly=assembly).select_related("draft"))


def frozen_text_at(assembly: Assembly, number: int) -> FrozenText | None:
    """The frozen text with this number."""
    return FrozenText.objects.filter(assembly=assembly, number=number).select_related("draft").first()


def titled(assembly: Assembly, kin: Sequence[Kin]) -> list[tuple[Kin, str]]:
    """Relatives with what they say, as far as deliberation knows them (three queries for any number)."""
    wanted: dict[str, list[int]] = {"statement": [], "draft": [], "text": []}
    for each in kin:
        kind, _slash, number = each.name.partition("/")
        if kind in wanted:
            wanted[kind].append(int(number))
    known = [
        *Statement.objects.filter(assembly=assembly, number__in=wanted["statement"]),
        *Draft.objects.filter(assembly=assembly, number__in=wanted["draft"]),
        *FrozenText.objects.filter(assembly=assembly, number__in=wanted["text"]),
    ]
    titles = {each.name: each.text if isinstance(each, Statement) else each.title for each in known}
    return [(each, titles.get(each.name, "")) for each in kin]

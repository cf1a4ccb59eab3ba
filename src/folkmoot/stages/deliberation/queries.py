"""Reads of deliberation."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, Membership
from folkmoot.commons.languages.queries import Rendering, renderings
from folkmoot.commons.lineage.queries import Kin
from folkmoot.manifest import PublicText
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.stages.deliberation.models import Draft, DraftVersion, Fate, FrozenText, Statement

__all__ = [
    "Draft",
    "DraftVersion",
    "Fate",
    "FrozenText",
    "Statement",
    "as_spoken",
    "current",
    "draft_at",
    "drafts",
    "frozen_text_at",
    "frozen_texts",
    "in_my_language",
    "known_about",
    "open_drafts",
    "public_texts",
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


def public_texts(assembly: Assembly) -> list[PublicText]:
    """What readers of other languages want to understand: frozen texts, and statements in a language of their own.

    The original alone is voted on and quoted.
    """
    foreign = Statement.objects.filter(assembly=assembly).exclude(language="")
    return [*_frozen_words(assembly), *(_spoken(assembly, each) for each in foreign)]


def _spoken(assembly: Assembly, statement: Statement) -> PublicText:
    return PublicText(
        subject=f"statement/{assembly.slug}/{statement.number}",
        original=statement.text,
        language=statement.language or assembly.language,
        label=_("Statement"),
    )


def as_spoken(assembly: Assembly, shown: Iterable[Statement]) -> list[tuple[Statement, Rendering]]:
    """Statements with their words as the reader gets them, for any number in one query."""
    listed = list(shown)
    return list(zip(listed, renderings([_spoken(assembly, each) for each in listed]), strict=True))


def _frozen_words(assembly: Assembly) -> list[PublicText]:
    return [
        PublicText(
            subject=f"text/{assembly.slug}/{each.number}/{part}",
            original=words,
            language=assembly.language,
            label=label,
        )
        for each in frozen_texts(assembly)
        for part, words, label in (
            ("title", each.title, _("Title of a frozen text")),
            ("text", each.text, _("Frozen text")),
        )
    ]


def in_my_language(assembly: Assembly, number: int) -> tuple[Rendering, Rendering] | None:
    """Title and words of a frozen text as the reader gets them, `None` where there is no such text."""
    about = f"text/{assembly.slug}/{number}/"
    parts = renderings([text for text in _frozen_words(assembly) if text.subject.startswith(about)])
    return (parts[0], parts[1]) if parts else None


def known_about(person: Person) -> dict[str, Any]:
    """What deliberation keeps about a person, for her own download: the drafts that bear her pseudonym."""
    names = dict(Membership.objects.filter(person=person).values_list("body__assembly__slug", "pseudonym"))
    mine = Draft.objects.filter(assembly__slug__in=names).select_related("assembly")
    return {
        "drafts": [
            {"assembly": draft.assembly.slug, "draft": draft.number, "title": draft.title}
            for draft in mine
            if names[draft.assembly.slug] in draft.authors
        ]
    }


def titled(assembly: Assembly, kin: Sequence[Kin]) -> list[tuple[Kin, str]]:
    """Relatives with what they say, as far as deliberation knows them (three queries for any number)."""
    wanted: dict[str, list[int]] = {"statement": [], "draft": [], "text": []}
    for each in kin:
        kind, _slash, number = each.name.partition("/")
        if kind in wanted:
            wanted[kind].append(int(number))
    known: list[Statement | Draft | FrozenText] = [
        *Statement.objects.filter(assembly=assembly, number__in=wanted["statement"]),
        *Draft.objects.filter(assembly=assembly, number__in=wanted["draft"]),
        *FrozenText.objects.filter(assembly=assembly, number__in=wanted["text"]),
    ]
    titles = {each.name: each.text if isinstance(each, Statement) else each.title for each in known}
    return [(each, titles.get(each.name, "")) for each in kin]

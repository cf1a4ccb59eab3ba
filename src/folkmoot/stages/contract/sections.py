"""The contract as its editor shows it: seven pages, each a handful of clauses that belong together."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One page of the editor: its place in addresses, its title, and the clauses on it."""

    slug: str
    title: str | Promise
    clauses: tuple[str, ...]


SECTIONS = (
    Section(slug="question", title=_("The question and its decision"), clauses=("question", "calendar")),
    Section(slug="influence", title=_("How far the word counts"), clauses=("influence", "on_disagreement")),
    Section(slug="mandate", title=_("What may be worked on"), clauses=("scope", "constraints")),
    Section(slug="results", title=_("What may come out"), clauses=("output", "routes", "carve_outs", "threshold")),
    Section(
        slug="answers", title=_("What we answer, and when"), clauses=("reply", "sessions", "follow_up", "reaction")
    ),
    Section(
        slug="conduct",
        title=_("How it is run"),
        clauses=("publicity", "data_rules", "payment", "independence"),
    ),
    Section(slug="breach", title=_("If the promise is broken"), clauses=("succession", "breach")),
)


def section_at(slug: str) -> Section | None:
    """The section with this place in addresses."""
    return next((each for each in SECTIONS if each.slug == slug), None)


def section_of(clause: str) -> Section:
    """The section on which a clause stands."""
    return next(each for each in SECTIONS if clause in each.clauses)


def section_after(section: Section) -> Section | None:
    """The next page of the editor, `None` after the last."""
    place = SECTIONS.index(section) + 1
    return SECTIONS[place] if place < len(SECTIONS) else None

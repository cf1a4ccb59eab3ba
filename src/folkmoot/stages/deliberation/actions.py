"""Writes: gather statements; write, revise, merge, split and set aside drafts; freeze texts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, membership_of, require
from folkmoot.commons.lineage.actions import link
from folkmoot.commons.lineage.queries import Link
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import digest
from folkmoot.stages.deliberation import faults
from folkmoot.stages.deliberation.manifest import CURATE, FREEZE, GATHER, WRITE
from folkmoot.stages.deliberation.models import Draft, DraftVersion, Fate, FrozenText, Statement
from folkmoot.stages.deliberation.queries import current, statements
from folkmoot.stages.deliberation.rules import (
    require_members,
    require_not_frozen,
    require_open,
    require_open_draft,
)

LONGEST_STATEMENT = 2_000
# The fates that a person may choose; merging, splitting and freezing are acts of their own.
_ASIDE = {fate: fate for fate in (Fate.PARKED, Fate.OUT_OF_SCOPE)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A statement before it is gathered; `line` says where in a file it stands (0: typed by hand)."""

    text: str
    author: str = ""
    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a draft says: a title, the text that will be voted on, and why."""

    title: str
    text: str
    why: str = ""


@transaction.atomic
def gather_statements(
    *,
    by: Person,
    assembly: Assembly,
    heard: Sequence[Heard],
    source: str = "",
    licence: str = "",
    language: str = "",
) -> list[Statement]:
    """Take in what people said: all or none. `source` stands in where a statement brings none of its own.

    `language` is that of the words (BCP 47), empty for the assembly's own.
    """
    require(by, GATHER, assembly)
    require_not_frozen(assembly)
    if not heard:
        raise faults.StatementsMissing
    for each in heard:
        if not 0 < len(_tidy(each.text)) <= LONGEST_STATEMENT:
            raise faults.StatementNotUsable(line=each.line, limit=LONGEST_STATEMENT)
    first = _next_number(assembly, Statement)
    return Statement.objects.bulk_create(
        Statement(
            assembly=assembly,
            number=number,
            text=_tidy(each.text),
            author=each.author.strip(),
            source=each.source.strip() or source.strip(),
            licence=licence.strip(),
            language="" if language == assembly.language else language,
            gathered_at=clock.now(),
        )
        for number, each in enumerate(heard, start=first)
    )


@transaction.atomic
def write_draft(
    *,
    by: Person,
    assembly: Assembly,
    words: Words,
    table: str = "",
    authors: Sequence[str] = (),
    sources: Iterable[int] = (),
) -> Draft:
    """Start a draft. `authors` are members' pseudonyms (by default the writer), `sources` numbers of statements."""
    require(by, WRITE, assembly)
    require_open(assembly)
    draft = _new_draft(by, assembly, words, table=table, authors=authors)
    _cite(draft, sources)
    return draft


@transaction.atomic
def revise_draft(
    *,
    by: Person,
    draft: Draft,
    words: Words,
    based_on: int,
    table: str = "",
    authors: Sequence[str] = (),
    sources: Iterable[int] = (),
) -> Draft:
    """Save a draft's next version; refused where somebody saved another since version `based_on`."""
    require(by, WRITE, draft.assembly)
    draft = _locked(draft)
    if draft.version != based_on:
        raise faults.DraftChangedMeanwhile(version=draft.version)
    draft.table = table.strip()
    draft.authors = require_members(draft.assembly, authors) or draft.authors
    _save_version(by, draft, words)
    _cite(draft, sources)
    return draft


@transaction.atomic
def merge_drafts(*, by: Person, draft: Draft, other: Draft, words: Words) -> Draft:
    """Make one new draft from two; both old ones stay readable and lead to it."""
    require(by, WRITE, draft.assembly)
    if draft == other or draft.assembly != other.assembly:
        raise faults.DraftsToMergeMissing
    old = [_locked(each) for each in sorted((draft, other), key=lambda each: each.number)]
    authors = list(dict.fromkeys(old[0].authors + old[1].authors))
    merged = _new_draft(by, draft.assembly, words, table=old[0].table, authors=authors)
    for each in old:
        _close(each, Fate.MERGED)
        link(assembly=each.assembly, earlier=each.name, later=merged.name, relation=Link.Relation.MERGED)
    return merged


@transaction.atomic
def split_draft(*, by: Person, draft: Draft, parts: Sequence[Words]) -> list[Draft]:
    """Make several drafts from one, so that each can be voted on alone; the old one stays readable."""
    require(by, WRITE, draft.assembly)
    draft = _locked(draft)
    made = [_new_draft(by, draft.assembly, part, table=draft.table, authors=draft.authors) for part in parts]
    for each in made:
        link(assembly=draft.assembly, earlier=draft.name, later=each.name, relation=Link.Relation.SPLIT)
    _close(draft, Fate.SPLIT)
    return made


@transaction.atomic
def set_draft_aside(*, by: Person, draft: Draft, fate: Fate, reason: str) -> Draft:
    """Park a draft, or call it out of scope, with a reason that everybody can read."""
    require(by, CURATE, draft.assembly)
    return _close(_locked(draft), _ASIDE[fate], _reason(reason))


@transaction.atomic
def take_up_draft(*, by: Person, draft: Draft) -> Draft:
    """Open a draft again that was set aside."""
    require(by, CURATE, draft.assembly)
    require_open(draft.assembly)
    if draft.fate not in {Fate.PARKED, Fate.OUT_OF_SCOPE}:
        raise faults.DraftNotOpen(number=draft.number)
    return _close(draft, Fate.OPEN)


@transaction.atomic
def set_statement_aside(*, by: Person, statement: Statement, fate: Fate, reason: str) -> Statement:
    """Say why a statement leads no further here."""
    require(by, CURATE, statement.assembly)
    require_not_frozen(statement.assembly)
    statement.fate, statement.reason = _ASIDE[fate], _reason(reason)
    statement.save()
    return statement


@transaction.atomic
def freeze_texts(*, by: Person, assembly: Assembly, drafts: Sequence[Draft], rest: str = "") -> list[FrozenText]:
    """Freeze the chosen drafts, in this order, as texts 1, 2, 3 …: final, hashed, entered in the record.

    Open drafts that were not chosen are parked with `rest` as their public reason.
    """
    require(by, FREEZE, assembly)
    require_open(assembly)
    if not drafts or any(draft.assembly_id != assembly.pk for draft in drafts):
        raise faults.NothingToFreeze
    chosen = [_locked(draft) for draft in drafts]
    for left in Draft.objects.filter(assembly=assembly, fate=Fate.OPEN).exclude(pk__in=[each.pk for each in chosen]):
        _close(left, Fate.PARKED, _reason(rest))
    texts = [_freeze(draft, number) for number, draft in enumerate(chosen, start=1)]
    append_entry(
        kind="deliberation.frozen",
        assembly=assembly.slug,
        by=handle_of(by, assembly),
        data={"texts": [{**_as_voted(each.number, each.title, each.text), "sha256": each.sha256} for each in texts]},
    )
    return texts


def _freeze(draft: Draft, number: int) -> FrozenText:
    words = current(draft)
    text = FrozenText.objects.create(
        assembly=draft.assembly,
        number=number,
        title=words.title,
        text=words.text,
        why=words.why,
        sha256=digest(_as_voted(number, words.title, words.text)),
        draft=draft,
        frozen_at=clock.now(),
    )
    link(assembly=draft.assembly, earlier=draft.name, later=text.name, relation=Link.Relation.ADOPTED)
    _close(draft, Fate.FROZEN)
    return text


def _as_voted(number: int, title: str, text: str) -> dict[str, int | str]:
    """What is hashed: exactly what a voter reads."""
    return {"number": number, "title": title, "text": text}


def _new_draft(by: Person, assembly: Assembly, words: Words, *, table: str, authors: Sequence[str]) -> Draft:
    member = membership_of(by, assembly)
    named = require_members(assembly, authors) or ([member.pseudonym] if member else [])
    draft = Draft(assembly=assembly, number=_next_number(assembly, Draft), table=table.strip(), authors=named)
    _save_version(by, draft, words)
    return draft


def _save_version(by: Person, draft: Draft, words: Words) -> None:
    title, text = " ".join(words.title.split()), _tidy(words.text)
    if not title or not text:
        raise faults.DraftIsEmpty
    member = membership_of(by, draft.assembly)
    draft.title, draft.version, draft.changed_at = title, draft.version + 1, clock.now()
    draft.save()
    DraftVersion.objects.create(
        draft=draft,
        number=draft.version,
        title=title,
        text=text,
        why=_tidy(words.why),
        by=member.pseudonym if member else handle_of(by, draft.assembly),
        at=draft.changed_at,
    )


def _cite(draft: Draft, numbers: Iterable[int]) -> None:
    """Note the statements that a draft builds on."""
    wanted = set(numbers)
    found = {each.number: each for each in statements(draft.assembly).filter(number__in=wanted)}
    if unknown := tuple(str(number) for number in sorted(wanted - found.keys())):
        raise faults.StatementUnknown(numbers=unknown)
    for number in sorted(found):
        link(assembly=draft.assembly, earlier=found[number].name, later=draft.name, relation=Link.Relation.SOURCE)


def _locked(draft: Draft) -> Draft:
    """The draft as it stands now, held until the transaction ends; refused where it takes no changes."""
    fresh = Draft.objects.select_for_update().select_related("assembly").get(pk=draft.pk)
    require_open(fresh.assembly)
    require_open_draft(fresh)
    return fresh


def _close(draft: Draft, fate: Fate, reason: str = "") -> Draft:
    draft.fate, draft.reason, draft.changed_at = fate, reason, clock.now()
    draft.save()
    return draft


def _reason(reason: str) -> str:
    if not reason.strip():
        raise faults.ReasonForSettingAside
    return reason.strip()


def _next_number(assembly: Assembly, model: type[Statement] | type[Draft]) -> int:
    # The assembly's row is the lock: two tables that save at once queue instead of drawing the same number.
    Assembly.objects.select_for_update(no_key=True).get(pk=assembly.pk)
    last: int | None = model._default_manager.filter(assembly=assembly).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _tidy(text: str) -> str:
    """Text with plain line ends and nothing around it, so that its hash does not depend on the typist's machine."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()

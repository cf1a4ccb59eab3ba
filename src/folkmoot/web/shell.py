"""Composes what all apps declare: rights, the thread of beads, next steps and chapters. Knows no stage by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, organiser_pages, roles_of
from folkmoot.commons.lineage.queries import label
from folkmoot.commons.publicrecord.queries import Entry, kinds_so_far
from folkmoot.core.journey import JOURNEY, BeadState, bead_state
from folkmoot.manifest import Act, Chapter, Manifest, NextStep, Right


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadBead:
    """One bead as a page shows it."""

    name: str
    label: str
    state: BeadState
    url: str
    current: bool


@cache
def manifests() -> tuple[Manifest, ...]:
    """The manifest of every app of the house that is installed, stages in journey order."""
    names = [config.name for config in apps.get_app_configs() if config.name.startswith("folkmoot.")]
    return tuple(import_module(f"{name}.manifest").MANIFEST for name in names if find_spec(f"{name}.manifest"))


@cache
def rights_by_page() -> dict[str, Right]:
    """URL name → the right that opens it, over all manifests."""
    return {page: right for manifest in manifests() for page, right in manifest.pages.items()}


@cache
def blind_pages() -> frozenset[str]:
    """The pages on which the site forgets who asks, over all manifests."""
    return frozenset(page for manifest in manifests() for page in manifest.blind_pages)


@cache
def acts() -> dict[str, Act]:
    """Kind of record entry → what its app says about it, over all manifests."""
    return {act.kind: act for manifest in manifests() for act in manifest.acts}


def act_label(kind: str) -> str:
    """The label of a kind of entry in the reader's language; the kind itself where no app declares it."""
    return gettext(acts()[kind].label) if kind in acts() else kind


def quiet_kinds() -> list[str]:
    """The kinds that a timeline leaves out, because another act tells the same."""
    return [act.kind for act in acts().values() if act.quiet]


def _told(field: str, value: object) -> str:
    """One field of an entry for a timeline: a `subject` (`recommendation/3`) by its name in the reader's language."""
    return label(str(value)) if field == "subject" else Truncator(str(value or "")).chars(160)


def event(entry: Entry) -> dict[str, Any]:
    """One entry of the record as a timeline shows it."""
    act = acts().get(entry.kind)
    told = [_told(field, entry.data.get(field)) for field in act.tells] if act else []
    return {
        "at": entry.at,
        "what": act_label(entry.kind),
        "detail": " · ".join(filter(None, told)),
        "url": reverse("opendata:entry", args=[entry.index]),
        "kind": "broken" if act and act.broken else "",
    }


def thread(assembly: Assembly, *, kinds: frozenset[str] | None = None, current: str = "") -> list[ThreadBead]:
    """The thread of beads of an assembly; `current` is the stage whose page is being read."""
    by_name = {manifest.name: manifest for manifest in manifests()}
    happened = kinds_so_far(assembly.slug) if kinds is None else kinds
    return [
        ThreadBead(
            name=bead.stage,
            label=gettext(by_name[bead.stage].label),
            state=bead_state(bead, happened),
            url=reverse(str(by_name[bead.stage].front_page), args=[assembly.slug]),
            current=bead.stage == current,
        )
        for bead in JOURNEY
        if bead.stage in by_name
    ]


def next_steps(person: object, assembly: Assembly) -> list[NextStep]:
    """What `person` should do now in `assembly`: urgent first, then by due moment."""
    steps = [step for manifest in manifests() for step in manifest.next_steps(person, assembly)]
    return sorted(steps, key=lambda step: (not step.urgent, step.due is None, step.due.isoformat() if step.due else ""))


def headline(assembly: Assembly) -> str:
    """The sentence in large type on the assembly's page: the question, or its title while no stage has one."""
    return next(filter(None, (manifest.headline(assembly) for manifest in manifests())), assembly.title)


def story(assembly: Assembly) -> Sequence[Chapter]:
    """What everybody should know about `assembly`, in journey order."""
    return [chapter for manifest in manifests() for chapter in manifest.story(assembly)]


def pages_behind(person: object, assembly: Assembly) -> list[tuple[str, str]]:
    """The pages through which `assembly` is run, as `(label, address)`, as far as `person` may open them."""
    roles, rights = roles_of(person, assembly), rights_by_page()
    return [(label, url) for label, url in organiser_pages(assembly) if rights[resolve(url).view_name].roles & roles]


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs (a context processor)."""
    assembly = getattr(request, "assembly", None)
    current = request.resolver_match.app_name if request.resolver_match else ""
    frame: dict[str, Any] = {
        "site_name": settings.SITE_NAME,
        "demo": settings.DEMO,
        "reader": request.user if isinstance(getattr(request, "user", None), Person) else None,
    }
    if assembly is not None:
        frame |= {"assembly": assembly, "beads": thread(assembly, current=current)}
    return frame

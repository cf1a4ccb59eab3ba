"""Reads of lineage: back to the sources, forward to what became of them, whole families at one look."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.lineage.models import Link
from folkmoot.messages.marking import gettext_noop as _

__all__ = ["Family", "Kin", "Link", "address", "came_from", "family", "label", "led_to"]

# Where things of each kind have their page: the kind's label and the name of the page, which takes the thing's number.
KINDS = {
    "statement": (_("Statement %(number)s"), "deliberation:statement"),
    "draft": (_("Draft %(number)s"), "deliberation:draft"),
    "text": (_("Frozen text %(number)s"), "deliberation:text"),
    "recommendation": (_("Recommendation %(number)s"), "followup:recommendation"),
    "reply": (_("Reply to recommendation %(number)s"), "followup:recommendation"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A relative of something: its name and label, where its page is, by which relation and how near."""

    name: str
    label: str
    url: str
    relation: str
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Everything that something came from and everything that it led to, nearest first."""

    came_from: tuple[Kin, ...]
    led_to: tuple[Kin, ...]


def came_from(assembly: Assembly, name: str) -> QuerySet[Link]:
    """The links that lead into `name`: its sources, one step back."""
    return Link.objects.filter(assembly=assembly, later=name).order_by("pk")


def led_to(assembly: Assembly, name: str) -> QuerySet[Link]:
    """The links that lead out of `name`: what became of it, one step on."""
    return Link.objects.filter(assembly=assembly, earlier=name).order_by("pk")


def family(assembly: Assembly, name: str) -> Family:
    """Everything before and after `name`, however many merges and splits lie between, in one query."""
    links = list(Link.objects.filter(assembly=assembly).order_by("pk"))
    back = _walk(assembly, name, [(link.later, link.earlier, link.relation) for link in links])
    on = _walk(assembly, name, [(link.earlier, link.later, link.relation) for link in links])
    return Family(came_from=back, led_to=on)


def label(name: str) -> str:
    """What a thing is called in the reader's language, e.g. `Draft 3` for `draft/3`."""
    kind, number = _parts(name)
    return gettext(KINDS[kind][0]) % {"number": number} if kind in KINDS else name


def address(assembly: Assembly, name: str) -> str:
    """The page of a thing, empty where it has none; a reply is found on the page of its recommendation."""
    kind, number = _parts(name)
    try:
        return reverse(KINDS[kind][1], args=[assembly.slug, int(number)])
    except (KeyError, ValueError, NoReverseMatch):
        return ""


def _parts(name: str) -> tuple[str, str]:
    kind, _slash, rest = name.partition("/")
    return kind, rest.partition("/")[0]


def _walk(assembly: Assembly, name: str, arcs: Iterable[tuple[str, str, str]]) -> tuple[Kin, ...]:
    """Whatever can be reached from `name` along `arcs`, nearest first, each once."""
    neighbours: dict[str, list[tuple[str, str]]] = {}
    for start, end, relation in arcs:
        neighbours.setdefault(start, []).append((end, relation))
    seen, found, waiting = {name}, [], deque([(name, 0)])
    while waiting:
        here, steps = waiting.popleft()
        for there, relation in neighbours.get(here, []):
            if there in seen:
                continue
            seen.add(there)
            waiting.append((there, steps + 1))
            found.append(_kin(assembly, there, relation, steps + 1))
    return tuple(found)


def _kin(assembly: Assembly, name: str, relation: str, steps: int) -> Kin:
    return Kin(name=name, label=label(name), url=address(assembly, name), relation=relation, steps=steps)

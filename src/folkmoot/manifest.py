"""What an app of the house declares about itself, and what the shell asks every app.

Each app of commons, stages and windows has a `manifest.py` with one `MANIFEST`. The shell (rooms above) composes pages
from these and knows no stage by name: rights, record entries, pages, *what should this person do now?* (`next_steps`)
and *what should everybody know?* (`story`). Plain values, no Django.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """What a person may be in one assembly. `CITIZEN` is everybody, signed in or not."""

    ORGANISER = "organiser"
    LOTTERY_OPERATOR = "lottery-operator"
    CLERK = "clerk"  # enters registrations by telephone, from cards and at the door; sees no list
    CALLER = "caller"  # asks those who were drawn; sees status and contact, no answer
    WITNESS = "witness"
    FACILITATOR = "facilitator"
    MEMBER = "member"
    COMMISSIONER = "commissioner"
    DRAFTER = "drafter"  # writes replies for a commissioner's office; releases none
    OBSERVER = "observer"
    AUDITOR = "auditor"  # opens a lottery's pool and sealed panels, to check them
    CITIZEN = "citizen"
    SIGNED_IN = "signed-in"  # anybody with an account: for pages that belong to no assembly
    CONVENER = "convener"  # may start assemblies on this site: for pages that belong to no assembly


EVERYBODY = frozenset({Role.CITIZEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A permission: its name (`contract.sign`) and the roles that hold it. Stage rules come on top, in `rules.py`."""

    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A public act: the `kind` of entry it appends to the public record and its label (English, for translation).

    `tells` are the fields of the entry's data that a timeline shows beside the label; `broken` marks a broken promise;
    `quiet` acts accompany another one and stand in the record, not in the timeline.
    """

    kind: str
    label: str
    tells: tuple[str, ...] = ()
    broken: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One thing that one person should do now: said in her language, with one button to `url`.

    `due` is a day, or a moment where the hour counts.
    """

    title: str
    url: str
    detail: str = ""
    due: date | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What everybody should know about one stage of one assembly: a heading, a few sentences and figures.

    `figures` are pairs of (number as text, what it counts); `url` leads to the stage's own page.
    """

    title: str
    url: str
    sentences: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicText:
    """A text that everybody may read, in its authoritative original: what there is to translate.

    `subject` is its lasting name (`contract/harbour/question`), `language` that of the original, `label` says in
    English, for translation, what it is.
    """

    subject: str
    original: str
    language: str
    label: str


def _nothing(*_: Any) -> Sequence[Any]:
    return ()


def _unknown(*_: Any) -> Mapping[str, Any]:
    return {}


def _no_words(_: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One app's introduction of itself.

    `pages` maps each URL name of the app (`contract:sign`) to the right that opens it; a page that no manifest names is
    closed to everybody. On `blind_pages` (they take secret votes) the site forgets who asks before anything looks: no
    session is read and no account loaded. `front_page` is the URL name of a stage's own page (takes the assembly's
    slug), `None` where there is none. `headline(assembly)` is the sentence in large type on the assembly's page.
    `next_steps(person, assembly)` and `story(assembly)` read only through the app's queries. So do `texts(assembly)`,
    the public texts to translate, and `known_about(person)`, what the app keeps about one person, as plain JSON values
    for her own download.
    """

    name: str
    label: str
    acts: tuple[Act, ...] = ()
    rights: tuple[Right, ...] = ()
    pages: Mapping[str, Right] = field(default_factory=dict)
    blind_pages: frozenset[str] = frozenset()
    front_page: str | None = None
    headline: Callable[[Any], str] = _no_words
    next_steps: Callable[[Any, Any], Sequence[NextStep]] = _nothing
    story: Callable[[Any], Sequence[Chapter]] = _nothing
    texts: Callable[[Any], Sequence[PublicText]] = _nothing
    known_about: Callable[[Any], Mapping[str, Any]] = _unknown

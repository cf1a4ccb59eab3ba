"""Reads of the frames that together fill one panel: what each asks for, who comes from which, whom the rule keeps."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import QuerySet

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.sortition import FrameSeats, Pool, Target, framed_pool, framed_targets
from folkmoot.core.sortition.frame_seats import FRAME
from folkmoot.stages.lottery.models import Frame, PanelRow, Respondent
from folkmoot.stages.lottery.rules import SAID_YES, Status
from folkmoot.stages.lottery.target_rows import target_of


def frame_rows(assembly: Assembly) -> list[PanelRow]:
    """The parts of one panel, each from its own frame, in order; none where there is one frame, or several panels."""
    rows = list(PanelRow.objects.filter(assembly=assembly))
    return rows if rows and all(row.frame for row in rows) else []


def seats_of(rows: Iterable[PanelRow]) -> tuple[FrameSeats, ...]:
    """What each frame is asked for."""
    return tuple(FrameSeats(name=row.name, seats=row.seats, own=tuple(map(target_of, row.own))) for row in rows)


def all_targets(assembly: Assembly, shared: tuple[Target, ...]) -> tuple[Target, ...]:
    """What a panel has to meet: the targets that all `shared`, and those of the frames that fill it."""
    frames = seats_of(frame_rows(assembly))
    return framed_targets(frames, shared) if frames and shared else shared


def in_frames(assembly: Assembly, pool: Pool, rows: Sequence[PanelRow]) -> Pool:
    """The people of a pool who come from a frame with seats, with their frame and what its own targets are about."""
    if not rows:
        return pool
    names = {row.frame: row.name for row in rows}
    origins = origins_of(Respondent.objects.filter(assembly=assembly))
    people = [(each, names.get(origins.get(each.id, ""), "")) for each in pool.respondents]
    whole = Pool(
        categories=(*pool.categories, FRAME),
        respondents=tuple(replace(each, features=(*each.features, name)) for each, name in people if name),
    )
    return framed_pool(whole, seats_of(rows))


def origins_of(people: QuerySet[Respondent]) -> dict[str, str]:
    """Pseudonym → the frame that invited her, or whom a file or a clerk named as the source; empty where nobody is."""
    rows = people.order_by().values_list("pseudonym", "source", "sheet__invitation__wave__frame__number")
    letters = {number: Frame(number=number).letter for _, _, number in rows if number}
    return {name: _key(letters.get(number), source) for name, source, number in rows}


def _key(letter: str | None, source: str) -> str:
    if letter:
        return f"frame/{letter}"
    return f"source/{source}"[:160] if source else ""


def frames_to_choose(assembly: Assembly) -> dict[str, tuple[str, int]]:
    """Every frame or source from which people may come: its key → its label, and how many of the pool it has."""
    people = Respondent.objects.filter(assembly=assembly, status__in=SAID_YES)
    counts = Counter(origins_of(people).values())
    labels = {f"frame/{each.letter}": f"{each.letter}: {each.label}" for each in _frames(assembly)}
    labels |= {key: key.partition("/")[2] for key in sorted(counts) if key.startswith("source/")}
    return {key: (label, counts[key]) for key, label in labels.items()}


def _frames(assembly: Assembly) -> Iterable[Frame]:
    return Frame.objects.filter(assembly=assembly).defer("content")


def from_no_frame(assembly: Assembly) -> int:
    """How many people of the pool come from none of the frames that fill the panel, so that they cannot be drawn."""
    asked = {row.frame for row in frame_rows(assembly)}
    origins = origins_of(Respondent.objects.filter(assembly=assembly, status=Status.POOL))
    return sum(key not in asked for key in origins.values()) if asked else 0


def first_by_frame(left: str, right: str, ranks: Mapping[str, tuple[int, str]]) -> tuple[str, str]:
    """Of two lines of one person the one that stays first: that whose frame stands first; else as they come."""
    last = (len(ranks), "")
    return (right, left) if ranks.get(right, last)[0] < ranks.get(left, last)[0] else (left, right)


def frame_ranks(assembly: Assembly) -> Mapping[str, tuple[int, str]]:
    """Pseudonym → the place and name of the part that her frame fills; whoever is found in two keeps the first."""
    places = {row.frame: (place, row.name) for place, row in enumerate(frame_rows(assembly))}
    if not places:
        return {}
    origins = origins_of(Respondent.objects.filter(assembly=assembly, status__in=SAID_YES))
    return {name: places[key] for name, key in origins.items() if key in places}

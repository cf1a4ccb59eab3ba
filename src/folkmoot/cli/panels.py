"""For `folkmoot draw`: several panels at once, and alternates for the panel that was drawn; asked, and in words."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition import (
    Draw,
    Lottery,
    Part,
    Pool,
    Several,
    Target,
    check_parts,
    lottery_document,
    parts_document,
    read_parts,
    read_parts_asked,
    sorted_targets,
)
from folkmoot.core.sortition.alternates import Alternates, DropOut, choose_alternates
from folkmoot.tables import Table

FILE = "parts.json"


class PanelMalformed(Fault):
    """What was given for a panel (`text`) is not a name, an equals sign and a number of seats; or the name is none."""


class DropOutFactorMalformed(Fault):
    """What was given for a factor (`text`) is not a category and value of a target and a number from 0."""


def asked(texts: Sequence[str], substitutes: Sequence[str], rules: Table) -> tuple[Part, ...]:
    """The panels as they were asked for. Raises `Faults`."""
    named = [text.rpartition("=") for text in texts]
    wrong = [text for text, (name, _, seats) in zip(texts, named, strict=True) if not (name.strip() and _whole(seats))]
    names = [name.strip() for name, _, _ in named]
    wrong += [name for name in substitutes if name not in names]
    wrong += sorted({name for name in names if names.count(name) > 1})
    if wrong:
        raise Faults(*(PanelMalformed(text=text) for text in wrong))
    sizes = dict(zip(names, (int(seats) for _, _, seats in named), strict=True))
    return read_parts_asked(rules.columns, rules.numbered, seats=sizes, substitutes=substitutes)


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) < 1_000_000


def published(folder: Path, lottery: Lottery, pool: Pool, parts: Sequence[Part]) -> Several | None:
    """The parts that lie beside a published lottery, if they hold and are those that were asked for."""
    try:
        document = json.loads((folder / FILE).read_bytes())
    except (OSError, ValueError):
        return None
    if not all(finding.holds for finding in check_parts(document, lottery_document(lottery), pool)):
        return None
    several = read_parts(document, lottery)
    return several if [_strictly(part) for part in several.parts] == [_strictly(part) for part in parts] else None


def _strictly(part: Part) -> object:
    bounds = [(each.category, each.value, each.minimum, each.maximum) for each in sorted_targets(part.targets)]
    return part.name, part.seats, part.substitutes, bounds


def told(several: Several, draw: Draw | None) -> Iterator[str]:
    """One line for each panel, and how even the lottery is between panels that ask for the same."""
    for part in several.parts:
        waits = ", who wait as substitutes" if part.substitutes else ""
        who = f": {', '.join(several.people_of(draw.number)[part.name])}" if draw else ""
        yield f"Panel {part.name}, {part.seats} people{waits}{who}.\n"
    yield f"Tickets for panels that ask for the same differ by at most {parts_document(several)['uneven']}.\n"


def drop_out(chance: float, texts: Sequence[str], targets: Sequence[Target]) -> DropOut:
    """How likely members drop out, with a factor for each `CATEGORY:VALUE=FACTOR`. Raises `Faults`."""
    known = {f"{target.category}:{target.value}": (target.category, target.value) for target in targets}
    named = [text.rpartition("=") for text in texts]
    factors = {known.get(name.strip()): _factor(number) for name, _, number in named}
    wrong = [text for text, (name, _, number) in zip(texts, named, strict=True) if _factor(number) is None]
    wrong += [text for text, (name, _, _number) in zip(texts, named, strict=True) if name.strip() not in known]
    if wrong:
        raise Faults(*(DropOutFactorMalformed(text=text) for text in dict.fromkeys(wrong)))
    return DropOut(chance=chance, factors={pair: each for pair, each in factors.items() if pair and each is not None})


def _factor(text: str) -> float | None:
    try:
        factor = float(text)
    except ValueError:
        return None
    return factor if 0 <= factor < float("inf") else None


def alternates(count: int, likely: DropOut, draw: Draw, pool: Pool, targets: Sequence[Target]) -> Alternates:
    """The best so many alternates for the panel drawn. Raises the faults of `choose_alternates`."""
    return choose_alternates(pool=pool, targets=targets, panel=draw.selected, count=count, drop_out=likely)


def alternates_told(found: Alternates) -> Iterator[str]:
    """Who the alternates are and what they are good for."""
    how = "all sets of drop-outs" if found.exact else f"{found.sets} sets of drop-outs"
    yield f"Alternates: {', '.join(found.ids)}.\n"
    yield f"Over {how}, targets and seats are missed by {found.loss:.2f} people on average with them, by\n"
    yield f"{found.without:.2f} without; no choice of as many can come below {found.bound:.2f}. With those who have\n"
    yield f"most in common with the members it would be {found.ranked:.2f}.\n"

"""Choosing one of the numbered panels, by chance from any source; and the draw as the file that is published."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.core.canonical import Json
from folkmoot.core.sortition.documents import lottery_digest
from folkmoot.core.sortition.lotteries import Lottery
from folkmoot.core.sortition.reading import Reader
from folkmoot.core.sortition.sources import (
    LABEL,
    Balls,
    DrawUnreadable,
    Seed,
    Source,
    number_chosen,
    read_source,
    source_document,
)

DRAW_FORMAT = LABEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """The panel chosen: which lottery, by what chance, its `number` and the `selected` ids, sorted.

    `lottery_digest` is that of the file that was published; `salt` (hexadecimal) opens the panel where it was sealed.
    """

    lottery_digest: str
    source: Source
    number: int
    selected: tuple[str, ...]
    salt: str | None = None


def draw_by(lottery: Lottery, source: Source, *, published: str = "") -> Draw:
    """Let `source` choose one of the numbered panels; every panel is equally likely.

    `published` is the digest of the file that was published, where that is not the lottery's own. Raises what
    `sources.number_chosen` does.
    """
    known_as = published or lottery_digest(lottery)
    number = number_chosen(source, len(lottery.panels), known_as)
    selected = tuple(lottery.ids[place] for place in lottery.panels[number])
    return Draw(lottery_digest=known_as, source=source, number=number, selected=selected)


def draw_panel(lottery: Lottery, seed: bytes) -> Draw:
    """Let a public `seed` choose."""
    return draw_by(lottery, Seed(seed=seed))


def draw_by_balls(lottery: Lottery, digits: Sequence[int]) -> Draw:
    """Let balls choose. Raises `BallsNameNoPanel`; if the panels are no power of ten, draw all balls again then."""
    return draw_by(lottery, Balls(digits=tuple(digits)))


def draw_document(draw: Draw) -> dict[str, Json]:
    """The public form of `draw`."""
    opening: dict[str, Json] = {} if draw.salt is None else {"salt": draw.salt}
    return opening | {
        "format": DRAW_FORMAT,
        "lottery": draw.lottery_digest,
        "source": source_document(draw.source),
        "number": draw.number,
        "selected": list(draw.selected),
    }


def read_draw(document: Json) -> Draw:
    """Read the public form back. Raises `DrawUnreadable`; whether it tells the truth is for `check_draw`."""
    top = Reader(document, fault=DrawUnreadable)
    if top.text("format") != DRAW_FORMAT:
        raise DrawUnreadable(place="format")
    return Draw(
        lottery_digest=top.text("lottery"),
        source=read_source(top.member("source")),
        number=top.whole("number"),
        selected=top.texts("selected"),
        salt=top.text("salt") if top.has("salt") else None,
    )

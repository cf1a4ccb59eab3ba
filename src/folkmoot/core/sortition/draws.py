"""Choosing one of the numbered panels: by a public seed, or by balls that show the digits of its number."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.core.canonical import Json
from folkmoot.core.chance import Dice
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.documents import lottery_digest
from folkmoot.core.sortition.lotteries import Lottery
from folkmoot.core.sortition.reading import Reader

DRAW_FORMAT = "folkmoot-draw-v1"


class BallsNameNoPanel(Fault):
    """The `digits` on the balls are not the number of one of `panels` panels; it takes `count` balls of 0 to 9."""


class DrawUnreadable(Fault):
    """A document is no draw of this format; `place` names the member that is missing or wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """Chance from a seed that was announced in public."""

    seed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Balls:
    """Chance from balls drawn one after another, each with a digit: the first is the highest place."""

    digits: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """The panel chosen: which lottery, by what chance, its `number` and the `selected` ids, sorted."""

    lottery_digest: str
    source: Seed | Balls
    number: int
    selected: tuple[str, ...]


def ball_count(panels: int) -> int:
    """How many balls name one of `panels` panels: three for 1,000 (000 to 999)."""
    return len(str(panels - 1))


def draw_panel(lottery: Lottery, seed: bytes) -> Draw:
    """Let a public `seed` choose one of the numbered panels; every panel is equally likely."""
    return _draw(lottery, Seed(seed=seed))


def draw_by_balls(lottery: Lottery, digits: Sequence[int]) -> Draw:
    """Let balls choose. Raises `BallsNameNoPanel`; if the panels are no power of ten, draw all balls again then."""
    return _draw(lottery, Balls(digits=tuple(digits)))


def number_chosen(source: Seed | Balls, panels: int) -> int:
    """The number of the panel that `source` chooses among `panels`. Raises `BallsNameNoPanel`."""
    if isinstance(source, Seed):
        return Dice(source.seed, label="folkmoot-draw-v1").below(panels)
    count, fair = ball_count(panels), all(0 <= digit <= 9 for digit in source.digits)
    number = int("".join(map(str, source.digits)) or "0") if fair else panels
    if len(source.digits) != count or number >= panels:
        raise BallsNameNoPanel(digits=tuple(map(str, source.digits)), panels=panels, count=count)
    return number


def draw_document(draw: Draw) -> dict[str, Json]:
    """The public form of `draw`."""
    if isinstance(draw.source, Seed):
        source: dict[str, Json] = {"kind": "seed", "seed": draw.source.seed.hex()}
    else:
        source = {"kind": "balls", "digits": list(draw.source.digits)}
    return {
        "format": DRAW_FORMAT,
        "lottery": draw.lottery_digest,
        "source": source,
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
        source=_read_source(top.member("source")),
        number=top.whole("number"),
        selected=top.texts("selected"),
    )


def _read_source(source: Reader) -> Seed | Balls:
    kind = source.text("kind")
    if kind == "balls":
        return Balls(digits=source.wholes("digits"))
    try:
        if kind == "seed":
            return Seed(seed=bytes.fromhex(source.text("seed")))
    except ValueError as error:
        raise DrawUnreadable(place="source.seed") from error
    raise DrawUnreadable(place="source.kind")


def _draw(lottery: Lottery, source: Seed | Balls) -> Draw:
    number = number_chosen(source, len(lottery.panels))
    return Draw(
        lottery_digest=lottery_digest(lottery),
        source=source,
        number=number,
        selected=tuple(lottery.ids[place] for place in lottery.panels[number]),
    )

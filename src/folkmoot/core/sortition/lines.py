"""One person's line of a lottery, for her own check: `folkmoot-line-v1`.

It says under which name the lottery knows her and which panels hold her. An open lottery shows that to everybody; in a
sealed one the `salt` opens her line, and only she and an auditor have it.
"""

from dataclasses import dataclass
from fractions import Fraction

from folkmoot.core.canonical import Json
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.checks import Check, Finding, until_broken
from folkmoot.core.sortition.commitments import commitment
from folkmoot.core.sortition.documents import LotteryUnreadable, lottery_digest, read_lottery
from folkmoot.core.sortition.lotteries import Lottery
from folkmoot.core.sortition.reading import Reader
from folkmoot.core.sortition.sealing import (
    SealedUnreadable,
    is_sealed,
    panels_with,
    person_salt,
    person_value,
    read_sealed,
)

LINE_FORMAT = "folkmoot-line-v1"


class LineUnreadable(Fault):
    """A document is no line of this format; `place` names the member that is missing or wrong."""


class LineOfAnotherLottery(Fault):
    """The line refers to the lottery `stated`; this one is `found`."""


class LineDiffers(Fault):
    """The lottery holds the person `id` in other panels than her line says, or does not know her."""


class LineDoesNotOpen(Fault):
    """Nothing in the sealed lottery opens to the person `id` and the panels of her line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one lottery gave to the person `id`: the numbers of the panels that hold her, ascending, of `total` panels.

    `lottery` is the digest of what was published; `salt` opens her line where that is sealed.
    """

    id: str
    panels: tuple[int, ...]
    total: int
    lottery: str
    salt: bytes | None = None

    @property
    def chance(self) -> Fraction:
        """The chance that she had."""
        return Fraction(len(self.panels), self.total)

    @property
    def seal(self) -> str:
        """Her line as it stands in a sealed lottery; empty where there is no salt."""
        return commitment(self.salt, person_value(self.id, self.panels)) if self.salt is not None else ""


def line_of(lottery: Lottery, id_: str, *, published: str, secret: bytes | None = None) -> Line | None:
    """The line of the person `id_`, `None` where the lottery does not know her.

    `published` is the digest of the published document; `secret` opens it where it is sealed.
    """
    if id_ not in lottery.ids:
        return None
    salt = None if secret is None else person_salt(secret, id_)
    held = tuple(panels_with(lottery, id_))
    return Line(id=id_, panels=held, total=len(lottery.panels), lottery=published, salt=salt)


def line_document(line: Line) -> dict[str, Json]:
    """The line as the file that she keeps."""
    salt = None if line.salt is None else line.salt.hex()
    return {
        "format": LINE_FORMAT,
        "lottery": line.lottery,
        "id": line.id,
        "panels": list(line.panels),
        "of": line.total,
        "salt": salt,
    }


def read_line(document: Json) -> Line:
    """Read a line back. Raises `LineUnreadable`."""
    top = Reader(document, fault=LineUnreadable)
    if top.text("format") != LINE_FORMAT:
        raise LineUnreadable(place="format")
    try:
        salt = None if top.absent("salt") else bytes.fromhex(top.text("salt"))
    except ValueError as error:
        raise LineUnreadable(place="salt") from error
    held = top.wholes("panels")
    return Line(id=top.text("id"), panels=held, total=top.whole("of"), lottery=top.text("lottery"), salt=salt)


def check_line(document: Json, lottery: Json) -> tuple[Finding, ...]:
    """Check that a person's line is what the published `lottery`, open or sealed, says of her."""
    try:
        line = read_line(document)
        found = _digest_and_panels(lottery)
    except (LineUnreadable, LotteryUnreadable, SealedUnreadable) as fault:
        return (Finding(check=Check.LINE_READS, fault=fault),)
    faults = list(_faults(line, lottery, *found))
    checks = [(Check.LINE_HOLDS, lambda: iter(faults))]
    return (Finding(check=Check.LINE_READS, fault=None), *until_broken(checks))


def _digest_and_panels(lottery: Json) -> tuple[str, int]:
    if is_sealed(lottery):
        sealed = read_sealed(lottery)
        return sealed.digest, len(sealed.panels)
    opened = read_lottery(lottery)
    return lottery_digest(opened), len(opened.panels)


def _faults(line: Line, lottery: Json, digest: str, panels: int) -> list[Fault]:
    if line.lottery != digest:
        return [LineOfAnotherLottery(stated=line.lottery, found=digest)]
    if line.total != panels:
        return [LineDiffers(id=line.id)]
    if is_sealed(lottery):
        return [] if line.seal in read_sealed(lottery).people else [LineDoesNotOpen(id=line.id)]
    same = line_of(read_lottery(lottery), line.id, published=digest)
    return [] if same is not None and same.panels == line.panels else [LineDiffers(id=line.id)]

"""Lotteries and draws, worked out again from the published panels by the independent check of `core.sortition`."""

from collections.abc import Iterable, Iterator
from typing import Any

from folkmoot.core.canonical import read_canonical, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.record.contracts import contract_in_force
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import Finding, holds_at, unproven_at
from folkmoot.core.record.stories import Story, number, text
from folkmoot.core.sortition import checks, draw_checks
from folkmoot.core.sortition.draws import DRAW_FORMAT


class LotteryFileIsMissing(Fault):
    """The file (`path`) of a published lottery is not in the export."""


class LotteryFileIsAnother(Fault):
    """The file (`path`) of a published lottery is not the one whose digest was entered."""


class LotteryFiguresDiffer(Fault):
    """The entry says another number of `what` (`said`) than the published lottery has (`found`)."""


class LotteryWasNotPublished(Fault):
    """A draw is from a lottery (`number`) that was not published before, or not with this digest."""


class LotteryWasDrawnBefore(Fault):
    """A second draw is made from the lottery `number`."""


class LotteryWasWithdrawn(Fault):
    """A draw is from the lottery `number`, which was withdrawn before."""


def check_lottery_published(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.published`: after a contract, with its file, which holds in itself and has these figures."""
    contract_in_force(story)
    which, sha256 = number(entry, "number"), text(entry, "sha256")
    document = _read_file(story, path=text(entry, "file"), sha256=sha256)
    _require_all(checks.check_lottery(document))
    story.keep("lottery", which, (sha256, document))
    for what, found in _figures(document).items():
        if number(entry, what) != found:
            raise LotteryFiguresDiffer(what=what, said=number(entry, what), found=found)
    yield holds_at(entry, "lottery_holds", number=which, **_figures(document))
    yield unproven_at(entry, "lottery_without_pool", number=which)


def check_withdrawn(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.withdrawn`: a lottery that was published, and not drawn; from here on it cannot be."""
    which = number(entry, "number")
    if story.find("lottery", which) is None:
        raise LotteryWasNotPublished(number=which)
    if story.find("drawn", which) is not None:
        raise LotteryWasDrawnBefore(number=which)
    story.keep("withdrawn", which, entry)
    yield from ()


def check_drawn(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.drawn`: from a published lottery, once; its source gives this panel, which holds these people."""
    contract_in_force(story)
    which, panel, selected = number(entry, "number"), number(entry, "panel"), entry.data["selected"]
    sha256, document = _published(story, which)
    if sha256 != text(entry, "sha256"):
        raise LotteryWasNotPublished(number=which)
    if story.find("drawn", which) is not None:
        raise LotteryWasDrawnBefore(number=which)
    if story.find("withdrawn", which) is not None:
        raise LotteryWasWithdrawn(number=which)
    story.keep("drawn", which, entry)
    source = entry.data["source"]
    draw = {"format": DRAW_FORMAT, "lottery": sha256, "source": source, "number": panel, "selected": selected}
    _require_all(draw_checks.check_draw(draw, document))
    yield holds_at(entry, "draw_holds", number=which, panel=panel, panels=len(document["panels"]), count=len(selected))


def _read_file(story: Story, *, path: str, sha256: str) -> Any:
    if path not in story.files:
        raise LotteryFileIsMissing(path=path)
    if sha256_hex(story.files[path]) != sha256:
        raise LotteryFileIsAnother(path=path)
    return read_canonical(story.files[path])


def _published(story: Story, which: int) -> tuple[str, Any]:
    """The digest and the document of an earlier lottery; a digest that nothing has where there is none."""
    found: tuple[str, Any] = story.find("lottery", which) or ("", None)
    return found


def _require_all(findings: Iterable[checks.Finding]) -> None:
    for finding in findings:
        if finding.fault is not None:
            raise finding.fault


def _figures(document: Any) -> dict[str, int]:
    return {"panels": len(document["panels"]), "seats": document["seats"], "pool": len(document["ids"])}

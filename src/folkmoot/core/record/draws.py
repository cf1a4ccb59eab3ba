"""Lotteries and draws, worked out again from the published panels."""

from collections.abc import Iterator
from typing import Any

from folkmoot.core.canonical import read_canonical, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.record.contracts import contract_in_force
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import Finding, holds_at
from folkmoot.core.record.stories import Story, ValueIsMissing, number, text
from folkmoot.core.sortition.documents import read_lottery
from folkmoot.core.sortition.draws import DRAW_FORMAT, number_chosen, read_draw
from folkmoot.core.sortition.lotteries import Lottery


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


class PanelDoesNotFollow(Fault):
    """The source names another panel (`found`) than the entry says (`said`)."""


class PanelHoldsOthers(Fault):
    """The people entered as selected are not those on the panel `panel`."""


def check_lottery_published(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.published`: after a contract, with its file, which holds in itself and has these figures."""
    contract_in_force(story)
    lottery = _read_file(story, path=text(entry, "file"), sha256=text(entry, "sha256"))
    story.keep("lottery", number(entry, "number"), (text(entry, "sha256"), lottery))
    for what, found in _figures(lottery).items():
        if number(entry, what) != found:
            raise LotteryFiguresDiffer(what=what, said=number(entry, what), found=found)
    yield holds_at(entry, "lottery_holds", number=number(entry, "number"), **_figures(lottery))


def check_drawn(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.drawn`: from a published lottery, once; its source gives this panel, which holds these people."""
    contract_in_force(story)
    which, said = number(entry, "number"), number(entry, "panel")
    lottery = _published(story, which, text(entry, "sha256"))
    if story.find("drawn", which) is not None:
        raise LotteryWasDrawnBefore(number=which)
    story.keep("drawn", which, entry)
    selected = entry.data.get("selected")
    if not isinstance(selected, list):
        raise ValueIsMissing(kind=entry.kind, field="selected")
    _check_panel(lottery, source=entry.data.get("source"), said=said, selected=selected)
    yield holds_at(entry, "draw_holds", number=which, panel=said, panels=len(lottery.panels), count=len(selected))


def _read_file(story: Story, *, path: str, sha256: str) -> Lottery:
    if path not in story.files:
        raise LotteryFileIsMissing(path=path)
    if sha256_hex(story.files[path]) != sha256:
        raise LotteryFileIsAnother(path=path)
    return read_lottery(read_canonical(story.files[path]))


def _figures(lottery: Lottery) -> dict[str, int]:
    return {"panels": len(lottery.panels), "seats": lottery.seats, "pool": len(lottery.ids)}


def _published(story: Story, which: int, sha256: str) -> Lottery:
    found = story.find("lottery", which)
    if found is None or found[0] != sha256:
        raise LotteryWasNotPublished(number=which)
    lottery: Lottery = found[1]
    return lottery


def _check_panel(lottery: Lottery, *, source: Any, said: int, selected: list[str]) -> None:
    draw = read_draw({"format": DRAW_FORMAT, "lottery": "", "source": source, "number": said, "selected": selected})
    found = number_chosen(draw.source, len(lottery.panels))
    if found != said:
        raise PanelDoesNotFollow(said=said, found=found)
    if sorted(lottery.ids[place] for place in lottery.panels[said]) != sorted(draw.selected):
        raise PanelHoldsOthers(panel=said)

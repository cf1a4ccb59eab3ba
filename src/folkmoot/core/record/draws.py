"""Lotteries and draws, worked out again from the published panels by the independent check of `core.sortition`."""

from collections.abc import Iterable, Iterator
from typing import Any

from folkmoot.core.canonical import digest, read_canonical, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.record import chances, panels, rotations
from folkmoot.core.record.contracts import contract_in_force
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import Finding, holds_at, unproven_at
from folkmoot.core.record.stories import Story, number, text
from folkmoot.core.sortition import checks, draw_checks
from folkmoot.core.sortition.commitments import commitment
from folkmoot.core.sortition.draws import DRAW_FORMAT
from folkmoot.core.sortition.frame_seats import FRAME
from folkmoot.core.sortition.plans import Plan
from folkmoot.core.sortition.sealing import is_sealed


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


class InputsAreAnother(Fault):
    """The inputs frozen for the lottery `number` do not have the digest that stands beside them."""


class LotteryWasNotFrozen(Fault):
    """A result (`number`) has no inputs that were frozen before, or a second one follows a first."""


class ResultIsAnother(Fault):
    """The lottery `number` that was published is not the one whose computation was entered."""


def check_frozen(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.frozen`: the inputs as they stood before anything was computed, once for each number."""
    which = number(entry, "number")
    inputs = {
        name: entry.data[name] for name in ("objective", "panels", "pool_sha256", "replacement", "seats", "targets")
    }
    inputs |= {"parts": entry.data["parts"]} if "parts" in entry.data else {}
    if digest(inputs) != text(entry, "inputs"):
        raise InputsAreAnother(number=which)
    named = sorted(each["value"] for each in inputs["targets"] if each["category"] == FRAME)
    if sorted(entry.data.get("frames", named)) != named:
        raise InputsAreAnother(number=which)
    if story.find("frozen", which) is not None:
        raise LotteryWasNotFrozen(number=which)
    path = text(entry, "pool_file")
    _read_file(story, path=path, sha256=text(entry, "pool_sha256"))
    story.keep("frozen", which, entry)
    before = [each for each in story.all_of("frozen").values() if each is not entry]
    same = sum(each.data["inputs"] == entry.data["inputs"] for each in before)
    yield holds_at(entry, "inputs_frozen", number=which, pool=number(entry, "pool"), before=len(before), same=same)


def check_computed(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.computed`: how a computation ended, once, after its inputs were frozen."""
    which = number(entry, "number")
    if story.find("frozen", which) is None or story.find("computed", which) is not None:
        raise LotteryWasNotFrozen(number=which)
    story.keep("computed", which, entry)
    yield from ()


def check_lottery_published(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.published`: after a contract, with its file, which holds in itself and has these figures."""
    contract_in_force(story)
    which, sha256 = number(entry, "number"), text(entry, "sha256")
    document = _read_file(story, path=text(entry, "file"), sha256=sha256)
    sealed = is_sealed(document)
    _require_all(draw_checks.check_sealed(document) if sealed else checks.check_lottery(document))
    story.keep("lottery", which, (sha256, document))
    for what, found in _figures(document).items():
        if number(entry, what) != found:
            raise LotteryFiguresDiffer(what=what, said=number(entry, what), found=found)
    yield holds_at(entry, "sealed_lottery_holds" if sealed else "lottery_holds", number=which, **_figures(document))
    yield _is_what_was_computed(entry, story, document)
    yield from panels.check_divided(entry, story, document)
    yield from chances.check_declared(entry, story)
    yield from rotations.check_nobody_barred(entry, story, document)
    yield unproven_at(entry, "sealed_until_audit" if sealed else "lottery_without_pool", number=which)


def _is_what_was_computed(entry: Entry, story: Story, document: Any) -> Finding:
    """That nothing was exchanged between freeze, computation and publication, where the record tells of them."""
    which = number(entry, "number")
    frozen, computed = story.find("frozen", which), story.find("computed", which)
    if frozen is None or computed is None:
        return unproven_at(entry, "freeze_not_told", number=which)
    for what in ("panels", "seats", "pool"):
        if number(entry, what) != number(frozen, what):
            raise LotteryFiguresDiffer(what=what, said=number(entry, what), found=number(frozen, what))
    opened = document["lottery"] if is_sealed(document) else _opened(entry)
    if opened != computed.data.get("lottery"):
        raise ResultIsAnother(number=which)
    return holds_at(entry, "as_computed", number=which, runs=len(story.all_of("frozen")))


def _opened(entry: Entry) -> str:
    return commitment(bytes.fromhex(text(entry, "salt")), text(entry, "sha256"))


def check_withdrawn(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.withdrawn`: a lottery that was published, and not drawn; from here on it cannot be."""
    which = number(entry, "number")
    if story.find("lottery", which) is None:
        raise LotteryWasNotPublished(number=which)
    if story.find("drawn", which) is not None:
        raise LotteryWasDrawnBefore(number=which)
    story.keep("withdrawn", which, entry)
    yield from chances.known_when_withdrawn(entry, story)


def check_drawn(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.drawn`: from a published lottery, once; the declared source gives this panel and these people."""
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
    draw = {"format": DRAW_FORMAT, "lottery": sha256, "number": panel, "selected": selected}
    draw |= {name: entry.data[name] for name in ("source", "salt") if entry.data.get(name) is not None}
    plan: Plan | None = story.find("plan", which)
    _require_all(draw_checks.check_draw(draw, document, plan))
    yield holds_at(entry, "draw_holds", number=which, panel=panel, panels=len(document["panels"]), count=len(selected))
    yield from panels.check_called(entry, story, document)
    yield from chances.check_used(entry, story, draw)


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
    people = document["people"] if is_sealed(document) else document["ids"]
    return {"panels": len(document["panels"]), "seats": document["seats"], "pool": len(people)}

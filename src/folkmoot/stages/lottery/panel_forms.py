"""What people type of several panels at once, as values."""

from collections.abc import Sequence

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.targets import NotAWholeNumber
from folkmoot.stages.lottery.actions import PanelAsked
from folkmoot.stages.lottery.faults import OwnTargetUnreadable
from folkmoot.stages.lottery.models import PanelRow
from folkmoot.stages.lottery.target_rows import target_line, typed_target


def read_panels(rows: Sequence[Sequence[str]]) -> tuple[PanelAsked, ...]:
    """The panels that were typed: name, seats, `sits` or `waits`, frame, own targets one a line. Raises `Faults`."""
    found: list[PanelAsked] = []
    problems: list[Fault] = []
    for number, (name, seats, role, frame, own) in enumerate(rows, 1):
        if not (seats.strip().isascii() and seats.strip().isdigit() and 0 < int(seats) < 1_000_000):
            problems.append(NotAWholeNumber(row=number, column="seats", value=seats))
            continue
        lines = [(line, text) for line, text in enumerate(own.splitlines(), 1) if text.strip()]
        targets = [typed_target(text.strip()) for _line, text in lines]
        problems += [
            OwnTargetUnreadable(line=line, text=text)
            for (line, text), target in zip(lines, targets, strict=True)
            if target is None
        ]
        asked = tuple(target for target in targets if target)
        waits = role == "waits"
        found.append(PanelAsked(name=name.strip(), seats=int(seats), substitutes=waits, own=asked, frame=frame))
    if problems:
        raise Faults(*problems)
    return tuple(found)


def panel_cells(row: PanelRow) -> tuple[str, ...]:
    """A panel as its form shows it."""
    own = "\n".join(map(target_line, row.own))
    return row.name, str(row.seats), "waits" if row.substitutes else "sits", row.frame, own

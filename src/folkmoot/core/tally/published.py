"""A result as everybody may have it: rule, ballots, options, winners, full tables and the story, as plain values.

Fractions are text (`"31/41"`), so that they stay exact however large they are. Keys: `docs/spec/tally-rules.md`.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from folkmoot.core.tally.methods import Method
from folkmoot.core.tally.outcomes import Grid, Outcome
from folkmoot.core.tally.profiles import Cast, Option, Turnout
from folkmoot.core.tally.ruling import rule_plain
from folkmoot.core.tally.tallies import Step

FORMAT = "folkmoot-tally/1"


def result_document(cast: Cast, rule: Method, outcome: Outcome, *, source: Mapping[str, Any]) -> dict[str, Any]:
    """All of a counted vote; `source` says which file it was counted from (its name, SHA-256, the chance given)."""
    ids = [option.id for option in cast.options]
    return {
        "format": FORMAT,
        "source": dict(source),
        "rule": rule_plain(rule),
        "turnout": _turnout(cast.turnout),
        "options": [_option(option) for option in cast.options],
        "winners": [ids[each] for each in outcome.winners],
        "tied": [ids[each] for each in outcome.tied],
        "tables": {grid.code: _grid(grid) for grid in outcome.grids},
        "steps": [_step(step) for step in outcome.steps],
    }


def _turnout(turnout: Turnout) -> dict[str, int]:
    names = ("eligible", "present", "cast", "blank", "spoilt")
    numbers = {name: getattr(turnout, name) for name in names}
    return {name: number for name, number in numbers.items() if number is not None}


def _option(option: Option) -> dict[str, Any]:
    cost = {} if option.cost is None else {"cost": _plain(option.cost)}
    return {"id": option.id, "name": option.name or option.id, **cost}


def _grid(grid: Grid) -> dict[str, Any]:
    return {"columns": list(grid.columns), "rows": [[_plain(cell) for cell in row] for row in grid.rows]}


def _step(step: Step) -> dict[str, Any]:
    return {"code": step.code, "params": {name: _plain(value) for name, value in step.params.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value

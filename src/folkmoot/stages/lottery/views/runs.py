"""Every computation in words: what changed since the one before, and how it ended."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.rules import State, is_public


def run_rows(assembly: Assembly, lotteries: list[queries.Lottery]) -> list[tuple[queries.Run, list[str], str]]:
    """`(run, what changed, how it ended)`, newest first."""
    states = {each.number: each.state for each in lotteries if is_public(each)}
    found = queries.runs(assembly)
    return [(run, _changed(run), _ended(run, states.get(run.number, ""))) for run in reversed(found)]


def _ended(run: queries.Run, state: str) -> str:
    return {
        State.DRAWN.value: _("published and drawn"),
        State.PUBLISHED.value: _("published, waits for its draw"),
        State.WITHDRAWN.value: _("published and withdrawn"),
        State.FOUND.value: _("found, not published"),
        State.FAILED.value: _("impossible: the targets cannot be met"),
        State.CANCELLED.value: _("stopped"),
    }.get(state or run.outcome, _("not ended yet"))


def _changed(run: queries.Run) -> list[str]:
    if run.before is None:
        return [_("The first")]
    if run.same:
        return [_("The very same inputs as lottery %(n)d") % {"n": run.before}]
    since = _("Since lottery %(n)d:") % {"n": run.before}
    return [since, *_lines(run), *map(_setting, run.settings), *map(_target, run.targets)]


def _lines(run: queries.Run) -> list[str]:
    if not (run.gone or run.new):
        return []
    said = ngettext(
        "%(gone)d line of the pool went and %(new)d came",
        "%(gone)d lines of the pool went and %(new)d came",
        run.gone,
    )
    return [said % {"gone": run.gone, "new": run.new}]


def _setting(change: tuple[str, Any, Any]) -> str:
    name, before, now = change
    names = {"seats": _("seats"), "objective": _("what fair means"), "panels": _("panels")}
    return _("%(what)s: %(before)s became %(now)s") % {"what": names[name], "before": before, "now": now}


def _target(change: tuple[str, str, Any, Any]) -> str:
    category, value, before, now = change
    what = {"what": f"{category}, {value}", "before": _range(before), "now": _range(now)}
    return _("%(what)s: %(before)s became %(now)s") % what


def _range(bounds: tuple[int, int] | None) -> str:
    return _("none") if bounds is None else f"{bounds[0]}–{bounds[1]}"

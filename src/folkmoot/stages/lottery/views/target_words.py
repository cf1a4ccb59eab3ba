"""What targets lead to, in words: relaxations, steps that would help, people whom no panel can hold."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.core.sortition import Bound, Relaxation, ShutOut, Target
from folkmoot.core.sortition.conflicts import Side
from folkmoot.core.sortition.prospects import Prospect, Step
from folkmoot.stages.lottery.views.words import one_in

TARGET_COLUMNS = ("category", "name", "min", "max", "min_flex", "max_flex", "priority")


def target_cells(target: Target) -> tuple[str, ...]:
    """A target as cells of a table with the `TARGET_COLUMNS`."""
    numbers = (target.minimum, target.maximum, target.flexible_minimum, target.flexible_maximum, target.priority)
    return (target.category, target.value, *("" if number is None else str(number) for number in numbers))


def remedy_words(remedy: Relaxation) -> tuple[list[str], int]:
    """A relaxation in words, and by how many people it moves the targets in all."""
    return [_change(change.bound, change.to) for change in remedy.changes], remedy.people


def _change(bound: Bound, to: int) -> str:
    sentence = (
        _("lower the minimum of %(category)s, %(value)s from %(old)d to %(new)d")
        if bound.side is Side.MINIMUM
        else _("raise the maximum of %(category)s, %(value)s from %(old)d to %(new)d")
    )
    return sentence % {"category": bound.category, "value": bound.value, "old": bound.number, "new": to}


def shut_out_words(found: ShutOut, categories: Sequence[str]) -> dict[str, Any]:
    """Who is in no panel, and the targets that shut them out."""
    who = ", ".join(f"{name}: {value}" for name, value in zip(categories, found.features, strict=True))
    return {"names": found.ids, "who": who, "targets": [str(bound) for bound in found.conflict]}


def chance_words(smallest: float) -> str:
    """The best smallest chance, `1 in 31`."""
    return one_in(Fraction(smallest).limit_denominator(10**9))


def step_words(now: Prospect) -> list[str]:
    """Each step that would help, as a sentence; one too small to be seen in it is left out."""
    found = []
    for step in now.steps:
        before, after = chance_words(now.smallest or 0.0), chance_words(step.smallest)
        if step.shut_out < now.people_out:
            found.append(f"{_moved(step)} {_lets_in(now.people_out - step.shut_out, after)}")
        elif before != after:
            raised = _("would raise the smallest chance from %(before)s to %(after)s.")
            found.append(f"{_moved(step)} {raised % {'before': before, 'after': after}}")
    return found


def _moved(step: Step) -> str:
    bound = step.change.bound
    sentence = (
        _("One seat fewer for %(value)s (%(category)s: at least %(new)d instead of %(old)d)")
        if bound.side is Side.MINIMUM
        else _("One seat more for %(value)s (%(category)s: at most %(new)d instead of %(old)d)")
    )
    return sentence % {"category": bound.category, "value": bound.value, "old": bound.number, "new": step.change.to}


def _lets_in(people: int, chance: str) -> str:
    sentence = ngettext(
        "would let %(n)d more person have a chance; the smallest would be %(chance)s then.",
        "would let %(n)d more people have a chance; the smallest would be %(chance)s then.",
        people,
    )
    return sentence % {"n": people, "chance": chance}

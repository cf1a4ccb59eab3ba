"""Whom to look for, in words: what some more registrations of each value would do to the smallest chance."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.sortition.easing import eased
from folkmoot.core.sortition.outreach import Outreach, Reach, Shortage, outreach, shortages
from folkmoot.core.sortition.prospects import profiles_for
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.views.words import percent

AMOUNTS: Final = (5, 10, 20, 50)
USUAL: Final = 10
QUICK: Final = 1500  # with more profiles than that, a page would take too long


def whom_to_look_for(assembly: Assembly, *, more: int = USUAL, quick: int = QUICK) -> dict[str, Any]:
    """What `more` people of each value would do, for `part_outreach.html`; nothing where nobody may join any more.

    Where the pool has more than `quick` profiles, only whom it lacks is told.
    """
    inputs = queries.inputs_of_next(assembly)
    if queries.pool_is_closed(assembly) or not inputs.pool.respondents or not inputs.targets:
        return {}
    asked = {(each.category, each.value) for each in queries.targets(assembly)}
    lacking = [each for each in shortages(inputs.pool, inputs.targets) if (each.category, each.value) in asked]
    profiles = profiles_for(inputs.pool, inputs.targets, inputs.seats)
    found = {"more": more, "amounts": AMOUNTS, "lacking": [_lacking_words(each) for each in lacking]}
    if len(profiles.profiles) > quick:
        return found | {"too_many": True}
    reached = outreach(inputs.pool, eased(profiles), inputs.seats, more=more)
    helps = [each for each in reached.help if (each.category, each.value) in asked]
    nothing = [each for each in reached.nothing if (each.category, each.value) in asked]
    return found | {
        "helps": [words for each in helps if (words := reach_words(each, reached))],
        "nothing": [f"{each.value} ({each.category})" for each in nothing],
    }


def reach_words(then: Reach, now: Outreach) -> str:
    """What some more people would do, in a sentence; empty where it is too little to be seen in it."""
    who = ngettext(
        "%(n)d more person with %(value)s (%(category)s)", "%(n)d more people with %(value)s (%(category)s)", then.more
    )
    who %= {"n": then.more, "value": then.value, "category": then.category}
    after = then.smallest or 0.0
    if now.smallest is None:
        said = _("%(who)s would make the targets possible on average; the smallest chance would be %(after)s then.")
        return said % {"who": who, "after": _share(after)}
    if then.shut_out < now.shut_out:
        said = ngettext(
            "%(who)s would give a chance to %(n)d person who has none; the smallest would be %(after)s then.",
            "%(who)s would give a chance to %(n)d people who have none; the smallest would be %(after)s then.",
            now.shut_out - then.shut_out,
        )
        return said % {"who": who, "n": now.shut_out - then.shut_out, "after": _share(after)}
    before, shown = _apart(now.smallest, after)
    if before == shown:
        return ""
    said = _("%(who)s would raise the smallest chance from %(before)s to %(after)s.")
    return said % {"who": who, "before": before, "after": shown}


def _lacking_words(lack: Shortage) -> str:
    said = _("%(value)s (%(category)s): every panel must hold at least %(least)d, and the pool has %(people)d.")
    return said % {"value": lack.value, "category": lack.category, "least": lack.least, "people": lack.people}


def _apart(before: float, after: float) -> Sequence[str]:
    """Two shares with as few decimals as show that they differ."""
    shown = [_share(before), _share(after)]
    return shown if shown[0] != shown[1] else [_share(before, 2), _share(after, 2)]


def _share(chance: float, places: int = 1) -> str:
    return percent(Fraction(chance), places)

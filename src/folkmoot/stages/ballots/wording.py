"""Thresholds and results in the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext

from folkmoot.core.tally.rules import Base, Rule
from folkmoot.messages.tally import explain
from folkmoot.stages.ballots.queries import ItemResult


def said_rule(rule: Rule) -> str:
    """A threshold in one sentence."""
    share = f"{rule.fraction.numerator}/{rule.fraction.denominator}"
    if rule.is_simple_majority:
        return gettext("A text is adopted when more people vote yes than no.")
    more = gettext("A text is adopted when more than %(share)s %(base)s are yes.")
    least = gettext("A text is adopted when at least %(share)s %(base)s are yes.")
    return (more if rule.strict else least) % {"share": share, "base": _said_base(rule)}


def _said_base(rule: Rule) -> str:
    if rule.of is Base.CAST:
        all_cast = gettext("of all ballots cast, blank and spoilt ones counted in,")
        return all_cast if rule.blanks_count else gettext("of the ballots cast, blank and spoilt ones left out,")
    bases = {
        Base.VALID: gettext("of the yes and no votes"),
        Base.PRESENT: gettext("of all members present"),
        Base.ELIGIBLE: gettext("of all members who may vote"),
    }
    return bases[rule.of]


def told(result: ItemResult) -> Sequence[str]:
    """How one result came about, step by step."""
    return explain(result.tally, gettext)

"""Forms of the rotation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.stages.lottery.actions import SeatRule
from folkmoot.stages.lottery.forms import day_input
from folkmoot.stages.lottery.queries import TermRule


class TermRuleForm(forms.Form):
    """How the seats of a body are renewed."""

    groups = forms.TypedChoiceField(
        label=_("How many leave at each turn?"),
        choices=[
            (1, _("Everybody: the whole body is drawn anew")),
            (2, _("Half of the seats")),
            (3, _("A third of the seats")),
            (4, _("A quarter of the seats")),
        ],
        coerce=int,
        initial=1,
        widget=forms.RadioSelect,
    )
    months = forms.IntegerField(
        label=_("Months from one turn to the next"),
        help_text=_("With thirds every 6 months, everybody sits for 18 months."),
        min_value=1,
        max_value=120,
        initial=12,
    )
    begins_on = forms.DateField(
        label=_("First day of the first term"),
        help_text=_("The days of the turns are counted from it."),
        required=False,
        widget=day_input(),
    )
    returning = forms.IntegerField(
        label=_("How many may stay for one more turn?"),
        help_text=_("Only where everybody leaves at once: so many of them stay once more, by lot. Otherwise 0."),
        min_value=0,
        initial=0,
    )
    most = forms.IntegerField(
        label=_("How often may the same person sit?"),
        help_text=_("1: once in a lifetime. 0: as often as the lot falls on her."),
        min_value=0,
        max_value=20,
        initial=1,
    )
    pause = forms.IntegerField(
        label=_("How many turns must pass before she may be drawn again?"),
        help_text=_("1: not for the seats of the turn at which she leaves, but for those of the next one."),
        min_value=0,
        max_value=40,
        initial=1,
    )

    def rule(self) -> SeatRule:
        """What was typed, as the action takes it."""
        return SeatRule(**self.cleaned_data)


def rule_initial(kept: TermRule | None) -> dict[str, Any]:
    """The rule in force, as the form shows it."""
    return {name: getattr(kept, name) for name in TermRuleForm.base_fields} if kept else {}

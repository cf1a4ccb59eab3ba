"""Forms about one person of the pool: to correct, remove or call her, and to enter her guardian's word."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.stages.lottery.forms import day_input
from folkmoot.stages.lottery.models import GuardianConsent, Respondent
from folkmoot.stages.lottery.uploads import CONTACTS


class RemoveForm(forms.Form):
    """Why somebody leaves the pool against her will."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stays with the lottery team and is never public."),
        max_length=200,
    )


class GuardianForm(forms.Form):
    """The word of a parent or guardian."""

    name = forms.CharField(label=_("Who agreed"), max_length=160)
    how = forms.ChoiceField(
        label=_("How"),
        choices=[
            (GuardianConsent.How.SIGNED, _("Signed on paper")),
            (GuardianConsent.How.CALLED, _("Said on the telephone")),
            (GuardianConsent.How.IN_PERSON, _("Said in person")),
        ],
        widget=forms.RadioSelect,
    )
    given_on = forms.DateField(label=_("On which day"), widget=day_input())


_CONTACTS = {"name": _("Name"), "phone": _("Telephone"), "email": _("E-mail"), "address": _("Address")}


class CorrectionForm(forms.Form):
    """What somebody of the pool said of herself, to be put right."""

    @property
    def contacts(self) -> dict[str, str]:
        """Name, telephone, e-mail and address."""
        return {name: self.cleaned_data[name] for name in _CONTACTS}

    @property
    def features(self) -> dict[str, str]:
        """Category → value."""
        return {
            str(self.fields[name].label): value for name, value in self.cleaned_data.items() if name[:9] == "category-"
        }


def correction_form(respondent: Respondent, values: Mapping[str, Sequence[str]], data: Any = None) -> CorrectionForm:
    """The form that corrects one person."""
    form = CorrectionForm(data)
    for name, label in _CONTACTS.items():
        initial, limit = getattr(respondent, name), CONTACTS[name]
        form.fields[name] = forms.CharField(label=label, initial=initial, max_length=limit, required=False)
    for number, (category, known) in enumerate(values.items()):
        choices = [("", _("not known")), *((value, value) for value in known)]
        initial = respondent.features.get(category, "")
        field = forms.ChoiceField(label=category, choices=choices, initial=initial, required=False)
        form.fields[f"category-{number}"] = field
    return form


OUTCOMES = [
    ("yes", _("She says yes")),
    ("no", _("She says no")),
    ("later", _("She wants to think, or asks to be called again")),
    ("nobody", _("Nobody answered")),
    ("wrong", _("The number is wrong")),
]


class CallForm(forms.Form):
    """What came of one call."""

    outcome = forms.ChoiceField(label=_("What came of the call?"), choices=OUTCOMES, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For example when to call again, or why she says no. It is never public."),
        max_length=200,
        required=False,
    )

"""Forms of the contract."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from folkmoot.stages.contract.precedents import PRECEDENTS


class PrecedentForm(forms.Form):
    """What a first draft starts from."""

    precedent = forms.ChoiceField(
        label=_("Start from"),
        help_text=_("You can change every word. What you start from fills in what its model promised."),
        choices=[(name, each.label) for name, each in PRECEDENTS.items()],
        widget=forms.RadioSelect,
    )


class CommissionerForm(forms.Form):
    """An office that commissions, and who holds it."""

    office = forms.CharField(label=_("Office"), help_text=_("For example: Mayor of Ravnkilde"), max_length=160)
    name = forms.CharField(label=_("Name of the person who holds it now"), max_length=120)
    ref = forms.SlugField(
        label=_("Short name"),
        help_text=_("Small letters without spaces, for addresses. Leave it empty and we make it from the office."),
        max_length=60,
        required=False,
    )
    email = forms.EmailField(
        label=_("E-mail for signing on screen"), help_text=_("Leave empty if she signs on paper."), required=False
    )

    def clean(self) -> dict[str, Any]:
        """A short name is made from the office where none is given."""
        cleaned = super().clean() or {}
        if "ref" in cleaned and not cleaned["ref"]:
            cleaned["ref"] = slugify(cleaned.get("office", ""))[:60].strip("-") or "office"
        return cleaned


class PaperSignatureForm(forms.Form):
    """A signature given on paper."""

    witness = forms.CharField(
        label=_("Who witnessed the signature"),
        help_text=_("Name and office. The witness's name becomes public, as the signature does."),
        max_length=120,
    )


class ReasonForm(forms.Form):
    """Why the contract changes."""

    reason = forms.CharField(
        label=_("Why the contract changes"),
        help_text=_("Everybody will read this beside the change."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConfirmForm(forms.Form):
    """A page that asks once before an act that cannot be undone."""


class NoteForm(forms.Form):
    """Why somebody proposes other words."""

    note = forms.CharField(
        label=_("Why you propose it"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )


class DecisionForm(forms.Form):
    """What becomes of a proposed change."""

    decision = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[("accept", _("Accept: it goes into the draft as it stands")), ("decline", _("Decline"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Your answer to whoever proposed it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )


class SuccessionForm(forms.Form):
    """Who comes after whom, since when and why."""

    name = forms.CharField(label=_("Name of the person who holds it now"), max_length=120)
    on = forms.DateField(label=_("Since which day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(
        label=_("Why the holder changed"), help_text=_("For example: election. Everybody will read it."), max_length=500
    )
    email = forms.EmailField(
        label=_("E-mail of the new holder"), help_text=_("Leave empty if she replies on paper."), required=False
    )


class ReadingForm(forms.Form):
    """A member who has read the contract on paper."""

    pseudonym = forms.CharField(label=_("The member's name in public"), max_length=80)

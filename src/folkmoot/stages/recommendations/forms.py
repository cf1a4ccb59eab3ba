"""Forms of the report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ForewordForm(forms.Form):
    """What members say around their recommendations."""

    foreword = forms.CharField(
        label=_("Foreword"),
        help_text=_(
            "How you worked, what you want the commissioners to understand. Markdown: # heading, **bold**, - list."
        ),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=20_000,
    )


class SignOffForm(forms.Form):
    """A member's word; it carries the hash of what she read."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)


class PaperSignOffForm(SignOffForm):
    """A sign-off that was given on paper or by phone."""

    pseudonym = forms.ChoiceField(label=_("Member"))

    def __init__(self, *args: Any, pseudonyms: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pseudonym"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        field.choices = [("", "—"), *((each, each) for each in pseudonyms)]


class HandOverForm(forms.Form):
    """When and where the report was given to the commissioners."""

    on = forms.DateField(label=_("Day of the hand-over"), widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.CharField(
        label=_("Place"), help_text=_("For example: the council chamber, in public session."), max_length=200
    )

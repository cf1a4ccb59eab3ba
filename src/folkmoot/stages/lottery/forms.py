"""Forms of the lottery."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.core.sortition import Objective


class UploadForm(forms.Form):
    """A table to look at before anything changes."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, Excel (XLSX) or OpenDocument (ODS), at most 20 megabytes."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls,.ods,text/csv"}),
        error_messages={"empty": _("The file is empty. Save it again with its header and rows, then choose it again.")},
    )


class ConfirmUploadForm(forms.Form):
    """Confirms exactly the file that the dry run showed."""

    sha256 = forms.CharField(widget=forms.HiddenInput)


class ComputeForm(forms.Form):
    """How a lottery is to be fair, and how many panels it has."""

    objective = forms.ChoiceField(
        label=_("What fair means"),
        choices=[
            (Objective.LEXIMIN.value, _("Raise the smallest chance as far as possible, then the next one, and so on")),
            (Objective.MAXIMIN.value, _("Raise only the smallest chance as far as possible (faster for large pools)")),
        ],
        initial=Objective.LEXIMIN.value,
        widget=forms.RadioSelect,
    )
    panels = forms.TypedChoiceField(
        label=_("How many numbered panels"),
        help_text=_("Each is equally likely. A thousand panels need three balls."),
        choices=[(100, _("100 panels, two balls")), (1000, _("1,000 panels, three balls"))],
        coerce=int,
        initial=1000,
        widget=forms.RadioSelect,
    )


class PlanForm(forms.Form):
    """What a plan of letters starts from."""

    seats = forms.IntegerField(label=_("Seats to fill"), min_value=1, max_value=10_000)
    letters = forms.IntegerField(
        label=_("Letters, or numbers to call"),
        min_value=1,
        max_value=10_000_000,
        required=False,
        help_text=_("Leave it empty to see how many you need."),
    )
    percent = forms.DecimalField(
        label=_("How many of a hundred will say yes"),
        min_value=Decimal("0.01"),
        max_value=Decimal(99),
        decimal_places=2,
        help_text=_("In real recruitments: from 1.15 to 11.5. Be careful: choose a number from below the middle."),
    )


class BallsForm(forms.Form):
    """The digits as one person reads them."""

    balls = forms.CharField(
        label=_("Digits on the balls, in the order in which they were drawn"),
        help_text=_("For example 187. Type what you see yourself; do not ask the other person."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class WitnessForm(BallsForm):
    """The digits as the witness reads them, with her word on it."""

    attested = forms.BooleanField(
        label=_("I saw the balls being drawn, I read them myself, and nobody told me what to type."),
    )


class ReasonForm(forms.Form):
    """A reason that everybody will read."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("Everybody will read this beside the lottery."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class InnerReasonForm(forms.Form):
    """A reason that stays inside."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stays with the lottery team and is never public."),
        max_length=200,
        required=False,
    )


class EraseForm(forms.Form):
    """Why personal data goes now."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For example: the time limit named in the data rules of the contract has passed."),
        max_length=200,
    )


class ConfirmForm(forms.Form):
    """A page that asks once."""

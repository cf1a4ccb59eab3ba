"""Forms about targets: the population they come from."""

from django import forms
from django.utils.translation import gettext_lazy as _

UNITS = [("share", _("Percent of the population")), ("people", _("Numbers of people"))]


class CensusForm(forms.Form):
    """How the numbers of a population are meant; the numbers themselves are rows beside it, or a file."""

    column = forms.ChoiceField(
        label=_("What the numbers are"), choices=UNITS, initial="share", widget=forms.RadioSelect
    )
    tolerance = forms.CharField(
        label=_("Wider than the exact share"),
        required=False,
        max_length=12,
        help_text=_("Leave it empty to round down and up. Or write seats, such as 1, or a part of the share, 10 %."),
    )
    file = forms.FileField(
        label=_("Or take the numbers from a file"),
        required=False,
        help_text=_("CSV, Excel or OpenDocument with the columns category, name and share or people."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls,.ods,text/csv"}),
    )

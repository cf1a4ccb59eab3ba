"""What people type of alternates, as values."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_FACTOR = re.compile(r"(?P<category>[^:]+):(?P<value>.+)=\s*(?P<factor>\d{1,2}(?:[.,]\d{1,2})?)\s*")


class AlternatesForm(forms.Form):
    """How many alternates, and how likely members are to drop out."""

    panel = forms.ChoiceField(label=_("For which panel"))
    count = forms.IntegerField(
        label=_("How many alternates"), help_text=_("A fifth of the seats is usual."), min_value=1, max_value=1000
    )
    chance = forms.IntegerField(
        label=_("How many of a hundred members drop out"),
        help_text=_("From what you know of other assemblies; 10 to 20 is usual."),
        min_value=0,
        max_value=90,
        initial=15,
    )
    factors = forms.CharField(
        label=_("Who drops out more often than others"),
        help_text=_("One a line, for example: age: 16-25 = 1.5. Leave it empty where you do not know."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, panels: list[str], known: set[tuple[str, str]], **kwargs: Any) -> None:
        """`panels` are those that sit, `known` the categories and values that have a target."""
        super().__init__(*args, **kwargs)
        self._known = known
        self.fields["panel"].choices = [(name, name) for name in panels]  # type: ignore[attr-defined]
        if len(panels) < 2:
            del self.fields["panel"]

    def clean_factors(self) -> list[tuple[str, str, Decimal]]:
        """The factors as (category, value, factor); a line that is none is named."""
        lines = [line for line in self.cleaned_data["factors"].splitlines() if line.strip()]
        return [self._factor(line.strip()) for line in lines]

    def _factor(self, line: str) -> tuple[str, str, Decimal]:
        read = _FACTOR.fullmatch(line)
        if read is None or (read["category"].strip(), read["value"].strip()) not in self._known:
            raise forms.ValidationError(
                gettext("“%(line)s” is not a category and value of a target and a number, such as age: 16-25 = 1.5."),
                params={"line": line},
            )
        return read["category"].strip(), read["value"].strip(), Decimal(read["factor"].replace(",", "."))

    @property
    def likely(self) -> Decimal:
        """How likely each member is to drop out, from 0 to below 1."""
        return Decimal(int(self.cleaned_data["chance"])) / 100

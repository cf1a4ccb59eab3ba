"""Forms of the contract."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.core.tally.rules import Base
from folkmoot.stages.contract.clauses import Clauses, Influence, as_stored
from folkmoot.stages.contract.queries import INFLUENCE_LABELS

BASE_LABELS = {
    Base.VALID: _("of yes and no votes"),
    Base.CAST: _("of all ballots cast"),
    Base.PRESENT: _("of members present"),
    Base.ELIGIBLE: _("of all members"),
}


class ClausesForm(forms.Form):
    """The clauses, one question each; `initial_from` fills it from a stored draft."""

    question = forms.CharField(
        label=_("The question to the assembly"),
        help_text=_("Neutral and in plain words. It will stand in large type on every page."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    influence = forms.ChoiceField(
        label=_("How much the assembly's word counts"),
        choices=[(level.value, label) for level, label in INFLUENCE_LABELS.items()],
        widget=forms.RadioSelect,
    )
    on_disagreement = forms.CharField(
        label=_("What happens when we disagree with a recommendation"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    off_the_table = forms.CharField(
        label=_("What is off the table"),
        help_text=_("One item a line. Leave it empty if nothing is."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    reply_within_days = forms.IntegerField(
        label=_("Days to reply after the hand-over"),
        help_text=_("The clock counts them in public; nobody can stop it."),
        min_value=1,
        max_value=3650,
    )
    reply_form = forms.CharField(
        label=_("In which form we reply"),
        help_text=_("For example: in writing, to each recommendation, in a public meeting with the members."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    threshold_numerator = forms.IntegerField(
        label=_("A recommendation needs (share, upper number)"), min_value=1, max_value=1000
    )
    threshold_denominator = forms.IntegerField(label=_("… of (share, lower number)"), min_value=1, max_value=1000)
    threshold_of = forms.ChoiceField(
        label=_("The share is taken"),
        choices=[(base.value, label) for base, label in BASE_LABELS.items()],
    )
    threshold_strict = forms.BooleanField(
        label=_("More than this share is needed; exactly this share is not enough"), required=False
    )
    blanks_count = forms.BooleanField(label=_("Blank and spoilt papers count as ballots cast"), required=False)
    publicity = forms.CharField(label=_("What is public and when"), widget=forms.Textarea(attrs={"rows": 3}))
    data_rules = forms.CharField(label=_("How personal data is treated"), widget=forms.Textarea(attrs={"rows": 3}))
    breach = forms.CharField(
        label=_("What everybody sees if we break this promise"), widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """A share lies above 0 and at most at 1."""
        cleaned = super().clean() or {}
        upper, lower = cleaned.get("threshold_numerator"), cleaned.get("threshold_denominator")
        if upper and lower and upper > lower:
            self.add_error("threshold_numerator", _("The upper number cannot be larger than the lower one."))
        if upper and upper == lower and cleaned.get("threshold_strict"):
            self.add_error("threshold_strict", _("Nothing can be more than all. Untick this or lower the share."))
        return cleaned

    def clauses(self) -> Clauses:
        """The clauses as written; call after `is_valid`."""
        written = dict(self.cleaned_data)
        lines = tuple(line.strip() for line in written.pop("off_the_table").splitlines() if line.strip())
        return Clauses(
            **written
            | {
                "off_the_table": lines,
                "influence": Influence(written["influence"]),
                "threshold_of": Base(written["threshold_of"]),
            }
        )


def initial_from(clauses: Clauses) -> dict[str, Any]:
    """What `ClausesForm` shows for stored clauses."""
    return as_stored(clauses) | {"off_the_table": "\n".join(clauses.off_the_table)}


def starting_point(language: str) -> dict[str, Any]:
    """What a first draft starts from, in the language of the assembly: what this site does anyway, to be changed."""
    with translation.override(language):
        words = {
            "on_disagreement": gettext("We say why, in writing, to each recommendation that we do not follow."),
            "reply_form": gettext("In writing, to each recommendation, on its public page."),
            "publicity": gettext(
                "Public: this contract, how members are drawn, agendas, the texts that are voted on, the results, the "
                "report and every reply. Not public: who said what at a table, and who voted how."
            ),
            "data_rules": gettext(
                "In public, members are known by a pseudonym. Names and contacts are used for this assembly only, and "
                "erased after it."
            ),
            "breach": gettext("Every day without a reply is counted in public, on the promise board."),
        }
    return words | {
        "influence": "collaborate",
        "reply_within_days": 90,
        "threshold_numerator": 4,
        "threshold_denominator": 5,
        "threshold_of": "cast",
        "blanks_count": True,
    }


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

"""Forms of ballots."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.core.tally.counting import Choice
from folkmoot.stages.ballots.queries import MARKS, BallotItem, PaperCount
from folkmoot.stages.deliberation.queries import FrozenText
from folkmoot.stages.meetings.queries import Meeting

CHOICE_LABELS = {
    Choice.YES: _("Yes"),
    Choice.NO: _("No"),
    Choice.ABSTAIN: _("I abstain"),
    Choice.BLANK: _("I leave it blank"),
}
MARK_LABELS = {
    "papers": _("Papers"),
    "yes": _("Yes"),
    "no": _("No"),
    "abstain": _("Abstain"),
    "blank": _("Blank"),
    "spoilt": _("Spoilt"),
}


class OpenForm(forms.Form):
    """Where, on which texts, with how many spare cards."""

    meeting = forms.TypedChoiceField(
        label=_("At which meeting"),
        help_text=_("Only meetings whose attendance list is closed: whoever was ticked there votes."),
        coerce=int,
        widget=forms.RadioSelect,
    )
    texts = forms.TypedMultipleChoiceField(
        label=_("On which texts"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Word for word as frozen."),
    )
    on_device = forms.BooleanField(
        label=_("Members may vote on devices (untick to vote on paper only)"), required=False, initial=True
    )
    spares = forms.IntegerField(
        label=_("Spare voting cards"),
        help_text=_(
            "So that the last member can still choose among several. Nobody can vote more often because of them."
        ),
        min_value=0,
        max_value=100,
        initial=5,
    )

    def __init__(self, *args: Any, meetings: Sequence[Meeting], frozen: Sequence[FrozenText], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where, what = self.fields["meeting"], self.fields["texts"]
        where.choices = [(one.number, _meeting_label(one)) for one in meetings]  # type: ignore[attr-defined]
        what.choices = [(text.number, str(text)) for text in frozen]  # type: ignore[attr-defined]
        what.initial = [text.number for text in frozen]
        where.initial = meetings[-1].number if meetings else None


def _meeting_label(meeting: Meeting) -> str:
    words = gettext("%(title)s (%(present)d of %(eligible)d present)")
    return words % {"title": meeting.title, "present": meeting.present or 0, "eligible": meeting.eligible or 0}


class CardForm(forms.Form):
    """The code on a voting card."""

    question_page = True
    card = forms.CharField(
        label=_("The code on your voting card"),
        help_text=_("26 letters and digits. Capitals, spaces and hyphens do not matter."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class VoteForm(forms.Form):
    """A choice for each text; what is left unmarked is blank. The card travels along, the server remembers nothing."""

    card = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, items: Sequence[BallotItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"text-{item.number}"] = forms.ChoiceField(
                label=_("Your vote on text %(number)d") % {"number": item.number},
                choices=[(choice.value, label) for choice, label in CHOICE_LABELS.items()],
                widget=forms.RadioSelect,
                required=False,
            )

    def rows(self) -> list[tuple[BallotItem, forms.BoundField]]:
        """Each text with its field."""
        return [(item, self[f"text-{item.number}"]) for item in self.items]

    def choices(self) -> dict[int, str]:
        """Text number → choice; call after `is_valid`."""
        return {item.number: self.cleaned_data[f"text-{item.number}"] or Choice.BLANK.value for item in self.items}

    def answers(self) -> list[tuple[BallotItem, str, bool]]:
        """Each text with the choice in words and whether it is blank."""
        chosen = self.choices()
        return [
            (item, str(CHOICE_LABELS[Choice(chosen[item.number])]), chosen[item.number] == Choice.BLANK)
            for item in self.items
        ]


class ReceiptForm(forms.Form):
    """The code on a receipt."""

    receipt = forms.CharField(
        label=_("The code on your receipt"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class PaperForm(forms.Form):
    """What one counter found: how many papers, and five numbers for each text."""

    papers = forms.IntegerField(label=_("Paper ballots in the box"), min_value=0, max_value=100_000)

    def __init__(self, *args: Any, items: Sequence[BallotItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            for mark in MARKS:
                field = forms.IntegerField(label=MARK_LABELS[mark], min_value=0, max_value=100_000, initial=0)
                label = gettext("%(mark)s, text %(number)d") % {"mark": MARK_LABELS[mark], "number": item.number}
                field.widget.attrs |= {"aria-label": label, "inputmode": "numeric"}
                self.fields[f"{mark}-{item.number}"] = field

    def rows(self) -> list[tuple[BallotItem, list[tuple[str, forms.BoundField]]]]:
        """Each text with its five fields and their labels."""
        return [
            (item, [(str(MARK_LABELS[mark]), self[f"{mark}-{item.number}"]) for mark in MARKS]) for item in self.items
        ]

    def counts(self) -> dict[int, dict[str, int]]:
        """Text number → the five numbers; call after `is_valid`."""
        return {
            item.number: {mark: self.cleaned_data[f"{mark}-{item.number}"] for mark in MARKS} for item in self.items
        }


def initial_from(count: PaperCount | None) -> dict[str, int]:
    """What `PaperForm` shows for a count that was entered before."""
    if count is None:
        return {}
    marks = {f"{mark}-{number}": found for number, row in count.counts.items() for mark, found in row.items()}
    return {"papers": count.papers, **marks}


class CloseForm(forms.Form):
    """Closing a ballot."""

    days = forms.IntegerField(
        label=_("Days for minority statements"),
        help_text=_("Until then members may say beside a result why it does not speak for them."),
        min_value=1,
        max_value=90,
        initial=14,
    )


class CancelForm(forms.Form):
    """Why a ballot is called off."""

    reason = forms.CharField(
        label=_("Why the ballot is called off"), help_text=_("Everybody will read this."), max_length=300
    )


class StatementForm(forms.Form):
    """A minority statement."""

    text = forms.CharField(label=_("What the minority wants to say"), widget=forms.Textarea(attrs={"rows": 8}))
    names = forms.CharField(
        label=_("Names under it"),
        help_text=_("Real names or pseudonyms, only of people who agreed. Leave it empty to stay anonymous."),
        max_length=300,
        required=False,
    )


class ConfirmForm(forms.Form):
    """A page that asks once."""

"""Forms of the lottery."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.core.sortition import Objective
from folkmoot.stages.lottery.queries import LETTER_WORDS


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
            (Objective.NASH.value, _("Make the product of all chances as large as possible (Nash welfare)")),
            (
                Objective.GOLDILOCKS.value,
                _("Keep the smallest chance high and the largest low, so that untrue answers gain little (Goldilocks)"),
            ),
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


class LetterLanguageForm(forms.Form):
    """Which language to write the letter in next."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = choices  # type: ignore[attr-defined]


class LetterForm(forms.Form):
    """What the letter says in one language; its fixed words follow below, as fields named after them."""

    TEXTS = ("sender", "heading", "body", "signature", "phone", "return_address")

    sender = forms.CharField(
        label=_("Who writes"),
        help_text=_("Name and address, one line below the other. It also stands small above the address."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    heading = forms.CharField(label=_("Heading"), max_length=160)
    body = forms.CharField(
        label=_("The letter"),
        help_text=_("An empty line begins a new paragraph. Code, web address and card are added by themselves."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    signature = forms.CharField(
        label=_("Who signs"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    phone = forms.CharField(
        label=_("Free phone number"),
        help_text=_("Answered in this language. Without one, the letter does not offer it."),
        max_length=60,
        required=False,
    )
    return_address = forms.CharField(
        label=_("Where the reply card goes"), max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any, *, words: Mapping[str, str], initial: Mapping[str, str]) -> None:
        super().__init__(data, initial={**words, **initial})
        self._words = tuple(words)
        for name in self._words:
            label = _("On the letter: “%(words)s”") if not name.startswith("card_") else _("On the card: “%(words)s”")
            words_in_english = gettext(LETTER_WORDS[name])
            self.fields[name] = forms.CharField(label=label % {"words": words_in_english}, max_length=300)

    def texts(self) -> dict[str, str]:
        """The fields of the text, line ends as one character."""
        return {name: self.cleaned_data[name].replace("\r\n", "\n").strip() for name in self.TEXTS}

    def words(self) -> dict[str, str]:
        """The fixed words."""
        return {name: self.cleaned_data[name] for name in self._words}

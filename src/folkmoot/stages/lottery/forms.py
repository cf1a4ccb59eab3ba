"""Forms of the lottery."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.core.sortition import Objective
from folkmoot.stages.lottery.consents import REASONS
from folkmoot.stages.lottery.letter_papers import TEXTS
from folkmoot.stages.lottery.models import Question, Registration
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


_TYPED = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class CodeForm(forms.Form):
    """The code on a letter."""

    question_page = True
    code = forms.CharField(
        label=_("The code on your letter"),
        help_text=_("13 letters and digits, for example K7QF-9M2X-4T8RC. Capitals, spaces and hyphens do not matter."),
        max_length=40,
        widget=forms.TextInput(attrs=_TYPED),
    )


class ReferenceForm(forms.Form):
    """The reference that she was given when she had registered."""

    question_page = True
    reference = forms.CharField(
        label=_("The reference of your registration"),
        help_text=_("It begins with R. You were shown it when you had sent your answers."),
        max_length=40,
        widget=forms.TextInput(attrs=_TYPED),
    )


class OwnForm(forms.Form):
    """Whose chance to show: by the code on her letter, or by her own reference; perhaps as the file of one lottery."""

    question_page = True
    code = forms.CharField(
        label=_("The code on your letter, or the reference of your registration"),
        help_text=_("For example K7QF-9M2X-4T8RC, or R-K7QF-9M2X-4T8RC. Capitals, spaces and hyphens do not matter."),
        max_length=40,
        widget=forms.TextInput(attrs=_TYPED),
    )
    lottery = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class DeclineForm(forms.Form):
    """Why somebody says no, if she wants to tell."""

    question_page = True
    reason = forms.ChoiceField(
        label=_("Why do you not want to take part?"),
        help_text=_("Your answer helps to ask better. Only how many gave each reason is ever told."),
        choices=[(name, _(words)) for name, words in REASONS.items()],
        initial="unsaid",
        widget=forms.RadioSelect,
    )


def day_input() -> forms.DateInput:
    """A day, as the browser lets people choose it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TermsForm(forms.Form):
    """Who may take part in an assembly, by when, and what stays how long."""

    closes_on = forms.DateField(label=_("Last day for answers"), widget=day_input())
    phone = forms.CharField(
        label=_("Telephone number for questions"),
        help_text=_("It stands on the letter. Whoever has no computer registers there."),
        max_length=60,
    )
    youngest = forms.IntegerField(label=_("Youngest age"), min_value=0, max_value=120)
    oldest = forms.IntegerField(label=_("Oldest age"), min_value=0, max_value=120, required=False)
    age_on = forms.DateField(
        label=_("The day on which age counts"),
        help_text=_("Otherwise the first day of the assembly."),
        required=False,
        widget=day_input(),
    )
    guardian_below = forms.IntegerField(
        label=_("Below which age must a parent or guardian agree?"), min_value=0, max_value=30
    )
    dates = forms.CharField(
        label=_("Days to keep free"),
        help_text=_("One a line: the day, then what happens. For example: 2027-03-06 First weekend"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    least_dates = forms.IntegerField(
        label=_("On how many of these days must somebody be free?"), min_value=0, max_value=60
    )
    keep_days = forms.IntegerField(
        label=_("Days after closing until needs and dates of birth are erased"), min_value=1, max_value=730
    )
    spellings = forms.CharField(
        label=_("Languages of the addresses"),
        help_text=_("Codes with spaces between, for example: da de. They say how street names are shortened."),
        max_length=60,
        required=False,
    )
    abbreviations = forms.CharField(
        label=_("Your own short forms in addresses"),
        help_text=_("One a line, for example: hvn = havne"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_dates(self) -> list[list[str]]:
        """Each line as a day and what happens on it."""
        found = []
        for number, line in enumerate(self.cleaned_data["dates"].splitlines(), 1):
            day, _space, what = line.strip().partition(" ")
            if not day:
                continue
            try:
                found.append([date.fromisoformat(day).isoformat(), what.strip()])
            except ValueError as error:
                text = _("Line %(n)d does not begin with a day such as 2027-03-06.")
                raise forms.ValidationError(text, params={"n": number}) from error
        return found


def terms_initial(registration: Registration) -> dict[str, Any]:
    """The terms as they stand, as the form shows them."""
    names = [name for name in TermsForm.base_fields if name != "dates"]
    lines = (" ".join(pair).strip() for pair in registration.dates)
    return {name: getattr(registration, name) for name in names} | {"dates": "\n".join(lines)}


class ReopenForm(ReasonForm):
    """Why answers are taken again, and until when."""

    closes_on = forms.DateField(label=_("New last day for answers"), widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why registration opens again")
        self.fields["reason"].help_text = _("Everybody will read this in the public record.")


KINDS = [
    (Question.Kind.CONDITION, _("A condition: whoever says no cannot take part")),
    (Question.Kind.CATEGORY, _("A category of the targets")),
    (Question.Kind.CHOICE, _("A choice of answers, for statistics")),
    (Question.Kind.TEXT, _("An answer in her own words")),
]


class QuestionForm(forms.Form):
    """One question as everybody will read it."""

    kind = forms.ChoiceField(label=_("What kind of question"), choices=KINDS, widget=forms.RadioSelect)
    wording = forms.CharField(label=_("The question"), max_length=300)
    why = forms.CharField(
        label=_("Why you ask"),
        help_text=_("It stands under the question. Whoever knows why is readier to answer."),
        max_length=400,
        required=False,
    )
    options = forms.CharField(
        label=_("Answers to choose from"),
        help_text=_("One a line; only for a choice."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    required = forms.BooleanField(
        label=_("Everybody must answer"),
        help_text=_("Otherwise there is “I do not want to say”."),
        required=False,
    )

    def __init__(self, *args: Any, category: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if category:  # its kind and answers follow from the targets
            del self.fields["kind"], self.fields["options"]
        else:
            self.fields["kind"].choices = [pair for pair in KINDS if pair[0] != Question.Kind.CATEGORY]  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        """The question's own values."""
        values = {"kind": Question.Kind.CATEGORY, "options": ""} | self.cleaned_data
        return values | {"options": tuple(values["options"].splitlines())}


def question_initial(question: Question) -> dict[str, Any]:
    """A question as the form shows it."""
    names = ("kind", "wording", "why", "required")
    return {name: getattr(question, name) for name in names} | {"options": "\n".join(question.options)}


class EnterForm(forms.Form):
    """Through which door somebody registers, and by which letter."""

    channel = forms.ChoiceField(
        label=_("Where do the answers come from?"),
        choices=[("phone", _("By telephone")), ("card", _("By reply card")), ("door", _("At the door"))],
        initial="phone",
        widget=forms.RadioSelect,
    )
    letter = forms.CharField(
        label=_("Code or reference on the letter"),
        help_text=_("The reference stands on the card too, for example A1-00042. At the door it may be left out."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=_TYPED),
    )


class RecruiterForm(forms.Form):
    """Through whom somebody came, where people go from door to door."""

    source = forms.CharField(
        label=_("Who rang the bell?"),
        help_text=_("A name or number of the recruiter, so that a mistake can be traced."),
        max_length=120,
        required=False,
    )


class ConfirmForm(forms.Form):
    """A page that asks once."""


class LetterLanguageForm(forms.Form):
    """Which language to write the letter in next."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = choices  # type: ignore[attr-defined]


class ReturnedForm(forms.Form):
    """References of letters that came back."""

    references = forms.CharField(
        label=_("References"),
        help_text=_("One a line, as they stand at the foot of the letter: A1-00042. A hand scanner types them, too."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class LetterForm(forms.Form):
    """What the letter says in one language; its fixed words follow below, as fields named after them."""

    TEXTS = TEXTS

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

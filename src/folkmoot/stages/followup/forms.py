"""Forms of follow-up: one question at a time for replies."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from folkmoot import clock
from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.stages.followup.models import Answer, AssessorKind, Pace, Progress, ReasonCode
from folkmoot.stages.followup.rules import OWED, Act, Judged, Said, is_web_address
from folkmoot.stages.followup.wording import (
    ASSESSORS,
    CHOICES,
    FIELDS,
    LANGUAGES,
    PACES,
    PROGRESS,
    REASONS,
    VERDICT_CHOICES,
)

LONGEST = 8_000


class AnswerForm(forms.Form):
    """The first question: which answer."""

    answer = forms.ChoiceField(label=_("What is your answer?"), choices=list(CHOICES.items()), widget=forms.RadioSelect)


class EvidenceForm(forms.Form):
    """The second question: what this answer owes. The words may always be added."""

    answer = forms.ChoiceField(choices=list(CHOICES.items()), widget=forms.HiddenInput)

    def __init__(self, *args: Any, answer: Answer, by_letter: bool, wording: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"answer": answer.value, "wording": wording}
        self.chosen = answer
        for name in (*(name for name in OWED[answer] if name != "text"), "text"):
            label, hint = FIELDS[name]
            self.fields[name] = reply_field(name, label=label, help_text=hint, required=name in OWED[answer])
        if by_letter:
            self.fields["letter"] = forms.CharField(
                label=_("The signed letter"),
                help_text=_("Its date, who signed it and where it is kept. Everybody can read this."),
                max_length=300,
            )

    def clean_until(self) -> Any:
        """A day ahead."""
        until = self.cleaned_data["until"]
        if until and until <= clock.now().date():
            raise forms.ValidationError(_("Choose a day that lies ahead."))
        return until

    def said(self) -> Said:
        """The whole answer; call after `is_valid`."""
        written = self.cleaned_data
        code = written.get("reason_code")
        return Said(
            answer=self.chosen,
            text=written.get("text", ""),
            wording=written.get("wording", ""),
            source=written.get("source", ""),
            until=written.get("until"),
            authority=written.get("authority", ""),
            reason_code=ReasonCode(code) if code else None,
        )


def reply_field(name: str, **about: Any) -> forms.Field:
    """The field for one part of a reply."""
    if name == "until":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **about)
    if name == "reason_code":
        return forms.ChoiceField(choices=list(REASONS.items()), widget=forms.RadioSelect, **about)
    if name in {"text", "wording"}:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=LONGEST, **about)
    return forms.CharField(max_length=200 if name == "authority" else 500, **about)


class FollowForm(forms.Form):
    """Who is to be told, of what, and how often at most."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    about = forms.ChoiceField(label=_("Of what"))
    pace = forms.ChoiceField(
        label=_("How often at most"), choices=list(PACES.items()), widget=forms.RadioSelect, initial=Pace.WEEKLY
    )

    def __init__(self, *args: Any, texts: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = self.fields["about"]
        if isinstance(about, forms.ChoiceField):
            about.choices = [("all", _("All recommendations")), *((str(n), f"{n}. {title}") for n, title in texts)]


class PaceForm(forms.Form):
    """How often at most."""

    pace = forms.ChoiceField(
        label=_("How often at most"), choices=list(PACES.items()), widget=forms.RadioSelect, initial=Pace.WEEKLY
    )


class AssessForm(forms.Form):
    """News of implementation, as one assessor sees it."""

    kind = forms.ChoiceField(label=_("Who judges"))
    assessor = forms.CharField(
        label=_("Name of the assessor"),
        help_text=_("The office, group or newspaper; for members also how many took part, e.g. 9 of 45."),
        max_length=160,
    )
    progress = forms.ChoiceField(label=_("How far it is"), choices=list(PROGRESS.items()), widget=forms.RadioSelect)
    definition = forms.CharField(
        label=_("What this means here"), help_text=_("For example: done = in force and funded."), max_length=300
    )
    on = forms.DateField(label=_("As of"), widget=forms.DateInput(attrs={"type": "date"}))
    evidence = forms.CharField(
        label=_("Link to evidence"),
        help_text=_("Shown as a link; we never open it ourselves."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, kinds: frozenset[AssessorKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["kind"], kinds)

    def clean_evidence(self) -> str:
        """An address of the web."""
        return _web_address(self.cleaned_data["evidence"])

    def clean_on(self) -> Any:
        """A day that has come."""
        return _past(self.cleaned_data["on"])

    def words(self) -> dict[str, Any]:
        """What `assess` takes; call after `is_valid`."""
        written = self.cleaned_data
        return written | {"kind": AssessorKind(written["kind"]), "progress": Progress(written["progress"])}


class CompareForm(forms.Form):
    """Which adopted text a recommendation is held against, and who judges."""

    title = forms.CharField(
        label=_("What was adopted"),
        help_text=_("The law, regulation, budget line or decision, by its name."),
        max_length=200,
    )
    on = forms.DateField(label=_("Adopted on"), widget=forms.DateInput(attrs={"type": "date"}))
    source = forms.CharField(
        label=_("Link to it"),
        help_text=_("Shown as a link; we never open it ourselves."),
        max_length=500,
        required=False,
    )
    text = forms.CharField(
        label=_("Its words"),
        help_text=_("The part that is about this recommendation, in full. Next you see it clause by clause."),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=20_000,
    )
    language = forms.ChoiceField(
        label=_("Language of both texts"),
        help_text=_("If they differ, paste an official translation of the adopted text."),
        choices=list(LANGUAGES.items()),
    )
    kind = forms.ChoiceField(label=_("Who judges"))
    assessor = forms.CharField(
        label=_("Name of the assessor"), help_text=_("It stands in public under every verdict."), max_length=160
    )

    def __init__(self, *args: Any, kinds: frozenset[AssessorKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["kind"], kinds)

    def clean_source(self) -> str:
        """An address of the web."""
        return _web_address(self.cleaned_data["source"])

    def clean_on(self) -> Any:
        """A day that has come."""
        return _past(self.cleaned_data["on"])

    def act(self) -> Act:
        """What was adopted; call after `is_valid`."""
        return Act(**{name: self.cleaned_data[name] for name in ("title", "text", "language", "on", "source")})


class VerdictsForm(forms.Form):
    """A verdict on each clause. Nothing is chosen beforehand: a suggestion is read, a verdict is given."""

    sure = forms.BooleanField(
        label=_("I have read every clause, and these are my verdicts."),
        error_messages={"required": _("Say that you have read every clause; your name stands under the verdicts.")},
    )

    def __init__(self, *args: Any, clauses: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sure = self.fields.pop("sure")
        self.numbers = range(1, clauses + 1)
        for number in self.numbers:
            self.fields[f"verdict-{number}"] = forms.ChoiceField(
                label=_("Your verdict"),
                choices=list(VERDICT_CHOICES.items()),
                widget=forms.RadioSelect,
                error_messages={"required": format_lazy(_("Choose a verdict for clause {number}."), number=number)},
            )
            self.fields[f"note-{number}"] = forms.CharField(label=_("Note"), max_length=500, required=False)
        self.fields["sure"] = sure

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Verdict and note of each clause."""
        return [(self[f"verdict-{number}"], self[f"note-{number}"]) for number in self.numbers]

    def judged(self) -> list[Judged]:
        """The verdicts in the order of the clauses; call after `is_valid`."""
        written = self.cleaned_data
        return [Judged(verdict=Verdict(written[f"verdict-{n}"]), note=written[f"note-{n}"]) for n in self.numbers]


def _offer(field: forms.Field, kinds: frozenset[AssessorKind]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands in the form
    field.choices = [(kind.value, ASSESSORS[kind]) for kind in AssessorKind if kind in kinds]


def _web_address(link: str) -> str:
    if link and not is_web_address(link):
        raise forms.ValidationError(_("A link begins with http:// or https://."))
    return link


def _past(day: date) -> date:
    if day > clock.now().date():
        raise forms.ValidationError(_("This day has not come yet."))
    return day


class DeedForm(forms.Form):
    """What was done for a promise besides the replies."""

    on = forms.DateField(
        label=_("On which day was it done?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    text = forms.CharField(
        label=_("What was done?"),
        help_text=_("A session: where, who came, what was said. A report: the report itself, or its summary."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    source = forms.URLField(
        label=_("Where its minutes or its whole text stand"), required=False, assume_scheme="https", max_length=500
    )

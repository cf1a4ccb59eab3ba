"""Forms of follow-up: one question at a time for replies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot import clock
from folkmoot.stages.followup.models import Answer, AssessorKind, Progress, ReasonCode
from folkmoot.stages.followup.rules import OWED, Said, is_web_address
from folkmoot.stages.followup.wording import ASSESSORS, CHOICES, FIELDS, PROGRESS, REASONS

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
            self.fields[name] = _field(name, label=label, help_text=hint, required=name in OWED[answer])
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


def _field(name: str, **about: Any) -> forms.Field:
    if name == "until":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **about)
    if name == "reason_code":
        return forms.ChoiceField(choices=list(REASONS.items()), widget=forms.RadioSelect, **about)
    if name in {"text", "wording"}:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=LONGEST, **about)
    return forms.CharField(max_length=200 if name == "authority" else 500, **about)


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
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        field.choices = [(kind.value, ASSESSORS[kind]) for kind in AssessorKind if kind in kinds]

    def clean_evidence(self) -> str:
        """An address of the web."""
        link = str(self.cleaned_data["evidence"])
        if link and not is_web_address(link):
            raise forms.ValidationError(_("A link begins with http:// or https://."))
        return link

    def clean_on(self) -> Any:
        """A day that has come."""
        on = self.cleaned_data["on"]
        if on > clock.now().date():
            raise forms.ValidationError(_("This day has not come yet."))
        return on

    def words(self) -> dict[str, Any]:
        """What `assess` takes; call after `is_valid`."""
        written = self.cleaned_data
        return written | {"kind": AssessorKind(written["kind"]), "progress": Progress(written["progress"])}

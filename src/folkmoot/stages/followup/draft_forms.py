"""Forms of an office's desk: one draft, who drafts, when to release, a table that comes back."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.stages.followup.draft_files import LONGEST
from folkmoot.stages.followup.forms import reply_field
from folkmoot.stages.followup.models import ReplyDraft
from folkmoot.stages.followup.wording import CHOICES, FIELDS


class DraftForm(forms.Form):
    """Everything that a reply may say. Nothing is required: what the answer still owes is told after saving."""

    answer = forms.ChoiceField(
        label=_("What is your answer?"),
        choices=[("", _("Not decided yet")), *CHOICES.items()],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, writers: list[Person], draft: ReplyDraft | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in FIELDS.items():
            self.fields[name] = reply_field(name, label=label, help_text=hint, required=False)
        people = [(person.email, person.name or person.email) for person in writers]
        self.fields["assigned_to"] = forms.ChoiceField(
            label=_("Who writes it"), choices=[("", _("Nobody yet")), *people], required=False
        )
        self.fields["remark"] = forms.CharField(
            label=_("Remark"),
            help_text=_("For your office only. It is never published."),
            max_length=LONGEST["remark"],
            required=False,
        )
        if draft is not None:
            self.initial = {name: getattr(draft, name) for name in ("answer", "remark", *FIELDS)}
            self.initial["assigned_to"] = draft.assigned_to.email if draft.assigned_to else ""

    def clean_until(self) -> Any:
        """A day ahead, or none."""
        until = self.cleaned_data["until"]
        if until and until <= clock.now().date():
            raise forms.ValidationError(_("Choose a day that lies ahead."))
        return until


class SheetForm(forms.Form):
    """A table of drafts that was filled in."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, Excel (XLSX) or OpenDocument (ODS), at most 5 megabytes."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls,.ods,text/csv"}),
        error_messages={"empty": _("The file is empty. Save it again with its header and rows, then choose it again.")},
    )


class ReleaseForm(forms.Form):
    """Which drafts become replies, and when."""

    which = forms.ChoiceField(
        label=_("Which drafts"),
        choices=[
            ("checked", _("Those that a second person has checked")),
            ("complete", _("All that are complete, checked or not")),
        ],
        widget=forms.RadioSelect,
        initial="checked",
    )
    at = forms.DateTimeField(
        label=_("At which moment"),
        help_text=_("Leave it empty to release them now. Until then you can take it back."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        required=False,
    )

    def clean_at(self) -> datetime | None:
        """A moment ahead, or none."""
        at: datetime | None = self.cleaned_data["at"]
        if at and at <= clock.now():
            raise forms.ValidationError(_("Choose a moment that lies ahead, or leave it empty."))
        return at


class DrafterForm(forms.Form):
    """Who writes replies for an office."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=120)

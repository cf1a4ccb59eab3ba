"""Forms of deliberation."""

import re
from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from folkmoot.stages.deliberation.actions import Words
from folkmoot.stages.deliberation.queries import Draft, DraftVersion, Fate

LARGEST_FILE = 5_000_000
FATES = {
    Fate.OPEN: _("Open"),
    Fate.FROZEN: _("Frozen for the ballot"),
    Fate.MERGED: _("Merged"),
    Fate.SPLIT: _("Split"),
    Fate.PARKED: _("Parked"),
    Fate.OUT_OF_SCOPE: _("Out of scope"),
}


# What people may speak, each language called by its own name.
LANGUAGES_SPOKEN = [(code, info["name_local"]) for code, info in sorted(LANG_INFO.items()) if "name_local" in info]


class GatherForm(forms.Form):
    """Statements from a file, or one typed in."""

    file = forms.FileField(
        label=_("A table with statements"),
        help_text=_("A column “text” is needed; “author” (a pseudonym) and “source” are taken along where they exist."),
        required=False,
    )
    text = forms.CharField(
        label=_("Or one statement, word for word"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    source = forms.CharField(
        label=_("Where it is from"),
        help_text=_("For example: table notes of the first meeting, or the name of a public conversation."),
        max_length=300,
    )
    language = forms.ChoiceField(
        label=_("In which language people said it"),
        choices=[("", _("The language of this assembly")), *LANGUAGES_SPOKEN],
        required=False,
    )
    licence = forms.CharField(
        label=_("Licence"),
        help_text=_("Only if it was published before, e.g. CC BY 4.0."),
        max_length=120,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two ways."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("file")) == bool(cleaned.get("text")):
            self.add_error("file", _("Choose a file or type one statement, one of the two."))
        elif cleaned.get("file") and cleaned["file"].size > LARGEST_FILE:
            self.add_error("file", _("This file is larger than 5 MB. Split it and load the parts."))
        return cleaned


class WordsForm(forms.Form):
    """What a draft says."""

    title = forms.CharField(label=_("Title"), help_text=_("What should happen, in one line."), max_length=160)
    text = forms.CharField(
        label=_("Text"),
        help_text=_("The words that members will vote on."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=8_000,
    )
    why = forms.CharField(
        label=_("Why"),
        help_text=_("Reasons, whom it is for, concerns that were heard. It explains the text and is not voted on."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=8_000,
        required=False,
    )

    def words(self) -> Words:
        """The words as written; call after `is_valid`."""
        written = self.cleaned_data
        return Words(title=written["title"], text=written["text"], why=written["why"])


class DraftForm(WordsForm):
    """A draft, new or revised."""

    sources = forms.CharField(
        label=_("Statements it builds on"),
        help_text=_("Their numbers, e.g. 4, 17. Whoever said them will find this draft."),
        max_length=2_000,
        required=False,
    )
    authors = forms.CharField(
        label=_("Authors"), help_text=_("Members’ pseudonyms, separated by commas."), required=False
    )
    table = forms.CharField(label=_("Table or group"), max_length=80, required=False)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_sources(self) -> list[int]:
        """Numbers, however they are separated."""
        written = str(self.cleaned_data["sources"])
        if re.search(r"[^\d\s,;#]", written):
            raise forms.ValidationError(_("Only numbers, separated by commas: 4, 17."))
        return [int(number) for number in re.findall(r"\d{1,9}", written)]

    def clean_authors(self) -> list[str]:
        """Pseudonyms, separated by commas."""
        return [name.strip() for name in str(self.cleaned_data["authors"]).split(",") if name.strip()]


class MergeForm(WordsForm):
    """Two drafts become one."""


class SplitForm(forms.Form):
    """One draft becomes two."""

    def __init__(self, *args: Any, first: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, label in ((1, _("First part")), (2, _("Second part"))):
            self.fields[f"title_{part}"] = forms.CharField(label=_("%s: title") % label, max_length=160)
            self.fields[f"text_{part}"] = forms.CharField(
                label=_("%s: text") % label, widget=forms.Textarea(attrs={"rows": 5}), max_length=8_000
            )
        self.initial = {"title_1": first["title"], "text_1": first["text"]}

    def parts(self) -> list[Words]:
        """Both parts; call after `is_valid`."""
        written = self.cleaned_data
        return [Words(title=written[f"title_{part}"], text=written[f"text_{part}"]) for part in (1, 2)]


class AsideForm(forms.Form):
    """Set aside, with a reason."""

    fate = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[(Fate.PARKED.value, _("Parked: good, but not now")), (Fate.OUT_OF_SCOPE.value, _("Out of scope"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Everybody can read this."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class FreezeForm(forms.Form):
    """Which drafts go to the ballot, in which order."""

    rest = forms.CharField(
        label=_("Why the other drafts do not go to the ballot"),
        help_text=_("Needed only if you leave some out. It stands on their pages."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, drafts: list[Draft], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drafts = drafts
        for place, draft in enumerate(drafts, start=1):
            self.fields[f"draft_{draft.number}"] = forms.IntegerField(
                label=str(draft), min_value=1, max_value=9_999, required=False, initial=place
            )
        self.order_fields([*(f"draft_{draft.number}" for draft in drafts), "rest"])

    def chosen(self) -> list[Draft]:
        """The drafts with a number, in the order of their numbers; call after `is_valid`."""
        places = {draft: self.cleaned_data[f"draft_{draft.number}"] for draft in self.drafts}
        return sorted((draft for draft in self.drafts if places[draft]), key=lambda draft: places[draft])


def initial_from(version: DraftVersion) -> dict[str, str]:
    """What a form shows for a draft's words."""
    return {"title": version.title, "text": version.text, "why": version.why}

"""Forms of chance: what is declared with a lottery, and what people type of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.core.canonical import instant
from folkmoot.core.sortition import Missing, Plan, PlannedBalls, PlannedDice, PlannedParties, PlannedRound
from folkmoot.core.sortition.beacons import round_at
from folkmoot.core.sortition.plans import PlannedPart
from folkmoot.stages.lottery.actions import Oath


def _moment() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class PublishForm(forms.Form):
    """What is published of the panels, and where chance will come from."""

    hall = forms.ChoiceField(
        label=_("What is drawn or thrown in the hall"),
        help_text=_("Two people read it, each for herself."),
        choices=[
            ("balls", _("Balls with digits, one after the other, as in a lottery")),
            ("dice-6", _("Ordinary dice with six sides")),
            ("dice-10", _("Dice with ten sides")),
            ("", _("Nothing: the draw is not held in a hall")),
        ],
        initial="balls",
        required=False,
        widget=forms.RadioSelect,
    )
    beacon_at = forms.DateTimeField(
        label=_("A public beacon's round: when"),
        help_text=_(
            "Organisations all over the world together sign a number every three seconds (drand quicknet). Nobody "
            "can know it before, and everybody can check it after. Choose a moment at least an hour ahead, or leave "
            "it empty."
        ),
        required=False,
        widget=_moment(),
    )
    parties = forms.CharField(
        label=_("Words of several parties: who"),
        help_text=_(
            "Each party thinks of a word, hands in its fingerprint first, and says the word when all have handed in "
            "theirs. One name a line, such as Mayor, Opposition, School council; or leave it empty."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    commit_by = forms.DateTimeField(label=_("Fingerprints are handed in by"), required=False, widget=_moment())
    reveal_by = forms.DateTimeField(label=_("Words are said by"), required=False, widget=_moment())
    missing = forms.ChoiceField(
        label=_("If a party says nothing"),
        choices=[
            (Missing.STOP.value, _("The draw does not count and must be held again")),
            (Missing.LEAVE_OUT.value, _("The others decide, and it is said who was silent")),
        ],
        initial=Missing.STOP.value,
        required=False,
        widget=forms.RadioSelect,
    )
    panels = forms.ChoiceField(
        label=_("What everybody sees of the panels"),
        choices=[
            ("sealed", _("A seal for each (recommended). The panel that is drawn is opened, and an auditor opens all")),
            ("open", _("All of them, as pseudonyms. Choose this only where nobody minds if answers become known")),
        ],
        initial="sealed",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, several: bool = False, **kwargs: Any) -> None:
        """Of `several` panels drawn by one number only open publication is offered."""
        super().__init__(*args, **kwargs)
        if several:
            seen = self.fields["panels"]
            seen.choices = seen.choices[1:]  # type: ignore[attr-defined]
            seen.initial = "open"
            seen.help_text = gettext(
                "Several panels drawn by one number are published open: what each person sits on cannot be sealed yet."
            )

    def clean(self) -> dict[str, Any]:
        """Some chance, and with parties the times for their words."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if not (cleaned["hall"] or cleaned["beacon_at"] or cleaned["parties"]):
            self.add_error("hall", gettext("Choose at least one source of chance."))
        if cleaned["parties"]:
            for name in ("commit_by", "reveal_by"):
                if not cleaned[name]:
                    self.add_error(name, gettext("Say until when."))
        return cleaned

    def plan(self) -> Plan:
        """What is declared: parties first, then the hall, the beacon last, so that nobody enters anything after it."""
        given = self.cleaned_data
        parts = [_parties(given), _hall(given["hall"]), _round(given["beacon_at"])]
        return Plan(parts=tuple(part for part in parts if part is not None))


def _parties(given: Mapping[str, Any]) -> PlannedPart | None:
    names = tuple(" ".join(line.split()) for line in given["parties"].splitlines() if line.strip())
    if not names:
        return None
    return PlannedParties(
        names=names,
        commit_by=instant(given["commit_by"]),
        reveal_by=instant(given["reveal_by"]),
        missing=Missing(given["missing"] or Missing.STOP),
    )


def _hall(chosen: str) -> PlannedPart | None:
    if chosen.startswith("dice-"):
        return PlannedDice(sides=int(chosen.removeprefix("dice-")))
    return PlannedBalls() if chosen else None


def _round(at: datetime | None) -> PlannedPart | None:
    return PlannedRound(round=round_at(at)) if at else None


def _shown(label: Any, example: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=example,
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class BallsForm(forms.Form):
    """The digits as one person reads them."""

    shown = _shown(
        _("Digits on the balls, in the order in which they were drawn"),
        _("For example 187. Type what you see yourself; do not ask the other person."),
    )


class DiceForm(forms.Form):
    """The faces as one person reads them."""

    shown = _shown(
        _("What the dice show, in the order in which they were thrown"),
        _("For example 3 5 1 2. A throw that was too high stays: type it, then the next one behind it."),
    )


class OathForm(forms.Form):
    """Who the witness is, as far as she wants that public."""

    name = forms.CharField(
        label=_("Your name, if it may be public"),
        help_text=_("Everybody can read it, for ever. Without it, you are called by your public handle."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    office = forms.CharField(
        label=_("Your office"), help_text=_("For example bailiff, notary, teacher."), max_length=120, required=False
    )
    words = forms.CharField(
        label=_("What you want to have said"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def oath(self, *, agrees: bool) -> Oath:
        """What she swears to."""
        return Oath(agrees=agrees, **{name: self.cleaned_data[name] for name in ("name", "office", "words")})


_I_SAW = _("I saw it with my own eyes, I read it myself, and nobody told me what to type.")


class WitnessBallsForm(BallsForm, OathForm):
    """The digits as the witness reads them, with her word on it."""

    field_order = ("shown", "attested", "name", "office", "words")
    attested = forms.BooleanField(label=_I_SAW)


class WitnessDiceForm(DiceForm, OathForm):
    """The faces as the witness reads them, with her word on it."""

    field_order = ("shown", "attested", "name", "office", "words")
    attested = forms.BooleanField(label=_I_SAW)


class AttestForm(OathForm):
    """A witness's word on a lottery or a draw: yes, or an objection."""

    field_order = ("agrees", "words", "name", "office")
    agrees = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[
            ("yes", _("What I saw was in order")),
            ("no", _("I object: nothing must be drawn until this is settled")),
        ],
        widget=forms.RadioSelect,
    )


class RoundForm(forms.Form):
    """A beacon's round, pasted."""

    pasted = forms.CharField(
        label=_("The round, as a mirror of the beacon shows it"),
        help_text=_("The whole text in braces, or its signature alone: 96 digits and letters."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )
    later = forms.BooleanField(
        label=_("The announced round never appeared; this is the next one that did."), required=False
    )


class PartyForm(forms.Form):
    """What a party hands in: first its fingerprint, later its word."""

    party = forms.ChoiceField(label=_("Whose"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        field.choices = [(name, name) for name in names]


class CommitmentForm(PartyForm):
    """A party's fingerprint."""

    commitment = forms.CharField(
        label=_("The fingerprint"),
        help_text=_("64 digits and letters, as the party handed it in."),
        max_length=80,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )


class WordForm(PartyForm):
    """A party's word and nonce."""

    value = forms.CharField(label=_("The word"), max_length=200, strip=False)
    nonce = forms.CharField(
        label=_("The long number that was with it"),
        max_length=200,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )

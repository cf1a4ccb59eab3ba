"""Forms of the first lottery: how many letters, from what they are drawn, and by which chance."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.stages.lottery.forms import UploadForm


class PlanForm(forms.Form):
    """What a plan of letters starts from."""

    seats = forms.IntegerField(label=_("Seats to fill"), min_value=1, max_value=10_000)
    letters = forms.IntegerField(
        label=_("Letters, or numbers to call"),
        min_value=1,
        max_value=10_000_000,
        required=False,
        help_text=_("Leave it empty to see how many you need."),
    )
    percent = forms.DecimalField(
        label=_("How many of a hundred will say yes"),
        min_value=Decimal("0.01"),
        max_value=Decimal(99),
        decimal_places=2,
        help_text=_("In real recruitments: from 1.15 to 11.5. Be careful: choose a number from below the middle."),
    )


FRAME_KINDS = [
    ("addresses", _("Addresses, perhaps with how many people live there")),
    ("register", _("A population register: one row for each person")),
    ("phones", _("Telephone numbers, made by chance from blocks that are in use")),
    ("places", _("Streets or places, where somebody then goes from door to door")),
    ("list", _("A list you have, such as a standing panel")),
]


class FrameForm(forms.Form):
    """A frame: what it is, its file, what its columns mean, and until when the file is kept."""

    kind = forms.ChoiceField(
        label=_("What invitations are drawn from"),
        choices=FRAME_KINDS,
        widget=forms.RadioSelect,
    )
    label = forms.CharField(
        label=_("What it is called"),
        help_text=_("Everybody reads this. For example: addresses of the city, September 2026."),
        max_length=160,
    )
    file = UploadForm.base_fields["file"]
    id_column = forms.CharField(
        label=_("Column that names each row"),
        help_text=_("A number or name of its own for each row. For telephone numbers: the beginning of the block."),
        initial="id",
        max_length=120,
    )
    weight_column = forms.CharField(
        label=_("Column of weights"),
        help_text=_(
            "How many people stand behind a row: each of them then has the same chance. For telephone numbers: how "
            "many digits follow."
        ),
        max_length=120,
        required=False,
    )
    stratum_column = forms.CharField(
        label=_("Column of groups"),
        help_text=_("Districts, for example. Each is drawn on its own, and you can give it a larger share of letters."),
        max_length=120,
        required=False,
    )
    delete_on = forms.DateField(
        label=_("Delete the file on"),
        help_text=_("It is kept for the draw only. Everybody sees this day, and the clock keeps it."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class WaveForm(forms.Form):
    """A wave: how many invitations, for whom more, and where chance will come from."""

    size = forms.IntegerField(label=_("How many invitations"), min_value=1, max_value=1_000_000)
    shares = forms.CharField(
        label=_("Groups with a share of their own"),
        help_text=_("One a line: the group, an equals sign, percent of all. The others share the rest by size."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    places = forms.IntegerField(
        label=_("Draw so many groups first"),
        help_text=_("Then only in them, the same number in each. Leave it empty to draw in all groups."),
        min_value=1,
        required=False,
    )
    chance = forms.ChoiceField(
        label=_("Where chance comes from"),
        choices=[
            ("dice", _("A die, thrown twenty times in front of others")),
            ("beacon", _("A public beacon: a number that nobody can know before it appears")),
        ],
        initial="dice",
        widget=forms.RadioSelect,
    )
    hours = forms.IntegerField(
        label=_("For the beacon: in how many hours"),
        initial=2,
        min_value=2,
        max_value=720,
        required=False,
    )
    answers_until = forms.DateField(
        label=_("Answers until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
    test = forms.BooleanField(
        label=_("This is a test: nobody is invited, and the record does not hear of it."), required=False
    )


class DiceForm(forms.Form):
    """What a die showed, throw by throw."""

    faces = forms.CharField(
        label=_("What the die showed"),
        help_text=_("All throws in their order, from 1 to 6. Spaces do not matter: 35162 41632 …"),
        max_length=400,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class RoundForm(forms.Form):
    """A round of the beacon, as its mirrors serve it."""

    round = forms.CharField(
        label=_("The round of the beacon"),
        help_text=_("Paste all that the address shows. Its signature is checked here."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )


class OutsideForm(forms.Form):
    """A wave that is drawn elsewhere, from what `folkmoot invite` wrote of its inputs."""

    kind = forms.ChoiceField(label=_("What invitations are drawn from"), choices=FRAME_KINDS, initial="register")
    label = FrameForm.base_fields["label"]
    inputs = forms.FileField(
        label=_("The file inputs.json"),
        help_text=_("folkmoot invite has written it. It holds no person."),
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )
    chance, hours = WaveForm.base_fields["chance"], WaveForm.base_fields["hours"]
    answers_until = WaveForm.base_fields["answers_until"]
    delete_on = forms.DateField(
        label=_("Delete the register on"),
        help_text=_("You delete it where it lies. Everybody sees this day."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class BroughtDiceForm(DiceForm):
    """What a die showed, and what was drawn elsewhere from it."""

    drawn = forms.FileField(label=_("The file invitations.json"), required=False)
    invited = forms.FileField(label=_("The file invited.csv"), required=False)


class BroughtRoundForm(RoundForm):
    """A beacon's round, and what was drawn elsewhere from it."""

    drawn, invited = BroughtDiceForm.base_fields["drawn"], BroughtDiceForm.base_fields["invited"]

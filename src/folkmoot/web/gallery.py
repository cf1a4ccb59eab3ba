"""The design gallery at `/design/`: every component in every state, and example pages."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

Values = dict[str, Any]
THEMES = frozenset({"light", "dark"})
DIGEST = "9f2c4be07d11a6c83e5f0b92d47a18ce6b03f5d2a9417e8c50b6d3f1a2e4c798"
AGES = (("16 to 24", 7), ("25 to 39", 11), ("40 to 59", 16), ("60 and over", 12))


class ExampleForm(forms.Form):
    """Every kind of field that the house uses."""

    name = forms.CharField(
        label=_("What should we call you?"), help_text=_("The name on your badge. It need not be official.")
    )
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("Only for letters about this assembly."))
    seats = forms.IntegerField(label=_("How many seats does the assembly have?"), min_value=3)
    day = forms.DateField(label=_("First meeting"), widget=forms.DateInput(attrs={"type": "date"}))
    travel = forms.ChoiceField(
        label=_("How will you travel?"),
        widget=forms.RadioSelect,
        choices=[("walk", _("On foot or by bicycle")), ("bus", _("By bus or train")), ("lift", _("I need a lift"))],
    )
    needs = forms.MultipleChoiceField(
        label=_("What would help you to take part?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("care", _("Someone to look after my children")), ("loop", _("A hearing loop"))],
    )
    language = forms.ChoiceField(label=_("Language of your letters"), choices=[("en", "English"), ("da", "Dansk")])
    story = forms.CharField(
        label=_("What should the others know?"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    file = forms.FileField(label=_("The register"), required=False, help_text=_("CSV, XLSX or ODS, up to 25 MB."))
    agree = forms.BooleanField(label=_("I have read what becomes of my answers"))


class QuestionForm(forms.Form):
    """One question a page."""

    question_page = True
    travel = forms.ChoiceField(
        label=_("Can you come to Saltmarsh Hall on 14 March?"),
        help_text=_("We pay your travel and a day's wage."),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes, I can come")), ("lift", _("Yes, if somebody fetches me")), ("no", _("No, I cannot"))],
    )


def _beads() -> list[Values]:
    states = ("done", "done", "open", "open", *["not-yet-open"] * 3)
    labels = (
        _("Contract"),
        _("Lottery"),
        _("Meetings"),
        _("Deliberation"),
        _("Ballots"),
        _("Recommendations"),
        _("Follow-up"),
    )
    notes = (_("signed 3 February"), _("46 drawn"), _("2 of 5 held"), _("9 drafts"), "", "", "")
    return [
        {"label": label, "state": state, "url": "#the-thread", "current": number == 3, "note": note}
        for number, (label, state, note) in enumerate(zip(labels, states, notes, strict=True))
    ]


def _people() -> list[Values]:
    seats: list[Values] = [
        {"label": gettext("Seat %(n)d") % {"n": n + 1}, "group": age} for age, count in AGES for n in range(count)
    ]
    seats[-1]["vacant"] = True
    return seats


def _events() -> list[Values]:
    return [
        {"at": datetime(2026, 5, 2, 6, 0, tzinfo=UTC), "what": _("No answer from the harbour board"), "kind": "broken"},
        {"at": datetime(2026, 4, 18, 15, 20, tzinfo=UTC), "what": _("The council accepted recommendation 3 in part")},
        {
            "at": datetime(2026, 3, 1, 18, 30, tzinfo=UTC),
            "what": _("46 members were drawn"),
            "detail": _("Three public balls gave panel 417 of 1,000."),
        },
    ]


def _form(*, wrong: bool = False) -> ExampleForm:
    if not wrong:
        return ExampleForm(auto_id="example_%s")
    return ExampleForm({"email": "maren at home", "seats": "2"}, auto_id="wrong_%s")


def _answered() -> QuestionForm:
    form = QuestionForm({"travel": "yes"}, auto_id="answered_%s")
    form.is_valid()
    return form


def _components() -> Values:
    return {
        "tint_names": [
            "--paper",
            "--surface",
            "--sunk",
            "--ink",
            "--civic",
            "--civic-wash",
            "--marigold",
            "--ember",
            "--broken",
            "--stage",
        ],
        "people": _people(),
        "events": _events(),
        "moment": datetime(2026, 3, 1, 18, 30, tzinfo=UTC),
        "digest": DIGEST,
        "facts": [
            (_("Question"), _("What should the old harbour become?")),
            (_("Asked by"), _("Marevik town council")),
            (_("Answer due"), "2 May 2026", "#facts", _("Change")),
        ],
        "page": Paginator(range(240), 40).page(2),
        "members": [
            ("Otter 12", "25 to 39", _("Old Town"), 5),
            ("Heron 3", "60 and over", _("Saltmarsh"), 4),
            ("Birch 27", "16 to 24", _("Hillside"), 5),
        ],
        "choices": [("age", _("Age"), [(age, age) for age, _count in AGES])],
        "links": [
            (_("Overview"), "/design/"),
            (_("Members"), "/design/?page=members", 46),
            (_("Letters"), "/design/?page=letters", 3),
        ],
        "steps": [
            (_("Write your name on the card"), _("In capital letters.")),
            (_("Put it in the envelope"), ""),
            (_("Hand it to a counter"), _("She never sees what is inside.")),
        ],
        "before": "The town shall examine whether the old harbour can be opened for swimming before summer 2027.",
        "after": "The town shall open the old harbour for swimming before summer 2028, if the water allows it.",
        "trail": [(_("Assemblies"), "/"), (_("The harbour assembly"), "#lists")],
        "columns": [_("Vote"), _("Members")],
        "rows": [(_("Yes"), 38), (_("No"), 5), (_("Blank"), 2)],
        "answered": _answered(),
        "example": _form(),
        "wrong": _form(wrong=True),
    }


def _assembly() -> Values:
    return {
        "assembly": SimpleNamespace(title=gettext("The harbour assembly of Marevik"), slug="harbour"),
        "beads": _beads(),
    }


def _errors() -> Values:
    form = _form(wrong=True)
    form.add_error(
        None, gettext("The register holds 31 people, but the assembly has 46 seats. Invite more people first.")
    )
    return {"form": form, "heading": gettext("Plan the assembly"), "submit": gettext("Save the plan"), "back_url": "?"}


PAGES = {
    "": ("design/components.html", _components),
    "assembly": ("design/assembly.html", lambda: _components() | _assembly()),
    "board": ("design/board.html", _assembly),
    "form": (
        "form_page.html",
        lambda: {
            "form": QuestionForm(),
            "submit": gettext("Continue"),
            "back_url": "?",
            "heading": gettext("Your answer"),
            "what_happens": gettext("Only the organisers see your answer. It is deleted when the assembly ends."),
        },
    ),
    "errors": ("form_page.html", _errors),
    "confirm": (
        "confirm.html",
        lambda: {
            "question": gettext("Publish the contract of the harbour assembly?"),
            "consequences": [
                gettext("Everybody can read it from now on."),
                gettext("It can be amended, but never taken back."),
            ],
            "verb": gettext("Publish the contract"),
            "back_url": "?",
        },
    ),
    "fault": (
        "fault.html",
        lambda: {
            "sentences": [gettext("The draw cannot start: the contract is not signed by all three commissioners yet.")],
            "remedy": gettext("Ask Maren Holt to sign it; she has a letter with the link."),
            "back_url": "?",
        },
    ),
    "ceremony": ("design/ceremony.html", lambda: _components() | _assembly()),
}


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """One page of the gallery: `?page=` names the example, `?theme=` forces light or dark."""
    if request.GET.get("page", "") not in PAGES:
        raise Http404
    template, values = PAGES[request.GET.get("page", "")]
    theme = request.GET.get("theme", "")
    frame = {
        "theme": theme if theme in THEMES else "",
        "beads": _beads(),
        "example_pages": [name for name in PAGES if name],
    }
    return render(request, template, frame | values())

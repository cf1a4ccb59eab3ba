"""The questions of registration as forms: a page at a time on the web, all at once for whoever enters them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.commons.languages.queries import renderings
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.consents import NEEDED, WORDINGS
from folkmoot.stages.lottery.eligibility import Answers, Page, Setup, needs_guardian, pages
from folkmoot.stages.lottery.models import Question

_OLDEST = 110
_MANY = 12  # more answers than this are chosen from a list
Fields = dict[str, forms.Field]
_FIRST_TICK = gettext_lazy("Tick the first box if you want to take part; nothing is kept without it.")


class NamedDateWidget(forms.SelectDateWidget):
    """Day, month and year to choose, each with a name for those who listen."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The usual, and the names."""
        self.is_required = False  # else it would begin with today, which nobody was born on
        context = super().get_context(name, value, attrs)
        names = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        for each in context["widget"]["subwidgets"]:
            each["attrs"]["aria-label"] = names[each["name"].rpartition("_")[2]]
        return context


class AnswersForm(forms.Form):
    """Some pages of the registration; `answers` are the cleaned answers as the sheet keeps them."""

    setup: Setup
    question_page = False

    def clean(self) -> dict[str, Any]:
        """A way to reach her; a guardian for a minor; the consent without which nothing may be kept."""
        cleaned = super().clean() or {}
        if "phone" in self.fields and not (cleaned.get("phone") or cleaned.get("email") or cleaned.get("post")):
            self.add_error("phone", _("Give a telephone number or an e-mail address, or choose letters."))
        if "consents" in self.fields and cleaned.get("consents") and NEEDED not in cleaned["consents"]:
            self.add_error("consents", _FIRST_TICK)
        if "guardian" in self.fields and needs_guardian(self.setup, {"born": _plain(cleaned.get("born"))}):
            for name in ("guardian", "guardian_phone"):
                if not cleaned.get(name):
                    self.add_error(name, _("Somebody under age needs a parent or guardian who agrees."))
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        """Field → plain value."""
        return {name: _plain(value) for name, value in self.cleaned_data.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def page_form(setup: Setup, page: Page, answers: Answers, data: Any = None) -> AnswersForm:
    """The form of one page, filled with what was answered before."""
    form = _form(setup, _fields(setup, page), answers, data)
    form.question_page = len(form.fields) == 1
    return form


def whole_form(setup: Setup, answers: Answers, data: Any = None) -> AnswersForm:
    """Everything that registration asks on one page, for whoever enters it for somebody else."""
    fields: Fields = {}
    for page in pages(setup, answers):
        fields |= _fields(setup, page)
    if "guardian" not in fields:
        consents = fields.pop("consents")
        fields |= _guardian(required=False) | {"consents": consents}
    return _form(setup, fields, answers, data)


def _form(setup: Setup, fields: Fields, answers: Answers, data: Any) -> AnswersForm:
    form = AnswersForm(data, initial={name: answers.get(name) for name in fields if name in answers})
    form.setup = setup
    form.fields.update(fields)
    return form


def _fields(setup: Setup, page: Page) -> Fields:
    if page.question is not None:
        return {page.name: _question(setup, page.question)}
    return _PAGES[page.name](setup)


def _question(setup: Setup, question: Question) -> forms.Field:
    """The field of one question, in the reader's language."""
    said = {text.subject.rpartition("/")[2]: text for text in queries.texts_of(question.assembly, question)}
    words = dict(zip(said, (each.text for each in renderings(list(said.values()))), strict=True))
    asked: dict[str, Any] = {
        "label": words["wording"],
        "help_text": words.get("why", ""),
        "required": question.required,
    }
    if question.kind == Question.Kind.TEXT:
        return forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), **asked)
    asked["error_messages"] = {"required": _("Choose one answer.")}
    if question.kind == Question.Kind.CONDITION:
        return forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect, **asked)
    options = setup.options(question)
    choices = [(value, words.get(f"option-{number}", value)) for number, value in enumerate(options, 1)]
    if not question.required:
        choices.append(("", _("I do not want to say")))
    widget = forms.RadioSelect if len(choices) <= _MANY else forms.Select
    return forms.ChoiceField(choices=choices, widget=widget, **asked)


def _born(setup: Setup) -> Fields:
    years = range(setup.today.year, setup.today.year - _OLDEST, -1)
    widget = NamedDateWidget(years=years, empty_label=(_("Year"), _("Month"), _("Day")))
    return {
        "born": forms.DateField(
            label=_("When were you born?"),
            help_text=_("The lottery needs your age. The date itself is seen by few and erased early."),
            widget=widget,
            error_messages={"required": _("Choose day, month and year.")},
        )
    }


def spoken_day(day: date) -> str:
    """A day with the name of its weekday, as the reader's language writes it."""
    return f"{date_format(day, 'l')} {date_format(day)}"


def _dates(setup: Setup) -> Fields:
    choices = [(day.isoformat(), f"{spoken_day(day)} {what}".strip()) for day, what in setup.days]
    return {
        "dates": forms.MultipleChoiceField(
            label=_("On which of these days can you come?"),
            help_text=_("Tick each day that you can keep free."),
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    }


def _languages(_setup: Setup) -> Fields:
    return {
        "languages": forms.CharField(
            label=_("Would another language help you?"),
            help_text=_("For example: Arabic, sign language. There are interpreters for whoever needs one."),
            max_length=120,
            required=False,
        )
    }


def _needs(_setup: Setup) -> Fields:
    return {
        "needs": forms.CharField(
            label=_("What do you need in order to come?"),
            help_text=_("For example: a ramp, large print, child care. It makes no difference to your chance."),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    }


def _name(_setup: Setup) -> Fields:
    return {
        "name": forms.CharField(
            label=_("Your name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"})
        ),
        "address": forms.CharField(
            label=_("Your address"),
            help_text=_("With floor and door, postcode and town. At most one person of a household is drawn."),
            max_length=300,
            widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        ),
    }


def _contact(_setup: Setup) -> Fields:
    return {
        "phone": forms.CharField(
            label=_("Telephone"),
            max_length=60,
            required=False,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        ),
        "email": forms.EmailField(
            label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
        ),
        "post": forms.BooleanField(label=_("Write to me by post"), required=False),
    }


def _guardian(*, required: bool = True) -> Fields:
    return {
        "guardian": forms.CharField(
            label=_("Name of a parent or guardian"),
            help_text=_("Whoever is under age can be drawn, and sits once a parent or guardian has agreed."),
            max_length=160,
            required=required,
        ),
        "guardian_phone": forms.CharField(
            label=_("Their telephone number"),
            max_length=60,
            required=required,
            widget=forms.TextInput(attrs={"type": "tel"}),
        ),
    }


def _consents(_setup: Setup) -> Fields:
    return {
        "consents": forms.MultipleChoiceField(
            label=_("What do you allow us?"),
            help_text=_("The first is needed to take part. Each of the others is free, and makes no difference."),
            choices=[(str(purpose), _(words)) for purpose, words in WORDINGS.items()],
            error_messages={"required": _FIRST_TICK},
            widget=forms.CheckboxSelectMultiple,
        )
    }


_PAGES: Mapping[str, Callable[[Setup], Fields]] = {
    "born": _born,
    "dates": _dates,
    "languages": _languages,
    "needs": _needs,
    "name": _name,
    "contact": _contact,
    "guardian": lambda _setup: _guardian(),
    "consents": _consents,
}


def answered(setup: Setup, found: Iterable[Page], answers: Answers) -> list[tuple[Page, str, str]]:
    """What was answered, as (page, what was asked, the answer in words), to read again before it is sent."""
    return [
        (page, str(field.label), _shown(field, answers.get(name)))
        for page in found
        for name, field in _fields(setup, page).items()
    ]


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if not value:
        return _("Not given")
    if isinstance(field, forms.DateField):
        return date_format(date.fromisoformat(value))
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    values = value if isinstance(value, list) else [value]
    return " · ".join(choices.get(str(each), str(each)) for each in values)

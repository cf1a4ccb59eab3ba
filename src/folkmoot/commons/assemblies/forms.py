"""Forms of assemblies: the plan, roles, dates."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from folkmoot.commons.assemblies.queries import Assembly, assembly_at
from folkmoot.commons.assemblies.rules import GRANTED_BY_HAND, RESERVED_SLUGS, ROLE_LABELS
from folkmoot.manifest import Role


class PlanForm(forms.Form):
    """What an assembly is about, and the decision to which it is tied."""

    title = forms.CharField(
        label=_("What is the assembly called?"),
        help_text=_("Short, as people will say it. For example: Citizens' assembly on the harbour."),
        max_length=120,
    )
    place = forms.CharField(label=_("For which place?"), help_text=_("A town, a region, a school…"), max_length=120)
    summary = forms.CharField(
        label=_("What is it about?"),
        help_text=_("Two or three sentences that your neighbour understands."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decision = forms.CharField(
        label=_("Which decision will it change?"),
        help_text=_("Name the plan, the law or the budget. You can add this later, but before the assembly opens."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    decision_owner = forms.CharField(
        label=_("Who takes that decision?"),
        help_text=_("For example: the town council."),
        max_length=160,
        required=False,
    )
    decision_on = forms.DateField(
        label=_("By when is it taken?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    @classmethod
    def of(cls, assembly: Assembly, data: Any = None) -> "PlanForm":
        """The form as it stands for `assembly`."""
        return cls(data, initial={name: getattr(assembly, name) for name in cls.base_fields})


class NewPlanForm(PlanForm):
    """The plan of a new assembly, with what cannot change later."""

    seats = forms.IntegerField(
        label=_("How many seats does it have?"),
        help_text=_("They are filled by lot. Many assemblies have between 20 and 100."),
        min_value=3,
        max_value=2000,
    )
    language = forms.ChoiceField(
        label=_("In which language are its texts written?"),
        help_text=_("The originals. Translations stand beside them."),
        choices=settings.LANGUAGES,
    )
    slug = forms.SlugField(
        label=_("Its web address"),
        help_text=_("Small letters, figures and dashes. Leave it empty and we make it from the title."),
        max_length=60,
        required=False,
    )
    field_order = (
        "title",
        "place",
        "summary",
        "seats",
        "language",
        "slug",
        "decision",
        "decision_owner",
        "decision_on",
    )

    def clean_slug(self) -> str:
        """The address that was typed, or one made from the title that is still free."""
        return str(self.cleaned_data["slug"]).lower() or free_slug(self.cleaned_data.get("title", ""))


def free_slug(title: str) -> str:
    """An address made from `title` that no other assembly has."""
    wished = slugify(title)[:50].strip("-") or "assembly"
    tries = [wished, *(f"{wished}-{number}" for number in range(2, 100))]
    return next((slug for slug in tries if slug not in RESERVED_SLUGS and assembly_at(slug) is None), wished)


class RoleForm(forms.Form):
    """A role for somebody, known by her address."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("She gets a mail that says how to sign in."))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, _(ROLE_LABELS[role])) for role in GRANTED_BY_HAND])

    def clean_role(self) -> Role:
        """The role itself, not its name."""
        return Role(self.cleaned_data["role"])


class DateForm(forms.Form):
    """A date that everybody may know."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    what = forms.CharField(label=_("What happens then?"), max_length=200)

"""Reads about assemblies, seats and roles."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.models import Assembly, Body, CalendarDate, Membership, RoleHolding, Seat, Term
from folkmoot.commons.assemblies.rules import holds, require, roles_of
from folkmoot.core.canonical import instant
from folkmoot.manifest import PublicText, Role
from folkmoot.messages.marking import gettext_noop as _

__all__ = [
    "Assembly",
    "Body",
    "CalendarDate",
    "Membership",
    "RoleHolding",
    "Seat",
    "Term",
    "assemblies",
    "assemblies_of",
    "assembly_at",
    "calendar",
    "handle_of",
    "holders",
    "holds",
    "known_about",
    "membership_of",
    "organiser_pages",
    "public_texts",
    "require",
    "role_holdings",
    "roles_of",
    "sitting",
    "terms",
    "vacant_seats",
]


def assemblies() -> QuerySet[Assembly]:
    """All assemblies that have been opened to the public, newest first."""
    return Assembly.objects.filter(opened_at__isnull=False)


def assembly_at(slug: str) -> Assembly | None:
    """The assembly at this address, opened or still a draft."""
    return Assembly.objects.filter(slug=slug).first()


def assemblies_of(person: Person) -> QuerySet[Assembly]:
    """The assemblies in which `person` has a role, drafts included."""
    return Assembly.objects.filter(role_holdings__person=person).distinct()


def holders(assembly: Assembly, role: Role) -> QuerySet[RoleHolding]:
    """Who holds `role`, in the order in which they got it."""
    return RoleHolding.objects.filter(assembly=assembly, role=role).select_related("person").order_by("since", "pk")


def handle_of(person: Person, assembly: Assembly, role: Role | None = None) -> str:
    """The public handle under which `person` acts here (in `role` where she has several); empty where she has none."""
    held = RoleHolding.objects.filter(assembly=assembly, person=person).order_by("pk")
    found = held.filter(role=role).first() if role else held.first()
    return found.handle if found else ""


def sitting(body: Body) -> QuerySet[Term]:
    """The terms running now: who sits in which seat, by seat number."""
    return (
        Term.objects.filter(seat__body=body, until__isnull=True)
        .select_related("seat", "membership", "membership__person")
        .order_by("seat__number")
    )


def terms(body: Body) -> QuerySet[Term]:
    """Every term that ever began, those that are over too: who sat in which seat, from when to when."""
    return Term.objects.filter(seat__body=body).select_related("seat", "membership").order_by("since", "pk")


def vacant_seats(body: Body) -> QuerySet[Seat]:
    """The seats in which nobody sits now."""
    taken = Term.objects.filter(seat__body=body, until__isnull=True).values("seat")
    return Seat.objects.filter(body=body).exclude(pk__in=taken)


def membership_of(person: Person, assembly: Assembly) -> Membership | None:
    """The membership through which `person` sits in the assembly's body now."""
    return Membership.objects.filter(
        body__assembly=assembly, person=person, terms__isnull=False, terms__until__isnull=True
    ).first()


def calendar(assembly: Assembly) -> QuerySet[CalendarDate]:
    """The assembly's dates, first to last."""
    return CalendarDate.objects.filter(assembly=assembly)


def role_holdings(assembly: Assembly) -> QuerySet[RoleHolding]:
    """Everybody with a role, by name and address."""
    found = RoleHolding.objects.filter(assembly=assembly).select_related("person")
    return found.order_by("person__name", "person__email", "role")


def organiser_pages(assembly: Assembly) -> list[tuple[str, str]]:
    """The pages through which an assembly is run, as `(label, address)`."""
    names = {
        "assemblies:settings": gettext("Plan"),
        "assemblies:people": gettext("People and roles"),
        "assemblies:calendar": gettext("Dates"),
        "translations": gettext("Languages"),
    }
    return [(label, reverse(name, args=[assembly.slug])) for name, label in names.items()]


def public_texts(assembly: Assembly) -> Sequence[PublicText]:
    """The texts of the plan that everybody may read."""
    found = {"title": (_("Title"), assembly.title), "summary": (_("Summary"), assembly.summary)}
    found["decision"] = (_("Decision"), assembly.decision)
    return [
        PublicText(subject=f"assembly/{assembly.slug}/{name}", original=text, language=assembly.language, label=label)
        for name, (label, text) in found.items()
        if text
    ]


def known_about(person: Person) -> dict[str, Any]:
    """What assemblies keeps about a person, for her own download."""
    roles = RoleHolding.objects.filter(person=person).select_related("assembly").order_by("since")
    seats = Term.objects.filter(membership__person=person).select_related("membership", "seat__body__assembly")
    return {
        "roles": [
            {"assembly": held.assembly.slug, "role": held.role, "handle": held.handle, "since": instant(held.since)}
            for held in roles
        ],
        "seats": [
            {
                "assembly": term.seat.body.assembly.slug,
                "pseudonym": term.membership.pseudonym,
                "public name": term.membership.public_name,
                "since": instant(term.since),
                "until": instant(term.until) if term.until else None,
            }
            for term in seats
        ],
    }

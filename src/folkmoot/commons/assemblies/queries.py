"""Reads about assemblies, seats and roles."""

from django.db.models import QuerySet

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.models import Assembly, Body, CalendarDate, Membership, RoleHolding, Seat, Term
from folkmoot.commons.assemblies.rules import holds, require, roles_of
from folkmoot.manifest import Role

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
    "membership_of",
    "require",
    "roles_of",
    "sitting",
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


def vacant_seats(body: Body) -> QuerySet[Seat]:
    """The seats in which nobody sits now."""
    return Seat.objects.filter(body=body).exclude(terms__until__isnull=True, terms__isnull=False)


def membership_of(person: Person, assembly: Assembly) -> Membership | None:
    """The membership through which `person` sits in the assembly's body now."""
    return Membership.objects.filter(
        body__assembly=assembly, person=person, terms__isnull=False, terms__until__isnull=True
    ).first()


def calendar(assembly: Assembly) -> QuerySet[CalendarDate]:
    """The assembly's dates, first to last."""
    return CalendarDate.objects.filter(assembly=assembly)

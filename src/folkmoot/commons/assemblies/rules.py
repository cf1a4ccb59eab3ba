"""Predicates over assemblies and roles."""

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.assemblies.models import Assembly, RoleHolding
from folkmoot.manifest import Right, Role


def roles_of(person: object, assembly: Assembly | None) -> frozenset[Role]:
    """Every role of `person` (a `Person`, or anything else for nobody signed in), in `assembly` where there is one."""
    roles = {Role.CITIZEN}
    if isinstance(person, Person):
        roles.add(Role.SIGNED_IN)
        if person.convener:
            roles.add(Role.CONVENER)
        if assembly is not None:
            held = RoleHolding.objects.filter(assembly=assembly, person=person).values_list("role", flat=True)
            roles.update(Role(role) for role in held)
    return frozenset(roles)


def holds(person: object, right: Right, assembly: Assembly | None) -> bool:
    """Whether `person` may use `right` in `assembly`."""
    return bool(roles_of(person, assembly) & right.roles)


def require(person: object, right: Right, assembly: Assembly | None) -> None:
    """Raise `NotAllowed` unless `person` holds `right`. Every action begins with this."""
    if not holds(person, right, assembly):
        raise NotAllowed(right=right.name)

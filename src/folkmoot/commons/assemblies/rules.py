"""Predicates over assemblies and roles."""

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.assemblies.models import Assembly, RoleHolding
from folkmoot.manifest import Right, Role
from folkmoot.messages.marking import gettext_noop as _

# Words that addresses below `/assemblies/` use themselves.
RESERVED_SLUGS = frozenset({"plan", "new", "all", "feed", "search", "archive"})

ROLE_LABELS: dict[Role, str] = {
    Role.ORGANISER: _("Organiser"),
    Role.LOTTERY_OPERATOR: _("Lottery operator"),
    Role.CLERK: _("Registration clerk"),
    Role.CALLER: _("Confirmation caller"),
    Role.WITNESS: _("Witness"),
    Role.FACILITATOR: _("Facilitator"),
    Role.MEMBER: _("Member drawn by lot"),
    Role.COMMISSIONER: _("Commissioner"),
    Role.DRAFTER: _("Drafter of replies"),
    Role.OBSERVER: _("Observer"),
    Role.AUDITOR: _("Auditor"),
}

# Members come by lot alone, drafters are named for one office (follow-up); all other roles are given by hand.
GRANTED_BY_HAND = tuple(role for role in ROLE_LABELS if role not in {Role.MEMBER, Role.DRAFTER})


def missing_for_opening(assembly: Assembly) -> tuple[str, ...]:
    """Which parts of the link to a decision are missing (demand S1), as codes with words in `messages.assemblies`."""
    linked = {
        "the-decision": assembly.decision,
        "who-decides": assembly.decision_owner,
        "when-it-is-decided": assembly.decision_on,
    }
    return tuple(name for name, value in linked.items() if not value)


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

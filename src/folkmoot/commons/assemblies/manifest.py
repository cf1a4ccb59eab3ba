"""What assemblies declares."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, known_about, public_texts, roles_of
from folkmoot.commons.assemblies.rules import missing_for_opening
from folkmoot.manifest import EVERYBODY, Act, Manifest, NextStep, Right, Role
from folkmoot.messages import WORDS
from folkmoot.messages.marking import gettext_noop as _

CONVENE = Right(name="assemblies.convene", roles=frozenset({Role.CONVENER}))
OPEN = Right(name="assemblies.open", roles=frozenset({Role.ORGANISER}))
ADMIT = Right(name="assemblies.admit", roles=frozenset({Role.ORGANISER, Role.LOTTERY_OPERATOR}))
TRANSLATE = Right(name="assemblies.translate", roles=frozenset({Role.ORGANISER, Role.FACILITATOR}))
READ = Right(name="assemblies.read", roles=EVERYBODY)


def next_steps(person: Person | Any, assembly: Assembly) -> Sequence[NextStep]:
    """The organiser of a draft completes its plan and opens it."""
    if assembly.opened_at or not roles_of(person, assembly) & OPEN.roles:
        return ()
    if missing := missing_for_opening(assembly):
        return (
            NextStep(
                title=gettext("Complete the plan"),
                detail=gettext("Still missing: %(what)s.")
                % {"what": ", ".join(gettext(WORDS[each]) for each in missing)},
                url=reverse("assemblies:settings", args=[assembly.slug]),
            ),
        )
    return (
        NextStep(
            title=gettext("Open the assembly to the public"),
            detail=gettext(
                "The plan names a decision, its owner and its date. Nobody but you and your team sees it yet."
            ),
            url=reverse("assemblies:open", args=[assembly.slug]),
        ),
    )


MANIFEST = Manifest(
    name="assemblies",
    label=_("Assemblies"),
    acts=(
        Act(kind="assembly.opened", label=_("Assembly opened"), tells=("decision", "decision_owner")),
        Act(kind="assembly.seat_vacated", label=_("Seat fell vacant")),
    ),
    rights=(CONVENE, OPEN, ADMIT, TRANSLATE, READ),
    pages={
        "assemblies:plan": CONVENE,
        "assemblies:settings": OPEN,
        "assemblies:open": OPEN,
        "assemblies:people": OPEN,
        "assemblies:withdraw": OPEN,
        "assemblies:calendar": READ,
        "assemblies:add_date": OPEN,
        "assemblies:remove_date": OPEN,
        "translations": TRANSLATE,
        "translate": TRANSLATE,
    },
    next_steps=next_steps,
    texts=public_texts,
    known_about=known_about,
)

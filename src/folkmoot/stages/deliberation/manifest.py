"""What deliberation declares."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from folkmoot.commons.assemblies.queries import Assembly, roles_of
from folkmoot.core.journey import BeadState
from folkmoot.manifest import EVERYBODY, Act, Chapter, Manifest, NextStep, Right, Role
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.stages.deliberation import queries
from folkmoot.stages.deliberation.rules import state

READ = Right(name="deliberation.read", roles=EVERYBODY)
GATHER = Right(name="deliberation.gather", roles=frozenset({Role.ORGANISER, Role.FACILITATOR}))
WRITE = Right(name="deliberation.write", roles=frozenset({Role.MEMBER, Role.FACILITATOR}))
CURATE = Right(name="deliberation.curate", roles=frozenset({Role.ORGANISER, Role.FACILITATOR}))
FREEZE = Right(name="deliberation.freeze", roles=frozenset({Role.ORGANISER, Role.FACILITATOR}))


def next_steps(person: object, assembly: Assembly) -> Sequence[NextStep]:
    """Members write; whoever runs the room gathers what was said and freezes the texts."""
    roles = roles_of(person, assembly)
    if not roles & (WRITE.roles | FREEZE.roles) or state(assembly) is not BeadState.OPEN:
        return ()
    steps = []
    count = queries.open_drafts(assembly).count()
    if roles & GATHER.roles and not queries.statements(assembly).exists():
        url = reverse("deliberation:gather", args=[assembly.slug])
        steps.append(NextStep(title=gettext("Bring in what people have said"), url=url))
    if roles & WRITE.roles:
        url = reverse("deliberation:deliberation", args=[assembly.slug])
        steps.append(NextStep(title=gettext("Read and write the drafts"), url=url, detail=_in_drafts(count)))
    if roles & FREEZE.roles and count:
        url = reverse("deliberation:freeze", args=[assembly.slug])
        steps.append(NextStep(title=gettext("Freeze the texts for the ballot"), url=url, detail=_in_drafts(count)))
    return steps


def story(assembly: Assembly) -> Sequence[Chapter]:
    """From what people said to the texts, in figures."""
    heard, drafted = queries.statements(assembly).count(), queries.drafts(assembly).count()
    frozen = len(queries.frozen_texts(assembly))
    if not heard and not drafted:
        return ()
    sentence = (
        gettext("The texts are frozen: everybody votes on the same words.")
        if frozen
        else gettext("Members are turning what people said into drafts.")
        if drafted
        else gettext("What people said is gathered here for the members.")
    )
    figures = [(heard, gettext("statements heard")), (drafted, gettext("drafts")), (frozen, gettext("frozen texts"))]
    return (
        Chapter(
            title=gettext("Deliberation"),
            url=reverse("deliberation:deliberation", args=[assembly.slug]),
            sentences=(sentence,),
            figures=tuple((str(number), what) for number, what in figures if number),
        ),
    )


def _in_drafts(count: int) -> str:
    return ngettext("%(n)d open draft", "%(n)d open drafts", count) % {"n": count}


MANIFEST = Manifest(
    name="deliberation",
    label=_("Deliberation"),
    acts=(Act(kind="deliberation.frozen", label=_("Texts frozen for the ballot")),),
    rights=(READ, GATHER, WRITE, CURATE, FREEZE),
    pages={
        "deliberation:deliberation": READ,
        "deliberation:statements": READ,
        "deliberation:statement": READ,
        "deliberation:draft": READ,
        "deliberation:texts": READ,
        "deliberation:text": READ,
        "deliberation:texts_json": READ,
        "deliberation:gather": GATHER,
        "deliberation:set_statement_aside": CURATE,
        "deliberation:set_draft_aside": CURATE,
        "deliberation:take_up_draft": CURATE,
        "deliberation:write": WRITE,
        "deliberation:revise": WRITE,
        "deliberation:merge": WRITE,
        "deliberation:split": WRITE,
        "deliberation:freeze": FREEZE,
    },
    front_page="deliberation:deliberation",
    next_steps=next_steps,
    story=story,
    texts=queries.public_texts,
    known_about=queries.known_about,
)

"""What follow-up declares."""

from collections.abc import Collection, Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from folkmoot import clock
from folkmoot.commons.assemblies.queries import Assembly, roles_of
from folkmoot.commons.duties.queries import Duty, DutyState, standing
from folkmoot.commons.publicrecord.queries import kinds_so_far
from folkmoot.core.contract.clause import Debtor
from folkmoot.manifest import EVERYBODY, Act, Chapter, Manifest, NextStep, Right, Role
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.stages.contract.queries import Commissioner, commissioners
from folkmoot.stages.followup import queries
from folkmoot.stages.followup.desk import DraftState, desk, offices_written_for
from folkmoot.stages.followup.followers import followed_by
from folkmoot.stages.followup.queries import CellState
from folkmoot.stages.followup.rules import SPEAKS_AS

READ = Right(name="followup.read", roles=EVERYBODY)
REPLY = Right(name="followup.reply", roles=frozenset({Role.COMMISSIONER}))
ENTER_LETTER = Right(name="followup.enter_letter", roles=frozenset({Role.ORGANISER}))
ANSWER = Right(name="followup.answer", roles=REPLY.roles | ENTER_LETTER.roles)
ASSESS = Right(name="followup.assess", roles=frozenset(SPEAKS_AS))
DRAFT = Right(name="followup.draft", roles=REPLY.roles | {Role.DRAFTER})
NAME_DRAFTERS = Right(name="followup.name_drafters", roles=frozenset({Role.ORGANISER}))
REMIND = Right(name="followup.remind", roles=frozenset({Role.ORGANISER}))


def next_steps(person: object, assembly: Assembly) -> Sequence[NextStep]:
    """Commissioners reply; the organiser can only remind: nobody can answer for them."""
    roles = roles_of(person, assembly)
    if not roles & (ANSWER.roles | DRAFT.roles) or "recommendations.handed_over" not in kinds_so_far(assembly.slug):
        return ()
    if Role.COMMISSIONER in roles:
        offices = queries.offices_of(assembly, person)
        steps = [_to_reply(assembly, office) for office in offices]
        return [*(step for step in steps if step), *_to_keep(assembly, {office.ref for office in offices})]
    if Role.DRAFTER in roles:
        return [step for office in offices_written_for(assembly, person) for step in _to_draft(assembly, office)]
    kept = _to_keep(assembly, {Debtor.SECRETARIAT.value})
    late = [office for office in commissioners(assembly) if _late(queries.debts(assembly, office))]
    if not late:
        return kept
    title = gettext("Remind those who have not replied in time")
    url = reverse("followup:debtors", args=[assembly.slug])
    return (NextStep(title=title, url=url, detail=", ".join(office.office for office in late), urgent=True), *kept)


def _to_keep(assembly: Assembly, debtors: Collection[str]) -> Sequence[NextStep]:
    """Sessions, reports and rounds that are late or due soon."""
    soon = (DutyState.LATE, DutyState.DUE_SOON)
    owed = queries.owed_besides(assembly).filter(discharged_at=None, debtor_ref__in=debtors)
    url = reverse("followup:kept", args=[assembly.slug])
    return [
        NextStep(title=duty.owed, url=url, due=duty.due_at.date(), urgent=True)
        for duty in owed
        if standing(duty).state in soon
    ]


def _late(debts: Iterable[Duty]) -> list[Duty]:
    return [duty for duty in debts if standing(duty).state is DutyState.LATE]


def _to_reply(assembly: Assembly, office: Commissioner) -> NextStep | None:
    debts = list(queries.debts(assembly, office))
    if not debts:
        return None
    title = ngettext("Reply to %(n)d recommendation", "Reply to %(n)d recommendations", len(debts)) % {"n": len(debts)}
    days_late = standing(debts[0], now=clock.now()).days_late
    said = gettext("No answer, day %(n)d. The promise board says so.") % {"n": days_late} if days_late else ""
    return NextStep(
        title=title,
        url=reverse("followup:owed", args=[assembly.slug, office.ref]),
        detail=" ".join(filter(None, (office.office + ".", said))),
        due=debts[0].due_at.date(),  # the promised day: its last second in UTC is the next day further east
        urgent=days_late > 0 or standing(debts[0]).state is DutyState.DUE_SOON,
    )


def _to_draft(assembly: Assembly, office: Commissioner) -> Sequence[NextStep]:
    """What a drafter of this office has to do: drafts that are not complete yet."""
    found = desk(office)
    waiting = found.counts[DraftState.EMPTY] + found.counts[DraftState.INCOMPLETE]
    if not waiting:
        return ()
    title = ngettext("Draft %(n)d reply", "Draft %(n)d replies", waiting) % {"n": waiting}
    debts = queries.debts(assembly, office).first()
    url = reverse("followup:drafts", args=[assembly.slug, office.ref])
    return (NextStep(title=title, url=url, detail=office.office, due=debts.due_at.date() if debts else None),)


def story(assembly: Assembly) -> Sequence[Chapter]:
    """What was promised and what became of it, by the clock."""
    found = queries.board(assembly)
    if found.given is None:
        return ()
    silent = found.count(CellState.SILENT)
    replied = found.count(CellState.REPLIED, CellState.REPLIED_LATE)
    done = sum(1 for row in found.asked if row.done)
    figures = [(replied, gettext("of %(n)d replies given") % {"n": len(found.cells)})]
    if silent:
        figures.append((silent, gettext("with no answer though it was promised")))
    figures.append((done, gettext("of %(n)d done, say all who judged") % {"n": len(found.asked)}))
    return (
        Chapter(
            title=gettext("Promise board"),
            url=reverse("followup:board", args=[assembly.slug]),
            sentences=(_in_a_sentence(found, silent),),
            figures=tuple((str(number), what) for number, what in figures),
        ),
    )


def _in_a_sentence(found: queries.Board, silent: int) -> str:
    longest = max((row.longest_silence for row in found.asked), default=0)
    if silent:
        return gettext("The promised day has passed without an answer: day %(n)d.") % {"n": longest}
    if waiting := found.count(CellState.WAITING):
        return ngettext("%(n)d reply is still to come.", "%(n)d replies are still to come.", waiting) % {"n": waiting}
    return gettext("Every recommendation has its replies.")


MANIFEST = Manifest(
    name="followup",
    label=_("Follow-up"),
    acts=(
        Act(kind="followup.replied", label=_("Reply to a recommendation"), tells=("text",)),
        Act(kind="followup.assessed", label=_("News of implementation"), tells=("assessor", "definition")),
        Act(kind="followup.kept", label=_("A promise kept"), tells=("debtor", "owed")),
        Act(kind="followup.compared", label=_("What became of the words"), tells=("assessor", "title")),
    ),
    rights=(READ, REPLY, ENTER_LETTER, ANSWER, ASSESS, DRAFT, NAME_DRAFTERS, REMIND),
    pages={
        "promises": READ,
        "promises_csv": READ,
        "promises_following": READ,
        "promises_leave": READ,
        "followup:follow": READ,
        "followup:outcome": READ,
        "followup:embed": READ,
        "followup:status": READ,
        "followup:status_of": READ,
        "followup:board": READ,
        "followup:board_csv": READ,
        "followup:kept": READ,
        "followup:keep": ANSWER,
        "followup:keep_one": ANSWER,
        "followup:poster": READ,
        "followup:recommendation": READ,
        "followup:owed": ANSWER,
        "followup:reply": ANSWER,
        "followup:assess": ASSESS,
        "followup:words": READ,
        "followup:compare": ASSESS,
        "followup:drafts": DRAFT,
        "followup:draft": DRAFT,
        "followup:drafts_table": DRAFT,
        "followup:drafts_upload": DRAFT,
        "followup:drafts_check": DRAFT,
        "followup:release": REPLY,
        "followup:drafters": NAME_DRAFTERS,
        "followup:debtors": REMIND,
        "followup:remind": REMIND,
    },
    front_page="followup:board",
    next_steps=next_steps,
    story=story,
    known_about=lambda person: {"follows": found} if (found := followed_by(person)) else {},
)

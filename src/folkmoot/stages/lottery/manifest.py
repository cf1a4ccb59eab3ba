"""What the lottery declares."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from folkmoot.commons.assemblies.queries import Assembly, roles_of
from folkmoot.manifest import EVERYBODY, Act, Chapter, Manifest, NextStep, Right, Role
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.stages.contract.queries import published_contract
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.rules import State

READ = Right(name="lottery.read", roles=EVERYBODY)
MANAGE = Right(name="lottery.manage", roles=frozenset({Role.ORGANISER, Role.LOTTERY_OPERATOR}))
ENTER = Right(name="lottery.enter", roles=MANAGE.roles | {Role.CLERK})
CALL = Right(name="lottery.call", roles=MANAGE.roles | {Role.CALLER})
ATTEST = Right(name="lottery.attest", roles=frozenset({Role.WITNESS}))
AUDIT = Right(name="lottery.audit", roles=MANAGE.roles | {Role.AUDITOR})
READ_BALLS = Right(name="lottery.read_balls", roles=MANAGE.roles | ATTEST.roles)


def next_steps(person: object, assembly: Assembly) -> Sequence[NextStep]:
    """The operator's next step on the way to a seated panel; the witness watches over the draw."""
    if assembly.opened_at is None:
        return ()
    roles = roles_of(person, assembly)
    waiting = queries.waiting_lottery(assembly)
    if roles & MANAGE.roles:
        return _for_operator(assembly, waiting)
    if roles & CALL.roles and (people := queries.vacancies(assembly).waiting):
        text = ngettext("Call %(n)d person who was drawn", "Call %(n)d people who were drawn", people)
        url = reverse("lottery:calls", args=[assembly.slug])
        return (NextStep(title=text % {"n": people}, url=url, urgent=True),)
    if roles & ENTER.roles and queries.takes_answers(queries.registration_of(assembly)):
        url = reverse("lottery:entering", args=[assembly.slug])
        return (NextStep(title=gettext("Enter registrations from telephone and cards"), url=url),)
    if roles & ATTEST.roles and waiting is not None:
        url = reverse("lottery:chance", args=[assembly.slug, waiting.number])
        return (NextStep(title=gettext("Watch over the draw, as its witness"), url=url, urgent=True),)
    return _for_auditor(assembly) if Role.AUDITOR in roles else ()


def _for_auditor(assembly: Assembly) -> Sequence[NextStep]:
    public = queries.public_lotteries(assembly).last()
    if public is None:
        return ()
    url = reverse("lottery:audit", args=[assembly.slug, public.number])
    return (NextStep(title=gettext("Audit lottery %(n)d") % {"n": public.number}, url=url),)


def _for_operator(assembly: Assembly, waiting: queries.Lottery | None) -> Sequence[NextStep]:
    if waiting is not None:
        url = reverse("lottery:ceremony", args=[assembly.slug, waiting.number])
        return (NextStep(title=gettext("Hold the draw: the lottery is published"), url=url, urgent=True),)
    if not queries.pool_is_closed(assembly):
        return _towards_first_draw(assembly)
    seats, url = queries.vacancies(assembly), reverse("lottery:seats", args=[assembly.slug])
    steps = []
    if seats.waiting:
        text = ngettext("Ask %(n)d person who was drawn", "Ask %(n)d people who were drawn", seats.waiting)
        steps.append(NextStep(title=text % {"n": seats.waiting}, url=url, urgent=True))
    if seats.vacant:
        text = ngettext("Fill %(n)d vacant seat by lot", "Fill %(n)d vacant seats by lot", seats.vacant)
        steps.append(NextStep(title=text % {"n": seats.vacant}, url=url))
    return steps


def _towards_first_draw(assembly: Assembly) -> Sequence[NextStep]:
    latest = queries.current(assembly)
    if latest is not None and latest.state == State.FOUND:
        ready = published_contract(assembly) is not None
        url = reverse("lottery:review", args=[assembly.slug, latest.number])
        title = gettext("Review lottery %(n)d and publish it") % {"n": latest.number}
        detail = "" if ready else gettext("It can be published once the contract of power is.")
        return (NextStep(title=title, url=url, detail=detail, urgent=ready),)
    if not queries.targets(assembly):
        url = reverse("lottery:targets", args=[assembly.slug])
        return (NextStep(title=gettext("Set the targets that every panel must meet"), url=url),)
    if not queries.not_selected(assembly).exists():
        url = reverse("lottery:upload", args=[assembly.slug, "pool"])
        return (NextStep(title=gettext("Import the people who said yes to the invitation"), url=url),)
    url = reverse("lottery:compute", args=[assembly.slug])
    return (NextStep(title=gettext("Compute the fairest lottery"), url=url),)


def story(assembly: Assembly) -> Sequence[Chapter]:
    """How the members were chosen, in figures that anybody can check."""
    url = reverse("lottery:lottery", args=[assembly.slug])
    published = [
        each for each in queries.public_lotteries(assembly) if each.state != State.WITHDRAWN and not each.leaving
    ]
    if not published:
        sentence = gettext("Who sits will be decided by a public lottery. It is not published yet.")
        return (Chapter(title=gettext("Chosen by lot"), url=url, sentences=(sentence,)),)
    return (_chapter(published, url),)


def _chapter(published: list[queries.Lottery], url: str) -> Chapter:
    latest = published[-1]
    figures = latest.figures
    sentences = [
        gettext("Every one of the %(panels)s numbered panels met every target. Public chance chose one.")
        % {"panels": latest.panels}
        if latest.state == State.DRAWN
        else gettext("Every one of the %(panels)s numbered panels meets every target. Public chance will choose one.")
        % {"panels": latest.panels}
    ]
    return Chapter(
        title=gettext("Chosen by lot"),
        url=url,
        sentences=tuple(sentences),
        figures=(
            (str(published[0].figures.get("people", "")), gettext("people in the pool")),
            (str(published[0].seats), gettext("seats")),
            (f"{figures['smallest_tickets']}/{latest.panels}", gettext("smallest chance of anybody who can be drawn")),
        ),
    )


MANIFEST = Manifest(
    name="lottery",
    label=_("Lottery"),
    acts=(
        Act(kind="lottery.registration_opened", label=_("Registration opened")),
        Act(kind="lottery.registration_closed", label=_("Registration closed")),
        Act(kind="lottery.registration_reopened", label=_("Registration opened again"), tells=("reason",)),
        Act(kind="lottery.people_removed", label=_("People removed from the pool"), tells=("people",)),
        Act(kind="lottery.people_readmitted", label=_("People taken back into the pool"), tells=("people",)),
        Act(kind="lottery.frame_added", label=_("Frame to draw invitations from"), tells=("label",)),
        Act(kind="lottery.frame_deleted", label=_("File of a frame deleted"), tells=("frame",)),
        Act(kind="lottery.wave_announced", label=_("Wave of invitations announced"), tells=("wave",)),
        Act(kind="lottery.wave_drawn", label=_("Wave of invitations drawn"), tells=("wave",)),
        Act(kind="lottery.wave_withdrawn", label=_("Wave of invitations withdrawn"), tells=("wave",)),
        Act(kind="lottery.frozen", label=_("Lottery begun: its inputs are fixed")),
        Act(kind="lottery.computed", label=_("Lottery computed"), quiet=True),
        Act(kind="lottery.published", label=_("Lottery published")),
        Act(kind="lottery.withdrawn", label=_("Lottery withdrawn")),
        Act(kind="lottery.chance_entered", label=_("A part of the chance entered")),
        Act(kind="lottery.committed", label=_("A party committed to a word"), tells=("party",)),
        Act(kind="lottery.revealed", label=_("A party said its word"), tells=("party", "value")),
        Act(kind="lottery.attested", label=_("A witness's word on the draw"), tells=("words", "office")),
        Act(kind="lottery.drawn", label=_("Panel drawn")),
        Act(kind="lottery.alternates", label=_("Alternates chosen")),
        Act(kind="lottery.called_up", label=_("Somebody who stood by is called up"), tells=("member",)),
        Act(kind="lottery.terms_set", label=_("How seats are renewed")),
        Act(kind="lottery.rotated", label=_("Seats renewed: a turn of the body")),
    ),
    rights=(READ, MANAGE, ENTER, CALL, ATTEST, AUDIT, READ_BALLS),
    pages={
        "join": READ,
        "join_code": READ,
        "lottery:lottery": READ,
        "lottery:invited": READ,
        "lottery:declining": READ,
        "lottery:reconsider": READ,
        "lottery:checking": READ,
        "lottery:answered": READ,
        "lottery:turned_away": READ,
        "lottery:find_answers": READ,
        "lottery:take_back": READ,
        "lottery:asked": READ,
        "lottery:own": READ,
        "lottery:panels": READ,
        "lottery:registration": MANAGE,
        "lottery:registrations": MANAGE,
        "lottery:registrations_table": MANAGE,
        "lottery:terms": MANAGE,
        "lottery:open_registration": MANAGE,
        "lottery:close_registration": MANAGE,
        "lottery:reopen_registration": MANAGE,
        "lottery:clear_tests": MANAGE,
        "lottery:questions": MANAGE,
        "lottery:question": MANAGE,
        "lottery:move_question": MANAGE,
        "lottery:remove_question": MANAGE,
        "lottery:calls": CALL,
        "lottery:call": CALL,
        "lottery:calls_table": CALL,
        "lottery:calls_upload": CALL,
        "lottery:calls_check": CALL,
        "lottery:entering": ENTER,
        "lottery:cleaning": MANAGE,
        "lottery:exclude": MANAGE,
        "lottery:decide": MANAGE,
        "lottery:undo": MANAGE,
        "lottery:person": MANAGE,
        "lottery:remove": MANAGE,
        "lottery:readmit": MANAGE,
        "lottery:guardian": MANAGE,
        "lottery:particulars": MANAGE,
        "lottery:enter_one": ENTER,
        "lottery:file": READ,
        "lottery:ceremony": READ,
        "lottery:minutes": READ,
        "lottery:letters": MANAGE,
        "lottery:letter_text": MANAGE,
        "lottery:letter_sample": MANAGE,
        "lottery:wave_letters": MANAGE,
        "lottery:letters_batch": MANAGE,
        "lottery:letters_all": MANAGE,
        "lottery:post_letters": MANAGE,
        "lottery:returned": MANAGE,
        "lottery:letters_table": MANAGE,
        "lottery:chance": READ_BALLS,
        "lottery:enter": READ_BALLS,
        "lottery:attest": ATTEST,
        "lottery:audit": AUDIT,
        "lottery:draw": MANAGE,
        "lottery:workshop": MANAGE,
        "lottery:plan_letters": MANAGE,
        "lottery:frames": MANAGE,
        "lottery:add_frame": MANAGE,
        "lottery:outside": MANAGE,
        "lottery:frame": MANAGE,
        "lottery:delete_frame": MANAGE,
        "lottery:add_wave": MANAGE,
        "lottery:wave": MANAGE,
        "lottery:draw_wave": MANAGE,
        "lottery:withdraw_wave": MANAGE,
        "lottery:export_wave": MANAGE,
        "lottery:targets": MANAGE,
        "lottery:census": MANAGE,
        "lottery:check": MANAGE,
        "lottery:pool": MANAGE,
        "lottery:representation": MANAGE,
        "lottery:representation_table": MANAGE,
        "lottery:crossed_table": MANAGE,
        "lottery:resembles": READ,
        "lottery:resembles_table": READ,
        "lottery:upload": MANAGE,
        "lottery:columns": MANAGE,
        "lottery:values": MANAGE,
        "lottery:marked": MANAGE,
        "lottery:dry_run": MANAGE,
        "lottery:template": MANAGE,
        "lottery:export": MANAGE,
        "lottery:erase": MANAGE,
        "lottery:compute": MANAGE,
        "lottery:progress": MANAGE,
        "lottery:stop": MANAGE,
        "lottery:review": MANAGE,
        "lottery:publish": MANAGE,
        "lottery:withdraw": MANAGE,
        "lottery:seats": MANAGE,
        "lottery:alternates": MANAGE,
        "lottery:keep_alternates": MANAGE,
        "lottery:call_up": MANAGE,
        "lottery:seat_history": MANAGE,
        "lottery:seat_history_table": MANAGE,
        "lottery:confirm": MANAGE,
        "lottery:confirm_all": MANAGE,
        "lottery:decline": MANAGE,
        "lottery:leave": MANAGE,
        "lottery:several": MANAGE,
        "lottery:parts_file": READ,
        "lottery:rotation": MANAGE,
        "lottery:set_terms": MANAGE,
        "lottery:start_leaving": MANAGE,
        "lottery:make_turn": MANAGE,
    },
    front_page="lottery:lottery",
    next_steps=next_steps,
    story=story,
    texts=queries.question_texts,
    known_about=queries.known_about,
)

"""What ballots declare."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from folkmoot.commons.assemblies.queries import Assembly, roles_of
from folkmoot.manifest import EVERYBODY, Act, Chapter, Manifest, NextStep, Right, Role
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.stages.ballots import queries
from folkmoot.stages.ballots.queries import Ballot

READ = Right(name="ballots.read", roles=EVERYBODY)
OPEN = Right(name="ballots.open", roles=frozenset({Role.ORGANISER}))
COUNT = Right(name="ballots.count", roles=frozenset({Role.ORGANISER, Role.FACILITATOR, Role.WITNESS}))
STATE = Right(name="ballots.state", roles=frozenset({Role.MEMBER, Role.ORGANISER, Role.FACILITATOR}))


def next_steps(person: object, assembly: Assembly) -> Sequence[NextStep]:
    """Members vote; two people count the paper; the organiser opens and closes."""
    if assembly.opened_at is None:
        return ()
    roles = roles_of(person, assembly)
    ballot = queries.open_ballot(assembly)
    steps: list[NextStep] = []
    if ballot is not None:
        steps += _while_open(ballot, roles, person)
    elif Role.ORGANISER in roles and (texts := queries.texts_to_vote(assembly)):
        steps.append(_open_one(assembly, len(texts)))
    if Role.MEMBER in roles:
        steps += [_speak_up(counted) for counted in queries.statements_due(assembly)]
    return steps


def _while_open(ballot: Ballot, roles: frozenset[Role], person: object) -> list[NextStep]:
    steps: list[NextStep] = []
    if Role.MEMBER in roles:
        title = gettext("Vote now: draw a card")
        detail = gettext("Your card carries no name. Use it once, on any device, or hand it in for a paper ballot.")
        steps.append(NextStep(title=title, url=_url("vote", ballot), detail=detail, urgent=True))
    if roles & COUNT.roles and queries.my_paper_count(ballot, person) is None:
        title = gettext("Count the paper ballots, if there are any")
        detail = gettext("Two people count separately; both must find the same.")
        steps.append(NextStep(title=title, url=_url("paper", ballot), detail=detail))
    if Role.ORGANISER in roles:
        title = gettext("A ballot is open: close it when everybody has voted")
        steps.append(NextStep(title=title, url=_url("ballot", ballot), urgent=True))
    return steps


def _open_one(assembly: Assembly, count: int) -> NextStep:
    words = ngettext("Open the ballot on %(count)d frozen text", "Open the ballot on %(count)d frozen texts", count)
    url = reverse("ballots:open", args=[assembly.slug])
    detail = gettext("First close the attendance list of the meeting: only members present vote.")
    return NextStep(title=words % {"count": count}, url=url, detail=detail)


def _speak_up(ballot: Ballot) -> NextStep:
    title = gettext("You may file a minority statement")
    detail = gettext("If a result does not speak for you: say why, with or without your name.")
    return NextStep(title=title, url=_url("ballot", ballot), detail=detail, due=ballot.statements_until)


def _url(page: str, ballot: Ballot) -> str:
    return reverse(f"ballots:{page}", args=[ballot.assembly.slug, ballot.number])


def story(assembly: Assembly) -> Sequence[Chapter]:
    """What was decided so far."""
    url, title = reverse("ballots:ballots", args=[assembly.slug]), gettext("Ballots")
    if queries.open_ballot(assembly) is not None:
        sentence = gettext("The members are voting now, in secret. There are no running totals.")
        return (Chapter(title=title, url=url, sentences=(sentence,)),)
    results = queries.results(assembly)
    if not results:
        return (Chapter(title=title, url=url, sentences=(gettext("Nothing has been voted on yet."),)),)
    adopted = sum(result.adopted for result in results)
    label = ngettext("of %(count)d text adopted", "of %(count)d texts adopted", len(results)) % {"count": len(results)}
    sentence = gettext("Secret votes of the members present, counted against the threshold of the contract.")
    return (Chapter(title=title, url=url, sentences=(sentence,), figures=((str(adopted), label),)),)


MANIFEST = Manifest(
    name="ballots",
    label=_("Ballots"),
    acts=(
        Act(kind="ballots.opened", label=_("Ballot opened")),
        Act(kind="ballots.cards_replaced", label=_("Voting cards replaced")),
        Act(kind="ballots.cancelled", label=_("Ballot called off")),
        Act(kind="ballots.counted", label=_("Ballot counted")),
        Act(kind="ballots.statement_filed", label=_("Minority statement filed")),
    ),
    rights=(READ, OPEN, COUNT, STATE),
    pages={
        "ballots:ballots": READ,
        "ballots:ballot": READ,
        "ballots:vote": READ,
        "ballots:receipt": READ,
        "ballots:paper_ballot": READ,
        "ballots:open": OPEN,
        "ballots:replace_cards": OPEN,
        "ballots:close": OPEN,
        "ballots:cancel": OPEN,
        "ballots:paper": COUNT,
        "ballots:hand_in": COUNT,
        "ballots:statement": STATE,
    },
    blind_pages=frozenset({"ballots:vote", "ballots:receipt"}),
    front_page="ballots:ballots",
    next_steps=next_steps,
    story=story,
    known_about=queries.known_about,
)

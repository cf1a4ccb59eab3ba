"""Builders: plain functions that play real actions, with defaults for everything that a test does not care about."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.actions import grant_role, open_assembly, plan_assembly, seat_member
from folkmoot.commons.assemblies.queries import Assembly, sitting
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.contract.answers import Breach, Reply
from folkmoot.core.contract.clauses import Clauses
from folkmoot.core.contract.conduct import DataRules, Publicity
from folkmoot.core.contract.mandate import Influence, InfluenceLevel, OnDisagreement, Question, Scope, Threshold
from folkmoot.core.contract.spans import Span
from folkmoot.core.sortition import Target
from folkmoot.core.tally.rules import Base
from folkmoot.manifest import Role
from folkmoot.stages.ballots.actions import Opened, close_ballot, enter_paper_count, open_ballot
from folkmoot.stages.ballots.queries import Ballot
from folkmoot.stages.contract.actions import (
    draft_contract,
    name_commissioner,
    offer_contract,
    publish_contract,
    sign_contract,
)
from folkmoot.stages.contract.queries import ContractVersion, commissioners, published_contract
from folkmoot.stages.deliberation.actions import Words, freeze_texts, write_draft
from folkmoot.stages.deliberation.queries import FrozenText, frozen_texts
from folkmoot.stages.lottery.actions import (
    Oath,
    Terms,
    begin_answers,
    complete_answers,
    compute_lottery,
    confirm_all,
    import_pool,
    keep_answers,
    keep_upload,
    make_turn,
    open_registration,
    publish_lottery,
    read_chance,
    set_targets,
    set_terms,
    start_leaving,
    start_lottery,
    start_replacement,
)
from folkmoot.stages.lottery.actions.inputs import pool_secret
from folkmoot.stages.lottery.codes import code_digest, code_for, plain_code
from folkmoot.stages.lottery.queries import (
    AnswerSheet,
    Draw,
    Frame,
    Invitation,
    Lottery,
    Registration,
    Turn,
    Wave,
    pool_is_closed,
    targets,
    turn_standing,
)
from folkmoot.stages.meetings.actions import close_attendance, keep_attendance, plan_meeting
from folkmoot.stages.meetings.queries import Meeting
from folkmoot.stages.recommendations.actions import hand_over_report, write_foreword
from folkmoot.stages.recommendations.queries import HandOver
from folkmoot.tables import write_csv

_numbers = count(1)


def a_person(*, email: str = "", name: str = "Signe Holm", convener: bool = False) -> Person:
    """Somebody with an account."""
    return Person.objects.create_user(email or f"person-{next(_numbers)}@example.org", name=name, convener=convener)


def an_open_assembly(*, organiser: Person | None = None, slug: str = "", seats: int = 5, **plan: Any) -> Assembly:
    """An assembly that was opened by its organiser (a fresh convener by default)."""
    by = organiser or a_person(convener=True)
    number = next(_numbers)
    values: dict[str, Any] = {
        "title": "Harbour forum",
        "place": "Ravnkilde",
        "summary": "What should become of the old harbour?",
        "decision": "The plan for the old harbour",
        "decision_owner": "The city council",
        "decision_on": date(2027, 6, 1),
    }
    assembly = plan_assembly(by=by, slug=slug or f"harbour-{number}", seats=seats, **values | plan)
    return open_assembly(by=by, assembly=assembly)


def the_organiser(assembly: Assembly) -> Person:
    """Who organises the assembly."""
    return somebody(assembly, Role.ORGANISER)


def somebody(assembly: Assembly, role: Role) -> Person:
    """The first who holds `role` in the assembly; a fresh person is given it where nobody does."""
    holding = assembly.role_holdings.filter(role=role).select_related("person").order_by("pk").first()
    if holding is not None:
        return Person.objects.get(pk=holding.person.pk)
    person = a_person(name=role.value)
    grant_role(by=the_organiser(assembly), assembly=assembly, person=person, role=role)
    return person


CLAUSES = Clauses(
    question=Question(words="What should become of the old harbour?"),
    influence=InfluenceLevel(level=Influence.COLLABORATE),
    on_disagreement=OnDisagreement(words="Where we do not follow, we say why, in public, for each recommendation."),
    scope=Scope(off_the_table=("The bridge",)),
    threshold=Threshold(numerator=4, denominator=5, of=Base.CAST),
    reply=Reply(within=Span(count=90), form="In writing, for each recommendation."),
    publicity=Publicity(words="Everything but the members' names."),
    data_rules=DataRules(words="Only what the lottery needs; erased after a year."),
    breach=Breach(words="The promise board shows every day of silence."),
)


def a_published_contract(
    assembly: Assembly, *, offices: Sequence[tuple[str, str]] = (("mayor", "Mayor"),), clauses: Clauses = CLAUSES
) -> ContractVersion:
    """A contract that a commissioner with an account for each of `offices` (ref, office) signed on screen."""
    organiser = the_organiser(assembly)
    for ref, office in offices:
        holder = a_person(name=f"{office} of office")
        name_commissioner(by=organiser, assembly=assembly, ref=ref, office=office, name=holder.name, person=holder)
    draft_contract(by=organiser, assembly=assembly, clauses=clauses)
    version = offer_contract(by=organiser, assembly=assembly)
    for commissioner in commissioners(assembly):
        signer = Person.objects.get(pk=commissioner.person_id)
        sign_contract(by=signer, version=version, commissioner=commissioner)
    return publish_contract(by=organiser, version=version)


def seated_members(assembly: Assembly, pseudonyms: Sequence[str] = ("Linden", "Heron", "Birch")) -> list[Person]:
    """Members who sit, each with an account. It stands in for the draw where a test is about what comes after it."""
    organiser = the_organiser(assembly)
    people = [a_person(name=pseudonym) for pseudonym in pseudonyms]
    for pseudonym, person in zip(pseudonyms, people, strict=True):
        seat_member(by=organiser, assembly=assembly, pseudonym=pseudonym, person=person)
    append_entry(kind="lottery.drawn", assembly=assembly.slug, by="", data={"selected": sorted(pseudonyms)})
    return people


def some_frozen_texts(
    assembly: Assembly, *, titles: Sequence[str] = ("Plant trees", "Open the pier")
) -> list[FrozenText]:
    """Texts that the facilitator drafted and froze."""
    facilitator = somebody(assembly, Role.FACILITATOR)
    drafts = [
        write_draft(
            by=facilitator, assembly=assembly, words=Words(title=title, text=f"{title}, beginning next spring.")
        )
        for title in titles
    ]
    return freeze_texts(by=facilitator, assembly=assembly, drafts=drafts)


SOME_TARGETS = (
    ("gender", "woman", 2, 3),
    ("gender", "man", 2, 3),
    ("age", "young", 1, 3),
    ("age", "middle", 1, 3),
    ("age", "old", 1, 3),
)


def some_targets(assembly: Assembly, *, rows: Sequence[tuple[str, str, int, int]] = SOME_TARGETS) -> None:
    """Targets as (category, value, at least, at most)."""
    targets = [Target(category=row[0], value=row[1], minimum=row[2], maximum=row[3]) for row in rows]
    set_targets(by=the_organiser(assembly), assembly=assembly, targets=targets)


def pool_rows(people: int = 30) -> list[list[str]]:
    """`people` invented respondents: id, name, email, phone, address, gender, age; every fifth shares her address."""
    ages, genders = ("young", "middle", "old"), ("woman", "man")
    return [
        [
            f"R-{n:03}",
            f"Person {n}",
            f"person-{n}@example.net",
            f"+45 {n:04}",
            f"Quay {n - n % 5 // 4}",
            genders[n % 2],
            ages[n % 3],
        ]
        for n in range(1, people + 1)
    ]


POOL_COLUMNS = ("id", "name", "email", "phone", "address", "gender", "age")


def a_pool(assembly: Assembly, *, rows: Sequence[Sequence[str]] | None = None) -> None:
    """People of the pool, imported from a CSV file as a clerk would."""
    by, content = the_organiser(assembly), write_csv(POOL_COLUMNS, rows or pool_rows())
    kept = keep_upload(by=by, assembly=assembly, kind="pool", filename="pool.csv", content=content)
    import_pool(by=by, assembly=assembly, sha256=kept.sha256)


def an_invitation(
    assembly: Assembly, *, reference: str = "A1-00001", kind: str = "addresses", test: bool = False
) -> Invitation:
    """An invitation that was drawn and sent, with a code on its letter (`code_of`); to a household by default."""
    now = clock.now()
    frame, _made = Frame.objects.get_or_create(
        assembly=assembly,
        kind=kind,
        defaults={
            "number": Frame.objects.filter(assembly=assembly).count() + 1,
            "label": "All addresses" if kind == "addresses" else "A list of people",
            "units": 9,
            "people": 9,
            "imported_at": now,
            "delete_on": date(2027, 6, 1),
        },
    )
    mark = f"{'TEST-' if test else ''}A{frame.number}@{assembly.slug}"
    wave, _made = Wave.objects.get_or_create(
        mark=mark,
        defaults={"frame": frame, "number": 1, "test": test, "size": 9, "inputs_sha256": "", "committed_at": now},
    )
    name = f"TEST-{reference}" if test else reference
    secret = pool_secret(assembly=assembly)
    digest = code_digest(secret, plain_code(code_for(secret, name)) or "")
    return Invitation.objects.create(
        assembly=assembly,
        wave=wave,
        reference=name,
        code_digest=digest,
        name="Karen Lund",
        address="Quay 1",
        phone="+45 1111",
        state=Invitation.State.SENT,
    )


REGISTRATION_TARGETS = (
    ("gender", "woman", 2, 3),
    ("gender", "man", 2, 3),
    ("age", "16-29", 1, 3),
    ("age", "30-59", 1, 3),
    ("age", "60+", 1, 3),
)


def an_open_registration(assembly: Assembly, **terms: Any) -> Registration:
    """Registration that takes answers for real, with contract and targets; whoever is 16 may take part."""
    by = the_organiser(assembly)
    if published_contract(assembly) is None:
        a_published_contract(assembly)
    some_targets(assembly, rows=REGISTRATION_TARGETS)
    last = clock.now().date() + timedelta(days=21)
    values: dict[str, Any] = {"closes_on": last, "phone": "80 10 20 30"}
    set_terms(by=by, assembly=assembly, terms=Terms(**values | terms))
    return open_registration(by=by, assembly=assembly)


def some_answers(**others: Any) -> dict[str, Any]:
    """All that registration asks, answered by a woman born in 1980; `others` replace or add (`_` for `-`)."""
    answers = {
        "question-gender": "woman",
        "born": "1980-05-17",
        "languages": "",
        "needs": "",
        "name": "Karen Lund",
        "address": "Quay 1, 2 left",
        "phone": "+45 1111",
        "email": "",
        "post": "",
        "consents": ["data"],
    }
    return answers | {name.replace("_", "-") if name.startswith("question") else name: v for name, v in others.items()}


def a_registration(assembly: Assembly, *, invitation: Invitation | None = None, **others: Any) -> AnswerSheet:
    """Somebody who registered by web with a code and is in the pool."""
    begun = begin_answers(by=None, assembly=assembly, invitation=invitation, channel="web")
    assert keep_answers(by=None, sheet=begun, answers=some_answers(**others)) is None
    complete_answers(by=None, sheet=begun)
    return AnswerSheet.objects.select_related("respondent").get(pk=begun.pk)


def a_published_lottery(assembly: Assembly, *, panels: int = 100) -> Lottery:
    """The first lottery of an assembly (with what it needs where that is missing), or a replacement after a draw."""
    by = the_organiser(assembly)
    if published_contract(assembly) is None:
        a_published_contract(assembly)
    if not targets(assembly):
        some_targets(assembly)
    if not assembly.respondents.exists():
        a_pool(assembly)
    start = start_replacement if pool_is_closed(assembly) else start_lottery
    found = compute_lottery(lottery=start(by=by, assembly=assembly, panels=panels))
    return publish_lottery(by=by, lottery=found)


def a_drawn_panel(assembly: Assembly, *, balls: str = "42", panels: int = 100, confirmed: bool = True) -> Draw:
    """A panel drawn by balls that the organiser and a witness read; everybody on it said yes unless not `confirmed`."""
    draw = read_by_both(assembly, a_published_lottery(assembly, panels=panels), balls)
    if confirmed:
        confirm_all(by=the_organiser(assembly), assembly=assembly)
    return draw


def a_made_turn(assembly: Assembly, *, balls: str = "07") -> Turn:
    """The next turn of a body, with the draw of who leaves where chance has to decide."""
    by = the_organiser(assembly)
    standing = turn_standing(assembly)
    if standing is not None and standing.leaving is None:
        found = compute_lottery(lottery=start_leaving(by=by, assembly=assembly, panels=100))
        read_by_both(assembly, publish_lottery(by=by, lottery=found), balls)
    return make_turn(by=by, assembly=assembly)


def read_by_both(assembly: Assembly, lottery: Lottery, balls: str) -> Draw:
    """The organiser and a witness read the same balls."""
    read_chance(by=the_organiser(assembly), lottery=lottery, shown=balls, witness=False)
    witness = somebody(assembly, Role.WITNESS)
    draw = read_chance(by=witness, lottery=lottery, shown=balls, witness=True, oath=Oath(agrees=True))
    assert draw is not None
    return draw


def a_meeting(assembly: Assembly, **plan: Any) -> Meeting:
    """A meeting that has just begun; nobody is ticked as present yet."""
    now = clock.now()
    values: dict[str, Any] = {
        "title": "First weekend",
        "starts_at": now,
        "ends_at": now + timedelta(hours=6),
        "zone": "Europe/Copenhagen",
        "place": "Town hall, Ravnkilde",
        "agenda": ((30, "Welcome"), (90, "What the port could be")),
    }
    return plan_meeting(by=the_organiser(assembly), assembly=assembly, **values | plan)


def a_held_meeting(assembly: Assembly, *, here: Collection[str] | None = None, **plan: Any) -> Meeting:
    """A meeting whose attendance list is closed; `here` are pseudonyms, everybody who sits by default."""
    by, meeting = the_organiser(assembly), a_meeting(assembly, **plan)
    came = [term.membership.pseudonym for term in sitting(assembly.body)] if here is None else here
    keep_attendance(by=by, meeting=meeting, here=came)
    return close_attendance(by=by, meeting=meeting)


def an_open_ballot(assembly: Assembly, *, members: int = 5, meeting: Meeting | None = None, **choice: Any) -> Opened:
    """A ballot on all frozen texts, with contract, members, meeting and texts made where they are not there yet."""
    if published_contract(assembly) is None:
        a_published_contract(assembly)
    if not sitting(assembly.body).exists():
        seated_members(assembly, [f"Member {number}" for number in range(1, members + 1)])
    if not frozen_texts(assembly):
        some_frozen_texts(assembly)
    held = meeting or a_held_meeting(assembly)
    return open_ballot(by=the_organiser(assembly), assembly=assembly, meeting=held, **choice)


def counted_paper(ballot: Ballot, counts: Mapping[int, Mapping[str, int]]) -> None:
    """Paper ballots that a facilitator and a witness counted alike; marks that are left out are 0."""
    none = dict.fromkeys(("yes", "no", "abstain", "blank", "spoilt"), 0)
    full = {number: none | dict(marks) for number, marks in counts.items()}
    papers = max(sum(marks.values()) for marks in full.values())
    for role in (Role.FACILITATOR, Role.WITNESS):
        enter_paper_count(by=somebody(ballot.assembly, role), ballot=ballot, papers=papers, counts=full)


def a_counted_ballot(assembly: Assembly, *, rejected: Collection[int] = (), days: int = 0, **ballot: Any) -> Ballot:
    """A ballot on paper in which everybody said yes, but no to the texts `rejected`; open `days` for minorities."""
    opened = an_open_ballot(assembly, on_device=False, **ballot).ballot
    numbers = opened.items.values_list("number", flat=True)
    counted_paper(opened, {number: {"no" if number in rejected else "yes": opened.present} for number in numbers})
    return close_ballot(by=the_organiser(assembly), ballot=opened, days_for_statements=days)


def a_handed_over_report(
    assembly: Assembly,
    *,
    titles: Sequence[str] = ("Plant trees", "Open the pier", "Run a ferry"),
    rejected: Collection[int] = (3,),
    offices: Sequence[tuple[str, str]] = (("mayor", "Mayor"), ("council", "City council")),
) -> HandOver:
    """A report with a foreword in the hands of the commissioners, with all that comes before it."""
    organiser = the_organiser(assembly)
    if published_contract(assembly) is None:
        a_published_contract(assembly, offices=offices)
    if not sitting(assembly.body).exists():
        seated_members(assembly)
    if not frozen_texts(assembly):
        some_frozen_texts(assembly, titles=titles)
    a_counted_ballot(assembly, rejected=rejected)
    write_foreword(by=organiser, assembly=assembly, foreword="# To those who asked us\n\nWe met, we **listened**.")
    return hand_over_report(by=organiser, assembly=assembly, on=clock.now().date(), place="Town hall, Ravnkilde")

"""Acts that all stories share: convening, promising, filling the pool, drawing, meeting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from folkmoot.commons.assemblies.actions import grant_role, open_assembly, plan_assembly, translate_text
from folkmoot.commons.assemblies.queries import Assembly, sitting
from folkmoot.commons.languages.queries import Translation
from folkmoot.core.canonical import read_canonical
from folkmoot.core.sortition import read_lottery
from folkmoot.manifest import Role
from folkmoot.stages.contract import actions as contract
from folkmoot.stages.contract.queries import Clauses, commissioners, latest_version
from folkmoot.stages.deliberation import actions as deliberation
from folkmoot.stages.deliberation.actions import Heard
from folkmoot.stages.deliberation.queries import public_texts
from folkmoot.stages.lottery import actions as lottery
from folkmoot.stages.lottery import queries as lotteries
from folkmoot.stages.meetings import actions as meetings
from folkmoot.stages.meetings.queries import Meeting
from folkmoot.web.demo.cast import CREDITS, Cast, Sentence

SOURCE = "Public conversation of the Austrian climate citizens' council, 2022"
LICENCE = "CC BY 4.0, The Computational Democracy Project (Polis)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an assembly is about, and who else but the mayor commissions it (signing on paper)."""

    slug: str
    title: str
    place: str
    summary: str
    seats: int
    decision: str
    decision_owner: str
    decision_on: date
    mayor: str
    second_office: tuple[str, str, str] | None = None


def convene(cast: Cast, plan: Plan) -> Assembly:
    """Plan and open an assembly, and give everybody a part."""
    assembly = plan_assembly(
        by=cast.organiser,
        slug=plan.slug,
        title=plan.title,
        place=plan.place,
        summary=plan.summary,
        seats=plan.seats,
        decision=plan.decision,
        decision_owner=plan.decision_owner,
        decision_on=plan.decision_on,
        example=True,
        credits=CREDITS,
    )
    parts = {
        Role.LOTTERY_OPERATOR: cast.operator,
        Role.FACILITATOR: cast.facilitator,
        Role.WITNESS: cast.witness,
    }
    for role, person in parts.items():
        grant_role(by=cast.organiser, assembly=assembly, person=person, role=role)
    return open_assembly(by=cast.organiser, assembly=assembly)


def name_commissioners(cast: Cast, assembly: Assembly, plan: Plan) -> None:
    """The mayor signs on screen, a second office on paper."""
    contract.name_commissioner(
        by=cast.organiser,
        assembly=assembly,
        ref="mayor",
        office=plan.mayor,
        name=cast.commissioner.name,
        person=cast.commissioner,
    )
    if plan.second_office:
        ref, office, name = plan.second_office
        contract.name_commissioner(by=cast.organiser, assembly=assembly, ref=ref, office=office, name=name)


def promise(cast: Cast, assembly: Assembly, clauses: Clauses, moment: datetime) -> Iterator[datetime]:
    """Draft and offer at `moment`, sign and publish within the week."""
    yield moment
    contract.draft_contract(by=cast.organiser, assembly=assembly, clauses=clauses)
    contract.offer_contract(by=cast.organiser, assembly=assembly)
    yield moment + timedelta(days=2)
    version = latest_version(assembly)
    if version is None:
        return
    for office in commissioners(assembly):
        if office.person is not None:
            contract.sign_contract(by=office.person, version=version, commissioner=office)
        else:
            contract.enter_paper_signature(
                by=cast.organiser, version=version, commissioner=office, witness="Town clerk Ove Bang"
            )
    yield moment + timedelta(days=3)
    contract.publish_contract(by=cast.organiser, version=version)


def gather(cast: Cast, assembly: Assembly, sentences: Sequence[Sentence]) -> None:
    """Take in the real statements in their German, with the English that a machine made of them."""
    heard = [Heard(text=each.german, author="public conversation") for each in sentences]
    deliberation.gather_statements(
        by=cast.facilitator, assembly=assembly, heard=heard, source=SOURCE, licence=LICENCE, language="de"
    )
    english = {each.german: each.english for each in sentences}
    for text in public_texts(assembly):
        translate_text(
            by=cast.facilitator,
            assembly=assembly,
            text=text,
            language="en",
            wording=english[text.original],
            provenance=Translation.Provenance.MACHINE,
        )


def fill_pool(cast: Cast, assembly: Assembly, *, targets: bytes, pool: bytes) -> None:
    """Import targets and pool as the operator does: upload, dry run, yes."""
    for kind, content, take in (
        ("targets", targets, lottery.import_targets),
        ("pool", pool, lottery.import_pool),
    ):
        named = f"{kind}.csv"
        kept = lottery.keep_upload(by=cast.operator, assembly=assembly, kind=kind, filename=named, content=content)
        take(by=cast.operator, assembly=assembly, sha256=kept.sha256)


def publish_lottery(cast: Cast, assembly: Assembly) -> lotteries.Lottery:
    """Find the fairest lottery and publish its thousand panels."""
    found = lottery.compute_lottery(lottery=lottery.start_lottery(by=cast.operator, assembly=assembly))
    return lottery.publish_lottery(by=cast.operator, lottery=found)


def draw(cast: Cast, published: lotteries.Lottery, balls: str) -> int:
    """Operator and witness read the balls; everybody drawn says yes. How many sit."""
    lottery.read_chance(by=cast.operator, lottery=published, shown=balls, witness=False)
    oath = lottery.Oath(agrees=True)
    lottery.read_chance(by=cast.witness, lottery=published, shown=balls, witness=True, oath=oath)
    return lottery.confirm_all(by=cast.operator, assembly=published.assembly)


def balls_with(published: lotteries.Lottery, pseudonym: str) -> str:
    """The first number whose panel holds this person: in a living example the visitor's part must be drawn."""
    found = read_lottery(read_canonical(bytes(published.document or b"")))
    place = found.ids.index(pseudonym)
    return f"{next(number for number, panel in enumerate(found.panels) if place in panel):03d}"


def draw_with_member(cast: Cast, published: lotteries.Lottery) -> int:
    """A draw that seats the example's member; how many sit."""
    member = lotteries.respondents(published.assembly).get(email=cast.member.email)
    return draw(cast, published, balls_with(published, member.pseudonym))


def meet(
    cast: Cast, assembly: Assembly, *, title: str, starts: datetime, place: str, agenda: list[tuple[int, str]]
) -> Meeting:
    """Plan a meeting of a day."""
    return meetings.plan_meeting(
        by=cast.organiser,
        assembly=assembly,
        title=title,
        starts_at=starts,
        ends_at=starts + timedelta(hours=6),
        zone="Europe/Copenhagen",
        place=place,
        way_there="Bus 12 to the town hall. Step-free entrance from the square; a loop for hearing aids is in every room.",
        agenda=agenda,
    )


def attend(cast: Cast, meeting: Meeting, *, missing: int) -> list[str]:
    """All but the last `missing` members are present; who was, by pseudonym."""
    members = [term.membership.pseudonym for term in sitting(meeting.assembly.body)]
    here = members[: len(members) - missing]
    meetings.keep_attendance(by=cast.facilitator, meeting=meeting, here=here)
    meetings.close_attendance(by=cast.facilitator, meeting=meeting)
    return here

"""Writes: open a ballot, replace its cards, call it off, count paper, close and count, file a minority statement.

Casting a vote, which takes nobody's name, is written in `casting.py` and offered here with the rest.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require, roles_of
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.commons.publicrecord.queries import latest
from folkmoot.core.canonical import Json, instant, sha256_hex
from folkmoot.core.tally.plain import rule_to_plain
from folkmoot.manifest import Role
from folkmoot.stages.ballots import faults, queries
from folkmoot.stages.ballots.cards import card_hash, fresh_code, plain
from folkmoot.stages.ballots.casting import cast_vote, use_card
from folkmoot.stages.ballots.counting import count
from folkmoot.stages.ballots.manifest import COUNT, OPEN, STATE
from folkmoot.stages.ballots.models import Ballot, BallotItem, CastVote, MinorityStatement, PaperCount, VotingCard
from folkmoot.stages.ballots.queries import MARKS
from folkmoot.stages.ballots.rules import is_open, takes_statements
from folkmoot.stages.contract.queries import contract_in_force
from folkmoot.stages.deliberation.queries import FrozenText, frozen_texts
from folkmoot.stages.meetings.queries import Meeting, is_cancelled

__all__ = [
    "Opened",
    "cancel_ballot",
    "cast_vote",
    "close_ballot",
    "enter_paper_count",
    "file_statement",
    "hand_in_card",
    "open_ballot",
    "replace_cards",
]

LONGEST_STATEMENT = 3000
SPARE_CARDS = 5
DAYS_FOR_STATEMENTS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A ballot and the codes on its cards, in random order. This value is the only place where the codes ever are."""

    ballot: Ballot
    cards: tuple[str, ...]


@transaction.atomic
def open_ballot(
    *,
    by: Person,
    assembly: Assembly,
    meeting: Meeting,
    numbers: Collection[int] | None = None,
    spares: int = SPARE_CARDS,
    on_device: bool = True,
) -> Opened:
    """Open a ballot on frozen texts (`numbers`; all that were never voted on by default) for the members present.

    The threshold is the one of the contract in force. A card is made for everybody present and `spares` more; none
    where the vote is `on_device=False`, on paper only.
    """
    require(by, OPEN, assembly)
    # Whoever opens a ballot at this meeting queues here, so that two never open at once.
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk, assembly=assembly)
    if latest(assembly.slug, "recommendations.handed_over") is not None:
        raise faults.AlreadyHandedOver
    contract, (eligible, present) = contract_in_force(assembly), _electorate(meeting)
    if (other := queries.open_ballot(assembly)) is not None:
        raise faults.AnotherBallotOpen(number=other.number)
    texts = _texts(assembly, numbers)
    ballot = Ballot.objects.create(
        assembly=assembly,
        meeting=meeting,
        number=queries.ballots(assembly).count() + 1,
        rule=rule_to_plain(contract.clauses.threshold.rule),
        contract_version=contract.version,
        contract_sha256=contract.sha256,
        eligible=eligible,
        present=present,
        cards_issued=present + spares if on_device else 0,
        opened_at=clock.now(),
    )
    BallotItem.objects.bulk_create(
        BallotItem(ballot=ballot, number=text.number, title=text.title, text=text.text, sha256=text.sha256)
        for text in texts
    )
    opened = _issue(ballot)
    _say("ballots.opened", ballot, by, _as_opened(ballot))
    return opened


@transaction.atomic
def replace_cards(*, by: Person, ballot: Ballot) -> Opened:
    """Void all cards and make as many new ones, because the sheet was lost or seen; refused once a card was used."""
    require(by, OPEN, ballot.assembly)
    ballot = _open(ballot)
    cards = VotingCard.objects.filter(ballot=ballot)
    if cards.exclude(state=VotingCard.State.FRESH).exists() or not cards.exists():
        raise faults.CardsInUse(number=ballot.number)
    cards.delete()
    opened = _issue(ballot)
    _say("ballots.cards_replaced", ballot, by, {"ballot": ballot.name, "cards_sha256": _cards_digest(ballot)})
    return opened


@transaction.atomic
def cancel_ballot(*, by: Person, ballot: Ballot, reason: str) -> Ballot:
    """Call an open ballot off with a public reason. Its votes are destroyed unread; the texts can be voted on anew."""
    require(by, OPEN, ballot.assembly)
    ballot = _open(ballot)
    if not reason.strip():
        raise faults.CancellationNeedsCause
    ballot.cancelled_at, ballot.cancelled_because = clock.now(), reason.strip()
    ballot.save()
    _destroy(ballot)
    PaperCount.objects.filter(ballot=ballot).delete()
    _say("ballots.cancelled", ballot, by, {"ballot": ballot.name, "reason": ballot.cancelled_because})
    return ballot


@transaction.atomic
def hand_in_card(*, by: Person, ballot: Ballot, card: str) -> Ballot:
    """Void a card whose holder votes on paper instead; only then does she get a paper ballot."""
    require(by, COUNT, ballot.assembly)
    ballot = _open(ballot)
    use_card(ballot, card, as_state=VotingCard.State.HANDED_IN)
    return ballot


@transaction.atomic
def enter_paper_count(
    *, by: Person, ballot: Ballot, papers: int, counts: Mapping[int, Mapping[str, int]]
) -> PaperCount:
    """Enter what one of the two counters found: `papers` in all, and for each text yes, no, abstain, blank, spoilt.

    Entering again is a re-count and replaces the first; only two different people can count.
    """
    require(by, COUNT, ballot.assembly)
    ballot = _open(ballot)
    _check_paper(ballot, papers, counts)
    mine = PaperCount.objects.filter(ballot=ballot, counter=by).first()
    if mine is None and PaperCount.objects.filter(ballot=ballot).count() >= 2:
        raise faults.TwoCountersAlready(number=ballot.number)
    mine = mine or PaperCount(ballot=ballot, counter=by, handle=_counter_handle(by, ballot.assembly), times=0)
    mine.papers, mine.times = papers, mine.times + 1
    mine.counts = {str(number): {mark: marks[mark] for mark in MARKS} for number, marks in counts.items()}
    mine.save()
    return mine


@transaction.atomic
def close_ballot(*, by: Person, ballot: Ballot, days_for_statements: int = DAYS_FOR_STATEMENTS) -> Ballot:
    """Close and count: devices and paper together, against the threshold, in exact fractions, into the record.

    From here on votes and receipts are two sorted lists that nobody can join, and the cards are gone.
    """
    require(by, OPEN, ballot.assembly)
    ballot = _open(ballot)
    contract = contract_in_force(ballot.assembly)
    if rule_to_plain(contract.clauses.threshold.rule) != ballot.rule:
        raise faults.ThresholdChanged(version=contract.version)
    items = count(ballot)
    _destroy(ballot)
    ballot.closed_at = clock.now()
    ballot.statements_until = ballot.closed_at + timedelta(days=days_for_statements)
    ballot.save()
    _say("ballots.counted", ballot, by, _as_counted(ballot, items))
    return ballot


@transaction.atomic
def file_statement(*, by: Person, ballot: Ballot, number: int, text: str, names: str = "") -> MinorityStatement:
    """File what a minority says beside the result on text `number`; staff may do it for a member.

    Who filed it is not stored. `names` are shown beside it on the page, never in the record, so they can be taken off.
    """
    require(by, STATE, ballot.assembly)
    ballot = Ballot.objects.select_for_update().select_related("assembly").get(pk=ballot.pk)
    now, words = clock.now(), text.strip()
    if not takes_statements(ballot, now):
        raise faults.StatementsClosed(number=ballot.number)
    if not words:
        raise faults.StatementEmpty
    if len(words) > LONGEST_STATEMENT:
        raise faults.StatementTooLong(found=len(words), most=LONGEST_STATEMENT)
    item = ballot.items.get(number=number)
    statement = MinorityStatement.objects.create(
        item=item, number=item.statements.count() + 1, text=words, names=names.strip(), filed_at=now
    )
    data: dict[str, Json] = {"ballot": ballot.name, "number": number, "statement": statement.number, "text": words}
    append_entry(kind="ballots.statement_filed", assembly=ballot.assembly.slug, by="", data=data)
    return statement


# -- Inside ------------------------------------------------------------------------------------------------------------


def _open(ballot: Ballot) -> Ballot:
    """The ballot as it stands now, locked against a vote or a count at the same moment; raises `BallotNotOpen`."""
    locked = Ballot.objects.select_for_update().select_related("assembly").get(pk=ballot.pk)
    if not is_open(locked):
        raise faults.BallotNotOpen(number=locked.number)
    return locked


def _texts(assembly: Assembly, numbers: Collection[int] | None) -> list[FrozenText]:
    if numbers is None:
        chosen = queries.texts_to_vote(assembly)
    else:
        frozen = {text.number: text for text in frozen_texts(assembly)}
        if strangers := tuple(str(number) for number in sorted(set(numbers) - set(frozen))):
            raise faults.TextNotFrozen(numbers=strangers)
        chosen = [frozen[number] for number in sorted(set(numbers))]
    if not chosen:
        raise faults.NothingFrozen(title=assembly.title)
    return chosen


def _electorate(meeting: Meeting) -> tuple[int, int]:
    if meeting.eligible is None or meeting.present is None or is_cancelled(meeting):
        raise faults.PresenceUnknown(title=meeting.title)
    if meeting.present == 0:
        raise faults.NobodyPresent(title=meeting.title)
    return meeting.eligible, meeting.present


def _issue(ballot: Ballot) -> Opened:
    codes = tuple(fresh_code() for _ in range(ballot.cards_issued))
    names = sorted(card_hash(ballot.assembly.slug, ballot.number, plain(code) or "") for code in codes)
    VotingCard.objects.bulk_create(VotingCard(ballot=ballot, code_hash=name) for name in names)
    return Opened(ballot=ballot, cards=codes)


def _cards_digest(ballot: Ballot) -> str:
    """One hash over all cards: after the vote it shows that none was slipped in."""
    names = VotingCard.objects.filter(ballot=ballot).order_by("code_hash").values_list("code_hash", flat=True)
    return sha256_hex("".join(f"{name}\n" for name in names).encode())


def _destroy(ballot: Ballot) -> None:
    VotingCard.objects.filter(ballot=ballot).delete()
    CastVote.objects.filter(ballot=ballot).delete()


def _check_paper(ballot: Ballot, papers: int, counts: Mapping[int, Mapping[str, int]]) -> None:
    numbers = set(ballot.items.values_list("number", flat=True))
    if odd := tuple(str(number) for number in sorted(numbers ^ set(counts))):
        raise faults.PaperCountIncomplete(numbers=odd)
    for number in sorted(counts):
        if (found := sum(counts[number][mark] for mark in MARKS)) != papers:
            raise faults.PaperSumWrong(number=number, found=found, papers=papers)
    device = queries.cast_on_devices(ballot)
    if device + papers > ballot.present:
        raise faults.MoreBallotsThanPresent(device=device, paper=papers, present=ballot.present)


def _counter_handle(person: Person, assembly: Assembly) -> str:
    role = next(role for role in Role if role in COUNT.roles & roles_of(person, assembly))
    return handle_of(person, assembly, role)


def _as_opened(ballot: Ballot) -> dict[str, Json]:
    items = ballot.items.order_by("number")
    return {
        "ballot": ballot.name,
        "meeting": ballot.meeting.number,
        "texts": [{"number": item.number, "sha256": item.sha256} for item in items],
        "rule": ballot.rule,
        "contract": {"version": ballot.contract_version, "sha256": ballot.contract_sha256},
        "eligible": ballot.eligible,
        "present": ballot.present,
        "cards": ballot.cards_issued,
        "cards_sha256": _cards_digest(ballot),
    }


def _as_counted(ballot: Ballot, items: list[dict[str, Json]]) -> dict[str, Json]:
    until = ballot.statements_until
    return {
        "ballot": ballot.name,
        "rule": ballot.rule,
        "eligible": ballot.eligible,
        "present": ballot.present,
        "on_device": ballot.on_device,
        "on_paper": ballot.on_paper,
        "items": items,
        "ballots": queries.ballots_in_clear(ballot),
        "receipts": ballot.receipts,
        "statements_until": instant(until) if until else None,
    }


def _say(kind: str, ballot: Ballot, by: Person, data: dict[str, Json]) -> None:
    assembly = ballot.assembly
    append_entry(kind=kind, assembly=assembly.slug, by=handle_of(by, assembly, Role.ORGANISER), data=data)

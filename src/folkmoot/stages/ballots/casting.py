"""Casting a secret vote: the one write that takes no name, no session, no device and no moment.

What it stores cannot be joined with anything. A card is used up by one conditional update under the ballot's lock, so
that a double click, a retry and a race all end in one vote. And after every vote the whole box is laid anew in order
of hashes: neither row order nor the database's own marks of writing tell which card and which vote came together.
"""

from collections.abc import Mapping

from django.db import transaction

from folkmoot.core.tally.counting import Choice
from folkmoot.stages.ballots import faults
from folkmoot.stages.ballots.cards import card_hash, plain, receipt_hash
from folkmoot.stages.ballots.models import Ballot, CastVote, VotingCard
from folkmoot.stages.ballots.rules import is_open

ON_DEVICES = frozenset({Choice.YES, Choice.NO, Choice.ABSTAIN, Choice.BLANK})


@transaction.atomic
def cast_vote(*, ballot: Ballot, card: str, choices: Mapping[int, str], receipt: str) -> CastVote:
    """Cast one vote with a voting card: a choice for each text by its number; what is left out is blank.

    `receipt` is a fresh code that only the voter's page holds. Sent again with the same receipt, the vote that stands
    is returned and nothing is stored twice.
    """
    locked = Ballot.objects.select_for_update().select_related("assembly").get(pk=ballot.pk)
    code = plain(receipt)
    if code is None:
        raise faults.ReceiptUnusable
    name = receipt_hash(locked.assembly.slug, locked.number, code)
    standing = CastVote.objects.filter(ballot=locked, receipt_hash=name).first()
    if not is_open(locked):
        raise faults.BallotNotOpen(number=locked.number)
    row = _row(locked, choices)
    try:
        use_card(locked, card, as_state=VotingCard.State.USED)
    except faults.CardUsed:
        if standing is None:
            raise
        return standing
    if standing is not None:
        raise faults.ReceiptUnusable
    vote = CastVote.objects.create(ballot=locked, receipt_hash=name, choices=row)
    _check_room(locked)
    _shake(locked)
    return vote


def use_card(ballot: Ballot, written: str, *, as_state: VotingCard.State) -> None:
    """Use up a fresh card of a locked ballot, exactly once whatever comes at the same time."""
    code = plain(written)
    if code is None:
        raise faults.CardUnknown
    name = card_hash(ballot.assembly.slug, ballot.number, code)
    fresh = VotingCard.objects.filter(ballot=ballot, code_hash=name, state=VotingCard.State.FRESH)
    if fresh.update(state=as_state) == 1:
        return
    state = VotingCard.objects.filter(ballot=ballot, code_hash=name).values_list("state", flat=True).first()
    refusals = {VotingCard.State.USED: faults.CardUsed, VotingCard.State.HANDED_IN: faults.CardHandedIn}
    raise refusals.get(VotingCard.State(state), faults.CardUnknown) if state else faults.CardUnknown


def _row(ballot: Ballot, choices: Mapping[int, str]) -> list[str]:
    numbers = list(ballot.items.order_by("number").values_list("number", flat=True))
    for number, choice in choices.items():
        if number not in numbers or choice not in ON_DEVICES:
            raise faults.ChoiceUnknown(number=number)
    return [str(choices.get(number, Choice.BLANK)) for number in numbers]


def _check_room(ballot: Ballot) -> None:
    """Spare cards do not make spare voters: no more votes than people present."""
    if (device := CastVote.objects.filter(ballot=ballot).count()) > ballot.present:
        raise faults.MoreBallotsThanPresent(device=device, paper=0, present=ballot.present)


def _shake(ballot: Ballot) -> None:
    """Write all votes and all cards anew, in one go and in the order of their hashes."""
    votes = list(CastVote.objects.filter(ballot=ballot).order_by("receipt_hash"))
    cards = list(VotingCard.objects.filter(ballot=ballot).order_by("code_hash"))
    CastVote.objects.filter(ballot=ballot).delete()
    VotingCard.objects.filter(ballot=ballot).delete()
    CastVote.objects.bulk_create(CastVote(ballot=ballot, receipt_hash=v.receipt_hash, choices=v.choices) for v in votes)
    VotingCard.objects.bulk_create(cards)

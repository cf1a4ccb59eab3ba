"""Reads of ballots. Nothing here tells how an open ballot stands, and nothing who voted how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.tally.counting import Choice
from folkmoot.core.tally.plain import ballots_to_plain, item_from_plain, rule_from_plain
from folkmoot.core.tally.rules import Rule
from folkmoot.core.tally.tallies import Tally
from folkmoot.stages.ballots.cards import card_hash, plain, receipt_hash
from folkmoot.stages.ballots.models import Ballot, BallotItem, CastVote, MinorityStatement, PaperCount, VotingCard
from folkmoot.stages.ballots.rules import is_counted, is_open, takes_statements
from folkmoot.stages.deliberation.queries import FrozenText, frozen_texts

__all__ = [
    "Ballot",
    "BallotItem",
    "ItemResult",
    "MinorityStatement",
    "PaperComparison",
    "PaperCount",
    "PaperLine",
    "ballot_at",
    "ballots",
    "ballots_in_clear",
    "card_state",
    "cast_on_devices",
    "compare_paper",
    "counted_items",
    "is_counted",
    "is_open",
    "known_about",
    "my_paper_count",
    "open_ballot",
    "paper_counts",
    "receipt_is_listed",
    "results",
    "rule_of",
    "statements",
    "statements_due",
    "takes_statements",
    "texts_to_vote",
]

MARKS = ("yes", "no", "abstain", "blank", "spoilt")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """What was decided about one frozen text, when it was last voted on."""

    ballot: int
    number: int
    title: str
    sha256: str
    adopted: bool
    tally: Tally

    @property
    def unanimous(self) -> bool:
        """Whether everybody who voted voted the same: then the result tells how each of them did."""
        counts = self.tally.counts
        return counts.cast > 0 and counts.cast in {getattr(counts, mark) for mark in MARKS}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One number that two counters found: of which text (0: the papers themselves), which mark, how many each."""

    number: int
    mark: str
    first: int
    second: int

    @property
    def differs(self) -> bool:
        """Whether one of them has to count again."""
        return self.first != self.second


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperComparison:
    """Two counts of the same paper ballots, number by number."""

    first: PaperCount
    second: PaperCount
    lines: tuple[PaperLine, ...]

    @property
    def differences(self) -> tuple[PaperLine, ...]:
        """Where they disagree."""
        return tuple(line for line in self.lines if line.differs)


# -- Ballots -----------------------------------------------------------------------------------------------------------


def ballots(assembly: Assembly) -> QuerySet[Ballot]:
    """All ballots of an assembly by number, with their items, those called off included."""
    return Ballot.objects.filter(assembly=assembly).select_related("meeting", "assembly").prefetch_related("items")


def ballot_at(assembly: Assembly, number: int) -> Ballot | None:
    """The ballot with this number."""
    return ballots(assembly).filter(number=number).first()


def open_ballot(assembly: Assembly) -> Ballot | None:
    """The ballot that takes votes now; there is never more than one."""
    return ballots(assembly).filter(closed_at=None, cancelled_at=None).first()


def rule_of(ballot: Ballot) -> Rule:
    """The threshold of a ballot."""
    return rule_from_plain(ballot.rule)


def texts_to_vote(assembly: Assembly) -> list[FrozenText]:
    """The frozen texts that were never voted on, or only in ballots that were called off."""
    voted = BallotItem.objects.filter(ballot__assembly=assembly, ballot__cancelled_at=None)
    done = set(voted.values_list("number", "sha256"))
    return [text for text in frozen_texts(assembly) if (text.number, text.sha256) not in done]


# -- Results -----------------------------------------------------------------------------------------------------------


def counted_items(ballot: Ballot) -> list[ItemResult]:
    """The results of one counted ballot, by number of the text; empty before the count."""
    if not is_counted(ballot):
        return []
    return [_result(ballot, item) for item in ballot.items.all()]


def results(assembly: Assembly) -> tuple[ItemResult, ...]:
    """What was decided about each text, by number: a text that was voted on again counts as last voted."""
    last: dict[int, ItemResult] = {}
    for ballot in ballots(assembly).filter(closed_at__isnull=False):
        last |= {result.number: result for result in counted_items(ballot)}
    return tuple(last[number] for number in sorted(last))


def _result(ballot: Ballot, item: BallotItem) -> ItemResult:
    return ItemResult(
        ballot=ballot.number,
        number=item.number,
        title=item.title,
        sha256=item.sha256,
        adopted=bool(item.adopted),
        tally=item_from_plain(
            item.counts or {}, rule=rule_of(ballot), eligible=ballot.eligible, present=ballot.present
        ),
    )


def ballots_in_clear(ballot: Ballot) -> list[list[str]] | None:
    """The ballots as they may be published, sorted, or `None`.

    Fewer than 20 could be guessed. And where some voted on paper, of which only sums are known, the rest in clear would
    tell how those few voted, and would not add up to the counts.
    """
    votes = [[Choice(choice) for choice in vote] for vote in ballot.box]
    return None if ballot.on_paper else ballots_to_plain(votes)


# -- Cards and receipts ------------------------------------------------------------------------------------------------


def card_state(ballot: Ballot, written: str) -> VotingCard.State | None:
    """How the card with this code stands, `None` where the ballot has no such card."""
    code = plain(written)
    if code is None:
        return None
    card = VotingCard.objects.filter(ballot=ballot, code_hash=card_hash(ballot.assembly.slug, ballot.number, code))
    state = card.values_list("state", flat=True).first()
    return VotingCard.State(state) if state else None


def receipt_is_listed(ballot: Ballot, written: str) -> bool:
    """Whether the vote with this receipt is in the count."""
    code = plain(written)
    return code is not None and receipt_hash(ballot.assembly.slug, ballot.number, code) in ballot.receipts


def cast_on_devices(ballot: Ballot) -> int:
    """How many votes were cast on devices: how many, never which."""
    return CastVote.objects.filter(ballot=ballot).count() if ballot.on_device is None else ballot.on_device


def handed_in(ballot: Ballot) -> int:
    """How many cards of an open ballot were handed in for a paper ballot."""
    return VotingCard.objects.filter(ballot=ballot, state=VotingCard.State.HANDED_IN).count()


# -- Paper -------------------------------------------------------------------------------------------------------------


def paper_counts(ballot: Ballot) -> list[PaperCount]:
    """What the counters found: none, one or two counts."""
    return list(PaperCount.objects.filter(ballot=ballot))


def my_paper_count(ballot: Ballot, person: object) -> PaperCount | None:
    """What this counter found."""
    return next((count for count in paper_counts(ballot) if count.counter == person), None)


def compare_paper(counts: Sequence[PaperCount]) -> PaperComparison | None:
    """The two counts side by side; `None` until both are there."""
    if len(counts) != 2:
        return None
    first, second = counts
    lines = [PaperLine(number=0, mark="papers", first=first.papers, second=second.papers)]
    for number in sorted(first.counts, key=int):
        lines += _lines(int(number), first.counts[number], second.counts[number])
    return PaperComparison(first=first, second=second, lines=tuple(lines))


def _lines(number: int, first: Mapping[str, Any], second: Mapping[str, Any]) -> list[PaperLine]:
    return [PaperLine(number=number, mark=mark, first=first[mark], second=second[mark]) for mark in MARKS]


# -- Minority statements -----------------------------------------------------------------------------------------------


def statements(ballot: Ballot) -> QuerySet[MinorityStatement]:
    """The minority statements beside the results of a ballot, by text."""
    return MinorityStatement.objects.filter(item__ballot=ballot).select_related("item")


def statements_due(assembly: Assembly, *, now: datetime | None = None) -> QuerySet[Ballot]:
    """The counted ballots beside which a minority may still speak."""
    return ballots(assembly).filter(statements_until__gte=now or clock.now())


def known_about(person: Person) -> dict[str, Any]:
    """What ballots keep about a person, for her own download: what paper she counted. How she voted nobody knows."""
    counted = PaperCount.objects.filter(counter=person).select_related("ballot__assembly")
    return {
        "paper counts": [
            {
                "assembly": one.ballot.assembly.slug,
                "ballot": one.ballot.number,
                "papers": one.papers,
                "counts": one.counts,
            }
            for one in counted
        ]
    }

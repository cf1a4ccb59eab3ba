"""From the box and the two paper counts to results, through the core's tally."""

from folkmoot.core.canonical import Json
from folkmoot.core.tally.counting import Choice, count_ballots, merge_counts, sorted_ballots
from folkmoot.core.tally.plain import item_to_plain
from folkmoot.core.tally.rules import Counts
from folkmoot.core.tally.tallies import tally
from folkmoot.stages.ballots import faults, queries
from folkmoot.stages.ballots.models import Ballot, BallotItem, CastVote, PaperCount
from folkmoot.stages.ballots.queries import MARKS


def count(ballot: Ballot) -> list[dict[str, Json]]:
    """Count a locked ballot into its items and return them as the record writes them; the caller saves the ballot."""
    votes = [[Choice(choice) for choice in vote.choices] for vote in CastVote.objects.filter(ballot=ballot)]
    paper = _agreed_paper(ballot)
    _check_electorate(ballot, device=len(votes), papers=paper.papers if paper else 0)
    items = list(ballot.items.order_by("number"))
    numbers = [item.number for item in items]
    counted = count_ballots(votes, items=numbers, eligible=ballot.eligible, present=ballot.present)
    ballot.on_device, ballot.on_paper = len(votes), paper.papers if paper else 0
    ballot.box = sorted_ballots(votes)
    ballot.receipts = sorted(CastVote.objects.filter(ballot=ballot).values_list("receipt_hash", flat=True))
    return [_settle(ballot, item, _together(ballot, counted[item.number], paper, item)) for item in items]


def _agreed_paper(ballot: Ballot) -> PaperCount | None:
    """What both counters found, `None` where nobody counted paper."""
    counts = queries.paper_counts(ballot)
    if not counts:
        return None
    compared = queries.compare_paper(counts)
    if compared is None:
        raise faults.SecondCounterMissing(number=ballot.number)
    if compared.differences:
        numbers = sorted({line.number for line in compared.differences})
        raise faults.CountersDisagree(numbers=tuple(str(number) for number in numbers if number))
    return compared.first


def _check_electorate(ballot: Ballot, *, device: int, papers: int) -> None:
    if device + papers == 0:
        raise faults.NobodyHasVoted(number=ballot.number)
    if device + papers > ballot.present:
        raise faults.MoreBallotsThanPresent(device=device, paper=papers, present=ballot.present)
    cards = queries.handed_in(ballot)
    if device and papers > cards:
        raise faults.PaperWithoutCards(papers=papers, cards=cards)


def _together(ballot: Ballot, device: Counts, paper: PaperCount | None, item: BallotItem) -> Counts:
    if paper is None:
        return device
    marks = {mark: int(paper.counts[str(item.number)][mark]) for mark in MARKS}
    found = Counts(eligible=ballot.eligible, present=ballot.present, cast=sum(marks.values()), **marks)
    return merge_counts(device, found)


def _settle(ballot: Ballot, item: BallotItem, counts: Counts) -> dict[str, Json]:
    result = tally(counts, queries.rule_of(ballot))
    item.counts = {name: getattr(counts, name) for name in ("cast", *MARKS)}
    item.adopted = result.adopted
    item.save()
    return item_to_plain(result, number=item.number, sha256=item.sha256, casting_vote=None)

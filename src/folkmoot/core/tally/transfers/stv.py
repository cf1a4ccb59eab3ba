"""The single transferable vote: seats by quota, surpluses and the papers of the last move on to the next preference.

Named variants differ in what moves. Weighted (Scotland, the Weighted Inclusive Gregory Method): all papers of the
elected, each worth a part. Last parcel (Ireland): as many whole papers of the parcel that came last as the surplus is.
Sources: Scottish Local Government Elections Order 2007 (SSI 2007/42), rules 45-52; Electoral Act 1992 (Ireland),
sections 118-126.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor

from folkmoot.core.tally.methods import Quota, Stv, Surplus
from folkmoot.core.tally.outcomes import Cell, Grid, Outcome
from folkmoot.core.tally.profiles import Option, Profile, Ranking
from folkmoot.core.tally.tallies import Step
from folkmoot.core.tally.ties import Breaker, OpenTie, lot_of
from folkmoot.core.tally.transfers.parcels import Papers, Parcel, apportioned, by_next, sample, strict


def count_transfers(profile: Profile[Ranking], rule: Stv, *, seed: bytes | None = None) -> Outcome:
    """Count by `rule`, count after count. What the rule leaves open in a tie ends the count there."""
    papers, cut = strict(profile)
    stage = Stage(profile.options, rule, lot_of(profile.options, seed))
    if cut:
        stage.steps.append(Step(code="ballots_cut", params={"count": cut}))
    stage.first_count(papers)
    tied: tuple[int, ...] = ()
    try:
        stage.run()
    except OpenTie as tie:
        tied = tie.tied
        stage.steps.append(stage.breaker.open_step(tie))
    return Outcome(winners=tuple(stage.elected), tied=tied, grids=(stage.grid(),), steps=tuple(stage.steps))


class Stage:
    """Where a count stands: the piles of the options, their votes, who is elected and who takes part."""

    __slots__ = (
        "continuing",
        "elected",
        "history",
        "lost",
        "lot",
        "options",
        "piles",
        "quota",
        "rule",
        "steps",
        "votes",
    )

    def __init__(self, options: Sequence[Option], rule: Stv, lot: tuple[int, ...] | None) -> None:
        self.options, self.rule, self.lot = tuple(options), rule, lot
        self.continuing = list(range(len(options)))
        self.elected: list[int] = []
        self.piles: list[list[Parcel]] = [[] for _ in options]
        self.votes = [Fraction()] * len(options)
        self.history: list[tuple[Fraction, ...]] = []
        self.lost = Fraction()
        self.quota = Fraction()
        self.steps: list[Step] = []

    @property
    def breaker(self) -> Breaker:
        """Ties go by earlier counts where the rule says so, and by the votes now where it names votes."""
        support = [floor(votes) for votes in self.votes]
        return Breaker(
            options=self.options, ties=self.rule.ties, support=support, lot=self.lot, history=tuple(self.history)
        )

    def first_count(self, papers: Sequence[Papers]) -> None:
        """Every paper to its first preference; the quota follows from the papers that have one."""
        self._deal([(Parcel(value=Fraction(1), papers=list(papers)), Fraction(1))])
        valid = sum(self.votes, Fraction())
        self.quota = quota_of(floor(valid), self.rule)
        self.steps.append(Step(code="quota", params={"valid": valid, "seats": self.rule.seats, "quota": self.quota}))
        self._close_count()

    def run(self) -> None:
        """Count after count, until all seats are filled. Raises `OpenTie`."""
        while True:
            self._elect([each for each in self.continuing if self.votes[each] >= self.quota], "elected")
            free = self.rule.seats - len(self.elected)
            if len(self.continuing) <= free:
                self._elect(self.continuing, "elected_without_quota")
                return
            if not free:
                return
            surpluses = [each for each in self.elected if self.votes[each] > self.quota]
            if surpluses and not self._waits(surpluses):
                self._move_surplus(surpluses)
            else:
                self._exclude()
            self._close_count()

    def grid(self) -> Grid:
        """The votes of every option after each count."""
        columns = ("option", *(f"count {number}" for number in range(1, len(self.history) + 1)), "elected")
        rows: list[tuple[Cell, ...]] = []
        for place, option in enumerate(self.options):
            won = self.elected.index(place) + 1 if place in self.elected else None
            rows.append((option.id, *(votes[place] for votes in self.history), won))
        return Grid(code="counts", columns=columns, rows=tuple(rows))

    def _elect(self, reached: Sequence[int], code: str) -> None:
        for each in sorted(reached, key=lambda option: (-self.votes[option], option)):
            self.elected.append(each)
            label, seat = self.options[each].label, len(self.elected)
            self.steps.append(Step(code=code, params={"option": label, "votes": self.votes[each], "seat": seat}))
        self.continuing = [each for each in self.continuing if each not in self.elected]

    def _waits(self, surpluses: Sequence[int]) -> bool:
        """Whether all surpluses together can neither elect anybody nor save the last (only where the rule asks it)."""
        if not self.rule.defers:
            return False
        together = sum((self.votes[each] - self.quota for each in surpluses), Fraction())
        standing = sorted(self.votes[each] for each in self.continuing)
        return standing[0] + together < standing[1] and standing[-1] + together < self.quota

    def _move_surplus(self, surpluses: Sequence[int]) -> None:
        most = max(self.votes[each] for each in surpluses)
        first, ties = self.breaker.first([each for each in surpluses if self.votes[each] == most])
        surplus = most - self.quota
        label = self.options[first].label
        self.steps += [*ties, Step(code="surplus_moves", params={"option": label, "surplus": surplus})]
        before = sum(self.votes, Fraction())
        self.votes[first] = self.quota
        if self.rule.surplus is Surplus.WEIGHTED:
            parcels, self.piles[first] = self.piles[first], []
            self._deal([(parcel, self._worth(parcel.value * surplus / most)) for parcel in parcels])
        else:
            self._deal_whole(self.piles[first][-1], floor(surplus))
        self.lost += before - sum(self.votes, Fraction())

    def _exclude(self) -> None:
        least = min(self.votes[each] for each in self.continuing)
        last, ties = self.breaker.last([each for each in self.continuing if self.votes[each] == least])
        self.steps += [*ties, Step(code="excluded", params={"option": self.options[last].label, "votes": least})]
        self.continuing = [each for each in self.continuing if each != last]
        before = sum(self.votes, Fraction())
        self.votes[last] = Fraction()
        parcels, self.piles[last] = self.piles[last], []
        self._deal([(parcel, parcel.value) for parcel in parcels])
        self.lost += before - sum(self.votes, Fraction())

    def _worth(self, value: Fraction) -> Fraction:
        """A part of a vote, cut after as many decimals as the rule says."""
        if self.rule.decimals is None:
            return value
        scale = 10**self.rule.decimals
        return Fraction(floor(value * scale), scale)

    def _deal(self, parcels: Sequence[tuple[Parcel, Fraction]]) -> None:
        """All papers to their next preference, at their new worth; what is worth the same stays in one parcel."""
        came: dict[tuple[int, Fraction], Parcel] = {}
        for parcel, value in parcels:
            for option, papers in by_next(parcel.papers, self.continuing)[0].items():
                came.setdefault((option, value), Parcel(value=value)).papers.extend(papers)
        for (option, _), parcel in came.items():
            self.piles[option].append(parcel)
            self.votes[option] += parcel.votes

    def _deal_whole(self, last: Parcel, surplus: int) -> None:
        """As many papers of the last parcel as the surplus is, to each next preference in proportion."""
        following, _ = by_next(last.papers, self.continuing)
        options = sorted(following)
        sizes = [sum(each.copies for each in following[option]) for option in options]
        parts = sizes
        if sum(sizes) > surplus:
            parts = apportioned(sizes, surplus, prefer=lambda at: self.history[0][options[at]])
        for option, part in zip(options, parts, strict=True):
            if part:
                parcel = Parcel(value=Fraction(1), papers=sample(following[option], part))
                self.piles[option].append(parcel)
                self.votes[option] += part

    def _close_count(self) -> None:
        self.history.append(tuple(self.votes))
        self.steps += self._standing()

    def _standing(self) -> Iterator[Step]:
        """Who has how much now, of those who take part, the most first."""
        standing = sorted(self.continuing, key=lambda option: (-self.votes[option], option))
        number = len(self.history)
        yield Step(code="count_of", params={"number": number, "lost": self.lost})
        for option in standing:
            label = self.options[option].label
            yield Step(code="votes_of", params={"option": label, "votes": self.votes[option]})


def quota_of(valid: int, rule: Stv) -> Fraction:
    """The votes that are enough for a seat: by Droop more than valid / (seats + 1), by Hare valid / seats."""
    if rule.quota is Quota.HARE:
        return Fraction(valid, rule.seats)
    return Fraction(valid // (rule.seats + 1) + 1)

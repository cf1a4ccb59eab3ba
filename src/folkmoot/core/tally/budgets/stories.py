"""What a budget vote tells of itself."""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from folkmoot.core.tally.budget_rules import Completion, EqualShares
from folkmoot.core.tally.budgets.greedy import Pick
from folkmoot.core.tally.budgets.shares import Bought
from folkmoot.core.tally.outcomes import Cell, Grid
from folkmoot.core.tally.profiles import Option
from folkmoot.core.tally.tallies import Step


def shared(budget: Fraction, voters: int, endowment: Fraction) -> Step:
    """The budget in equal shares."""
    return Step(code="budget_shared", params={"budget": budget, "voters": voters, "endowment": endowment})


def raised(rule: EqualShares, times: int, endowment: Fraction, once_more: Fraction | None) -> Iterator[Step]:
    """How often shares were raised, and what ended it."""
    if Completion.ADD1 not in rule.completion:
        return
    yield Step(code="shares_raised", params={"times": times, "step": rule.step, "endowment": endowment})
    if once_more is not None:
        yield Step(code="raising_overspends", params={"cost": once_more})
    else:
        yield Step(code="nothing_left_to_raise", params={})


def bought(options: Sequence[Option], what: Bought, worth: Sequence[Fraction]) -> Iterator[Step]:
    """Each purchase: who pays how much at most."""
    for each in what.purchases:
        yield from each.ties
        option = options[each.option]
        yield Step(
            code="bought_by_poor" if each.poor else "bought",
            params={
                "option": option.label,
                "cost": option.cost or Fraction(),
                "supporters": each.supporters,
                "price": each.rate * worth[each.option],
                "poor": each.poor,
            },
        )


def picked(options: Sequence[Option], picks: Sequence[Pick], votes: Sequence[int], left: Fraction) -> Iterator[Step]:
    """Each project taken greedily, and what is left after it."""
    for pick in picks:
        yield from pick.ties
        option = options[pick.option]
        left -= option.cost or Fraction()
        yield Step(code="picked", params={"option": option.label, "count": votes[pick.option], "left": left})


def barred(options: Sequence[Option], votes: Sequence[int], which: Collection[int], least: int) -> Iterator[Step]:
    """Each project with too few votes."""
    for option in which:
        yield Step(code="barred", params={"option": options[option].label, "count": votes[option], "least": least})


def spent(options: Sequence[Option], winners: Collection[int], budget: Fraction) -> Step:
    """What all of it costs."""
    cost = sum((options[option].cost or Fraction() for option in winners), Fraction())
    return Step(code="spent", params={"cost": cost, "budget": budget, "left": budget - cost})


def projects(
    options: Sequence[Option],
    votes: Sequence[int],
    winners: Collection[int],
    what: Bought | None,
    worth: Sequence[Fraction],
) -> Grid:
    """Every project: cost, votes, the most that a supporter paid, who had less, and whether it was chosen."""
    paid = {each.option: each for each in what.purchases} if what else {}
    rows: list[tuple[Cell, ...]] = []
    for place, option in enumerate(options):
        each = paid.get(place)
        price = each.rate * worth[place] if each else None
        poor = each.poor if each else None
        rows.append((option.id, option.cost, votes[place], price, poor, "yes" if place in winners else "no"))
    return Grid(code="projects", columns=("option", "cost", "votes", "price", "poor", "chosen"), rows=tuple(rows))

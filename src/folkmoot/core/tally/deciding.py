"""One door to all rules: ballots and a rule in, the outcome out."""

from collections.abc import Callable
from typing import Any

from folkmoot.core.tally.approving import count_agreement, count_approvals, count_consensus, count_items
from folkmoot.core.tally.budget_rules import EqualShares, Greedy
from folkmoot.core.tally.budgets.choosing import count_greedy, count_shares
from folkmoot.core.tally.chambers import count_chambers
from folkmoot.core.tally.grading import count_judgement, count_scores
from folkmoot.core.tally.methods import (
    Agreement,
    ApprovalVote,
    Borda,
    Chambers,
    Condorcet,
    Consensus,
    Judgement,
    Majority,
    Method,
    Plurality,
    Score,
    Stv,
)
from folkmoot.core.tally.outcomes import Outcome
from folkmoot.core.tally.profiles import BallotsOfAnotherKind, Cast, GradeTable, Profile, graded
from folkmoot.core.tally.ranking import count_ranking
from folkmoot.core.tally.transfers.stv import count_transfers


def decide(cast: Cast, rule: Method, *, seed: bytes | None = None) -> Outcome:
    """Count `cast` by `rule`; `seed` is the public chance for a tie that only a lot can break.

    Raises `BallotsOfAnotherKind`, `ElectorateUnknown` and the faults of the rule.
    """
    if cast.kind is not rule.kind:
        raise BallotsOfAnotherKind(found=str(cast.kind), wanted=str(rule.kind))
    return COUNTERS[type(rule)](cast, rule, seed)


def _table(cast: Any, rule: Any) -> GradeTable:
    return graded(cast, len(rule.scale.grades)) if isinstance(cast, Profile) else cast


def _ranked(cast: Any, rule: Any, seed: bytes | None) -> Outcome:
    return count_ranking(cast, rule, seed=seed)


COUNTERS: dict[type[Method], Callable[[Any, Any, bytes | None], Outcome]] = {
    Chambers: lambda cast, rule, _: count_chambers(cast, rule),
    Majority: lambda cast, rule, _: count_items(cast, rule),
    ApprovalVote: lambda cast, rule, seed: count_approvals(cast, rule, seed=seed),
    Consensus: lambda cast, rule, _: count_consensus(_table(cast, rule), rule),
    Score: lambda cast, rule, seed: count_scores(_table(cast, rule), rule, seed=seed),
    Agreement: lambda cast, rule, _: count_agreement(_table(cast, rule), rule),
    Judgement: lambda cast, rule, seed: count_judgement(_table(cast, rule), rule, seed=seed),
    Plurality: _ranked,
    Borda: _ranked,
    Condorcet: _ranked,
    EqualShares: lambda cast, rule, seed: count_shares(cast, rule, seed=seed),
    Stv: lambda cast, rule, seed: count_transfers(cast, rule, seed=seed),
    Greedy: lambda cast, rule, seed: count_greedy(cast, rule, seed=seed),
}

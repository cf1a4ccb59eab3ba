"""Whether the score of a lottery is what its chances give, and its bound what the points prove (`scores`)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from folkmoot.core.faults import Fault
from folkmoot.core.sortition.certificates import Certificate
from folkmoot.core.sortition.documents import LotteryUnreadable
from folkmoot.core.sortition.lotteries import Lottery
from folkmoot.core.sortition.objectives import Objective
from folkmoot.core.sortition.profiles import Profiles
from folkmoot.core.sortition.scores import (
    Score,
    equal_share,
    geometric_mean,
    goldilocks_bound,
    goldilocks_score,
    nash_bound,
)

_ROUNDING = 1e-9  # of the geometric mean, in floating point


class ScoreUnproved(Fault):
    """The score `value` does not follow from the chances, or its `bound` not from the points that are to prove it."""


def has_score(objective: Objective) -> bool:
    """Whether the objective is a score of its own and not a level."""
    return objective in _HOLDS


def score_faults(lottery: Lottery, profiles: Profiles) -> Iterator[Fault]:
    """Work the score out again as far as the tickets tell, and its bound from the points."""
    score = lottery.proof.score
    if score is None:
        yield LotteryUnreadable(place="proof.score")
        return
    level_of_id = dict(zip(lottery.ids, lottery.proof.level_of, strict=True))
    open_ = [column for column, each in enumerate(profiles.profiles) if level_of_id[each.people[0][0]] >= 0]
    proved = score.certificate is None or fits(score.certificate, profiles)
    if not proved or not _HOLDS[lottery.objective](lottery, score, profiles, open_):
        yield ScoreUnproved(value=str(float(score.value)), bound=str(float(score.bound)))


def fits(certificate: Certificate, profiles: Profiles) -> bool:
    """Whether the points are for these targets, households and profiles, and negative only where a minimum bounds."""
    households = all(0 <= row < len(profiles.households) and n >= 0 for row, n in certificate.households.items())
    columns = all(0 <= row < len(profiles.profiles) and n >= 0 for row, n in certificate.profiles.items())
    return households and columns and len(certificate.targets) == len(profiles.targets)


def _nash_holds(lottery: Lottery, score: Score, profiles: Profiles, open_: Sequence[int]) -> bool:
    """The value was reached before rounding, which moved nobody's chance by more than the largest deviation."""
    proof, panels = lottery.proof, len(lottery.panels)
    most = [
        float(Fraction(tickets, panels) + proof.largest_deviation)
        for tickets, level in zip(lottery.tickets, proof.level_of, strict=True)
        if level >= 0
    ]
    reachable = geometric_mean(np.array(most), np.ones(len(most)))
    if not score.value <= min(score.bound, Fraction(reachable * (1 + _ROUNDING))):
        return False
    try:
        return score.certificate is None or nash_bound(score.certificate, profiles, open_) <= score.bound
    except ValueError:
        return False


def _goldilocks_holds(lottery: Lottery, score: Score, profiles: Profiles, open_: Sequence[int]) -> bool:
    proof, people = lottery.proof, sum(int(profiles.sizes[column]) for column in open_)
    if proof.smallest <= 0:
        return False
    reached = goldilocks_score(proof.smallest, proof.largest, equal_share(lottery.seats, people))
    if not score.bound <= score.value == reached:
        return False
    certificate = score.certificate
    return certificate is None or goldilocks_bound(certificate, profiles, open_) >= score.bound


_HOLDS = {Objective.NASH: _nash_holds, Objective.GOLDILOCKS: _goldilocks_holds}

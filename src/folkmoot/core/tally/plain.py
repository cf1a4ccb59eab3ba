"""Rules, counts and results as they stand in the public record (`docs/spec/record.md`), and back.

Reading raises `KeyError`, `TypeError` or `ValueError` where the shape is wrong, and the faults of the values.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from folkmoot.core.tally.counting import Choice, sorted_ballots
from folkmoot.core.tally.rules import Base, Counts, Rule, Tie
from folkmoot.core.tally.tallies import Tally, tally

SMALLEST_PUBLISHED_BALLOT = 20
_PER_ITEM = ("yes", "no", "abstain", "blank", "spoilt", "cast")


def rule_to_plain(rule: Rule) -> dict[str, Any]:
    """`{"fraction": [2, 3], "of": "cast", "strict": false, "blanks_count": true, "tie": "fails"}`."""
    return {
        "fraction": [rule.fraction.numerator, rule.fraction.denominator],
        "of": str(rule.of),
        "strict": rule.strict,
        "blanks_count": rule.blanks_count,
        "tie": str(rule.tie),
    }


def rule_from_plain(value: Mapping[str, Any]) -> Rule:
    """The rule that `rule_to_plain` wrote."""
    numerator, denominator = value["fraction"]
    return Rule(
        fraction=Fraction(numerator, denominator),
        of=Base(value["of"]),
        strict=value["strict"] is True,
        blanks_count=value["blanks_count"] is True,
        tie=Tie(value["tie"]),
    )


def item_to_plain(
    result: Tally, *, number: int | str, sha256: str, casting_vote: Choice | None = None
) -> dict[str, Any]:
    """One item of a `ballots.counted` entry: the text voted on (by number and hash), its counts and the result."""
    counts = {name: getattr(result.counts, name) for name in _PER_ITEM}
    chair = {} if casting_vote is None else {"casting_vote": str(casting_vote)}
    return {"number": number, "sha256": sha256, **counts, **chair, "adopted": result.adopted}


def item_from_plain(value: Mapping[str, Any], *, rule: Rule, eligible: int, present: int) -> Tally:
    """Work the result of one published item out again from its counts alone; its `adopted` is not looked at."""
    counts = Counts(eligible=eligible, present=present, **{name: _whole(value[name]) for name in _PER_ITEM})
    vote = value.get("casting_vote")
    return tally(counts, rule, casting_vote=None if vote is None else Choice(vote))


def ballots_to_plain(ballots: Sequence[Sequence[Choice]]) -> list[list[str]] | None:
    """The ballots in clear, sorted; None where fewer than 20 were cast, so that nobody can be guessed."""
    return sorted_ballots(ballots) if len(ballots) >= SMALLEST_PUBLISHED_BALLOT else None


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value

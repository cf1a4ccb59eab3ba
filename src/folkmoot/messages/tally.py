"""Sentences for the faults of tally, and for the steps by which a result explains itself."""

from collections.abc import Callable

from folkmoot.core.tally.tallies import Step, Tally
from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "threshold_is_out_of_range": _("A threshold must lie above 0 and be at most 1; {fraction} does not."),
    "threshold_cannot_be_passed": _("Nobody can reach more than all. Ask for at least all instead."),
    "casting_vote_needs_simple_majority": _(
        "A casting vote makes sense only where more yes than no decides. Choose that rule, or no casting vote."
    ),
    "count_is_negative": _("The count of {field} is below zero. Correct it."),
    "cast_is_not_the_sum": _(
        "{cast} ballots were cast, but yes, no, abstain, blank and spoilt make {sum}. Count again or correct the entry."
    ),
    "more_cast_than_present": _(
        "{cast} ballots were cast by {present} people present. Check the ballots and the attendance list."
    ),
    "more_present_than_eligible": _("{present} people were present, but only {eligible} may vote. Check both numbers."),
    "ballot_does_not_fit": _("Ballot {ballot} has {found} choices; this vote has {items} items. Enter it again."),
    "electorates_differ": _(
        "The two counts disagree on how many were {field}: {first} and {second}. Use the same number in both."
    ),
    "casting_vote_is_not_asked": _("A casting vote is not asked here: the rule has none, or there is no tie."),
    "casting_vote_is_not_a_vote": _("A casting vote is yes or no, not {found}."),
}

STEPS: dict[str, str] = {
    "counted": _(
        "{eligible} may vote, {present} were present, {cast} ballots were cast: "
        "{yes} yes, {no} no, {abstain} abstentions, {blank} blank, {spoilt} spoilt."
    ),
    "base_valid": _("The threshold is taken of the yes and no votes: {base}."),
    "base_cast": _("The threshold is taken of all ballots cast, blank and spoilt ones too: {base}."),
    "base_cast_without_blanks": _("The threshold is taken of the ballots cast, without blank and spoilt ones: {base}."),
    "base_present": _("The threshold is taken of everybody present: {base}."),
    "base_eligible": _("The threshold is taken of everybody who may vote: {base}."),
    "needed_more_than": _("More than {fraction} of {base} is needed: {needed} yes votes."),
    "needed_at_least": _("At least {fraction} of {base} is needed: {needed} yes votes."),
    "reached": _("{yes} of {base} voted yes, that is {percent} %."),
    "reached_nothing": _("There is nobody to take the threshold of, so nothing can be adopted."),
    "tie_fails": _("Yes and no are equal, and the rule says that a tie is not adopted."),
    "tie_awaits_casting_vote": _("Yes and no are equal; the casting vote has not been given."),
    "tie_casting_vote_yes": _("Yes and no are equal; the casting vote was yes."),
    "tie_casting_vote_no": _("Yes and no are equal; the casting vote was no."),
    "adopted": _("So it is adopted."),
    "not_adopted": _("So it is not adopted."),
}


def step_sentence(step: Step, translate: Callable[[str], str] = str) -> str:
    """Say one step in words; `translate` turns the English template into the reader's language."""
    return translate(STEPS[step.code]).format(**step.params)


def explain(result: Tally, translate: Callable[[str], str] = str) -> tuple[str, ...]:
    """The whole result in words, one sentence a step."""
    return tuple(step_sentence(step, translate) for step in result.steps)

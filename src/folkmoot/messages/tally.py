"""Sentences for the faults of tally, and for the steps by which a result explains itself."""

from collections.abc import Callable
from fractions import Fraction
from math import floor

from folkmoot.core.tally.outcomes import Outcome
from folkmoot.core.tally.tallies import Step, StepParam, Tally
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
    # the ballots
    "no_options": _("There is nothing to decide between. Give the ballot its options."),
    "option_twice": _("Two options are called “{option}”. Give each a name of its own."),
    "electorate_unknown": _(
        "The threshold is taken of everybody who is {base}, and how many they are was not said. Give it with --{base}."
    ),
    "ballots_of_another_kind": _(
        "These ballots are of the kind {found}; this rule counts the kind {wanted}. Choose a rule for these ballots."
    ),
    # the rule
    "rule_not_found": _("There is no rule called “{name}”, and no such file. Rules with a name: {names}."),
    "rule_file_broken": _("The rule file {name} is not TOML: {reason}. Mend that line."),
    "rule_key_unknown": _("The rule says {key}, which means nothing here. Known: {known}. Look for a slip of the pen."),
    "rule_key_missing": _("The rule does not say {key}. Without it there is no result: add it."),
    "rule_value_unreadable": _("The rule says “{text}” for {key}. Wanted: {wanted}."),
    "rule_decides_nothing": _(
        "Nothing follows from this rule: give it seats, or what an option must reach (threshold or least). ({method})"
    ),
    "scale_too_short": _("A scale takes at least two grades, each different. This one has: {scale}."),
    "grades_out_of_scale": _(
        "The rule says {field} = {found}, and the scale has {grades} grades. At least one must be left."
    ),
    # the files
    "amount_unreadable": _("Line {line} says “{text}” for {what}. Write a number such as 4000 or 4000.50."),
    "number_unreadable": _("Line {line} says “{text}” for {what}. Write a whole number of at least {least}."),
    "option_not_known": _("Line {line} names “{option}”, which is no option of this vote. Look for a slip of the pen."),
    "option_marked_twice": _("Line {line} names “{option}” twice. Leave one of them out."),
    "file_incomplete": _(
        "The file says that {what} is {declared}; {found} are there. It may be cut off: fetch it again."
    ),
    "section_missing": _("The file has no section {section}, or it is empty. Export it again from where it came."),
    "meta_missing": _("The section META does not say {key}. Add a line “{key};…”."),
    "pabulib_column_missing": _("The section {section} has no column {column}; it has {columns}."),
    "vote_type_unknown": _("Votes of the type “{text}” cannot be read. Known are: {known}."),
    "points_do_not_fit": _("Line {line} names {options} projects and gives points to {points}. Give each its points."),
    "alternatives_missing": _("The file does not name its alternatives. Add “# ALTERNATIVE NAME 1: …” for each."),
    "ranking_unreadable": _("Line {line} is no ranking: “{text}”. Write “ballots: 3,1,2”."),
    "mark_unreadable": _("Row {row} says “{text}” under {option}. Write {wanted}."),
    "options_not_read": _("No column is an option. The columns are: {columns}. Give each option a column."),
    "count_column_missing": _("The table has no column “{column}”; it has {columns}. Add it."),
    "option_not_described": _("The ballots have the option “{option}”, the list of options has not. Add it there."),
    "option_not_on_ballot": _(
        "The list of options has “{option}”, the ballots have not. Add a column, or take it out."
    ),
    "item_decided_twice": _("Item {item} is decided twice, also in {block}. Leave one column out."),
    "item_undecided": _(
        "The rule has item {item} in block {block}, and the ballot has neither. Add one of the columns."
    ),
    "component_unknown": _("The ballots name the component “{component}”. The rule knows: {known}."),
    "component_without_ballots": _(
        "There are no ballots from the component “{component}”, whose agreement the rule asks for."
    ),
    "options_of_components_differ": _(
        "The component “{component}” voted on other options than the first. Give all the same."
    ),
    "budget_unreadable": _("--budget takes an amount such as 4000 or 4000.50, not “{text}”."),
    "budget_missing": _("Nobody said how much may be spent. Give it with --budget."),
    "cost_missing": _("{option} has no cost. Give it in a table of options (option, cost) with --options."),
    "counts_do_not_fit": _("The method {method} cannot be counted from sums. Give the ballots, a row for each."),
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
    "about": _("{option}:"),
    "objections": _("{count} object; at most {most} may."),
    "consensus": _("So there is consensus: it is adopted."),
    "no_consensus": _("So there is no consensus: it is not adopted."),
    "no_consensus_so_threshold": _("So there is no consensus, and a threshold decides."),
    "in_component": _("In the component {component}:"),
    "all_components_agree": _("All components adopt it: {components}. So it is adopted."),
    "a_component_disagrees": _("Not adopted in: {components}. So it is not adopted."),
    "approved_by": _("{option} was approved {count} times."),
    "mean_of": _("{option} has a mean of {mean} from {grades} grades."),
    "no_grades": _("{option} was given no grade, so it cannot win."),
    "least_mean": _("Only a mean of at least {least} wins."),
    "median_of": _("The middle grade of {option} is “{grade}”."),
    "medians_differ": _(
        "{option} comes before {other}: when the grades in the middle have been taken ({percent} %), the next "
        "middle grade is “{grade}” for the first and “{other_grade}” for the second."
    ),
    "medians_all_equal": _("{option} and {other} have the same grades in the same shares."),
    "first_places": _("{option} is placed first {count} times."),
    "points_of": _("{option} has {count} points."),
    "beats": _("{option} beats {other} one to one, {count} to {against}."),
    "level_pair": _("{option} and {other} are level one to one, {count} each."),
    "beats_all": _("{option} beats every other."),
    "nobody_beats_all": _("Nobody beats every other. The strongest beat paths lead from: {options}."),
    "budget_shared": _("The budget of {budget} is shared by {voters} voters: {endowment} each."),
    "shares_raised": _("So that more of it is used, every share is raised {times} times by {step}, to {endowment}."),
    "raising_overspends": _("Raised once more, what is bought would cost {cost}, which is more than there is."),
    "nothing_left_to_raise": _("Raising it further would buy nothing more that fits."),
    "bought": _("{option} is bought for {cost}: its {supporters} supporters pay {price} each."),
    "bought_by_poor": _(
        "{option} is bought for {cost}: its {supporters} supporters pay {price} each at most; {poor} of them have less "
        "and pay all of it."
    ),
    "picked": _("{option} is taken with {count} votes; {left} is left."),
    "barred": _("{option} has {count} votes; it takes at least {least}."),
    "shares_preferred": _("{shares} voters like this better than the greedy outcome, {greedy} less: it stands."),
    "greedy_preferred": _("{greedy} voters like the greedy outcome better, {shares} less: it is taken instead."),
    "spent": _("All of it costs {cost} of {budget}; {left} is left."),
    "tie_broken_by_votes": _("{options} are level. {option} comes first, because more ballots support it."),
    "tie_broken_by_cheap": _("{options} are level. {option} comes first, because it costs least."),
    "tie_broken_by_dear": _("{options} are level. {option} comes first, because it costs most."),
    "tie_broken_by_order": _("{options} are level. {option} comes first, because it stands first on the ballot."),
    "tie_broken_by_lot": _("{options} are level. The lot falls on {option}."),
    "tie_broken_by_earliest_count": _(
        "{options} are level. {option} comes first, because it had more at an earlier count."
    ),
    "tie_broken_by_latest_count": _(
        "{options} are level. {option} comes first, because it had more at the count before."
    ),
    "tie_lost_by_votes": _("{options} are level. {option} comes last, because fewer ballots support it."),
    "tie_lost_by_cheap": _("{options} are level. {option} comes last, because it costs most."),
    "tie_lost_by_dear": _("{options} are level. {option} comes last, because it costs least."),
    "tie_lost_by_order": _("{options} are level. {option} comes last, because it stands last on the ballot."),
    "tie_lost_by_lot": _("{options} are level. By lot, {option} comes last."),
    "tie_lost_by_earliest_count": _(
        "{options} are level. {option} comes last, because it had fewer at an earlier count."
    ),
    "tie_lost_by_latest_count": _(
        "{options} are level. {option} comes last, because it had fewer at the count before."
    ),
    "ballots_cut": _("{count} ballots give one place to several; they count up to there."),
    "quota": _("{valid} ballots name somebody; for {seats} seats the quota is {quota} votes."),
    "count_of": _("Count {number}. Votes that went nowhere so far: {lost}."),
    "votes_of": _("{option}: {votes}"),
    "elected": _("{option} reaches the quota with {votes} votes and has seat {seat}."),
    "elected_without_quota": _("As many seats are left as options: {option} has seat {seat} with {votes} votes."),
    "surplus_moves": _("The surplus of {option}, {surplus} votes, moves on."),
    "excluded": _("{option} has the fewest votes, {votes}, and is excluded; its papers move on."),
    "tie_awaits_lot": _("{options} are level, and the rule says that a lot decides. It has not been drawn."),
    "tie_stays_open": _("{options} are level, and the rule does not say who comes first."),
}


def step_sentence(step: Step, translate: Callable[[str], str] = str) -> str:
    """Say one step in words; `translate` turns the English template into the reader's language."""
    return translate(STEPS[step.code]).format(**{name: figure(value) for name, value in step.params.items()})


def figure(value: StepParam) -> str:
    """A figure as people read it: a fraction as a decimal, cut after four places and then marked with an ellipsis."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if not isinstance(value, Fraction):
        return str(value)
    scaled = abs(value) * 10_000
    decimals = f"{floor(scaled) % 10_000:04}".rstrip("0")
    sign, more = "-" if value < 0 else "", "…" if scaled.denominator != 1 else ""
    return f"{sign}{floor(scaled) // 10_000}{'.' if decimals or more else ''}{decimals or ('0' if more else '')}{more}"


def explain(result: Tally | Outcome, translate: Callable[[str], str] = str) -> tuple[str, ...]:
    """The whole result in words, one sentence a step."""
    return tuple(step_sentence(step, translate) for step in result.steps)

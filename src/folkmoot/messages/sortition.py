"""Sentences for the faults of sortition, and for what the checks of a published lottery find."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    # reading the pool
    "column_missing": _(
        "The respondents have no column {column} in the first row. There must be id and each category with targets, "
        "spelt alike; of a workbook only the first sheet that is not hidden is read."
    ),
    "pool_empty": _("There is no respondent below the header. Add the people of the pool."),
    "id_missing": _("Row {row}, column id: there is nothing. Give every respondent an id of her own."),
    "id_repeated": _(
        "Row {row}, column id: {id} stands already in row {first}. Give every respondent an id of her own."
    ),
    "value_missing": _("Row {row}, column {column}: there is nothing. Fill in one of the values that have a target."),
    "value_unknown": _(
        "Row {row}, column {column}: there is no target for {value}. Correct the value, or add a target for it."
    ),
    # reading the targets
    "target_column_missing": _(
        "The targets have no column {column}. They need category, name, min and max in the first row."
    ),
    "targets_empty": _("There is no target below the header. Add a row for each value of each category."),
    "target_name_missing": _("Row {row}, column {column}: there is nothing. Name the category and the value."),
    "not_a_whole_number": _("Row {row}, column {column}: “{value}” is not a whole number of people. Write 0, 1, 2 …"),
    "minimum_above_maximum": _("Row {row}: the minimum {minimum} is above the maximum {maximum}. Correct one of them."),
    "target_repeated": _("Row {row}: {category}, {value} has a target already in row {first}. Remove one of them."),
    # targets against seats and pool
    "minimums_above_seats": _(
        "The minimums of {category} add up to {total}, but there are only {seats} seats. Lower some of them."
    ),
    "maximums_below_seats": _(
        "The maximums of {category} add up to {total}, but there are {seats} seats. Raise some of them."
    ),
    "seats_out_of_range": _(
        "{seats} seats cannot be filled from a pool of {people} people. Choose 1 to {people} seats."
    ),
    "targets_cannot_be_met": _(
        "No panel of {seats} can meet these targets together: {conflict}. The smallest change that helps: {remedy}."
    ),
    "panel_count_out_of_range": _("A lottery of {panels} panels cannot be made. Choose 1 to 100,000; 1,000 is usual."),
    # drawing
    "balls_name_no_panel": _(
        "The balls {digits} name none of the {panels} panels. It takes {count} balls, each 0 to 9, in the order drawn."
    ),
    "other_draw_there": _(
        "{folder} holds a {file} with another result. It is left as it is: choose another folder with --out."
    ),
    "folder_unwritable": _("{folder} cannot be written to ({reason}). Choose another folder with --out."),
    "seed_not_hexadecimal": _(
        "{seed} is not hexadecimal. Write the seed with an even number of the digits 0-9 and a-f."
    ),
    "digits_malformed": _("{option} takes what was drawn or thrown, in that order, such as {example}."),
    "file_missing": _("The file {name} cannot be opened ({reason}). Check its name and place."),
    # reading and checking what was published
    "lottery_unreadable": _(
        "This is not a lottery that can be read: look at {place}. Take the file again from its source."
    ),
    "draw_unreadable": _("This is not a draw that can be read: look at {place}. Take the file again from its source."),
    "panel_not_whole": _("Panel {number} does not have {seats} different people of the list."),
    "tickets_wrong": _("{id} is in {counted} panels, but {stated} tickets are written down."),
    "chance_too_low": _("{id} has fewer tickets than the proof promises."),
    "pool_differs": _("The pool is another one: its digest is {found}, the lottery was made from {stated}."),
    "target_missed": _(
        "Panel {number} has {found} people for {category}, {value}; the target is {minimum} to {maximum}."
    ),
    "household_twice": _("Panel {number} has two people of one household: {ids}."),
    "share_wrong": _("The counts stated for {category}, {value} are not those of the pool."),
    "alike_unequal": _("{ids} are alike to the lottery, but their tickets differ by more than one."),
    "bound_unproved": _("The points of level {level} do not prove its bound."),
    "score_unproved": _(
        "The score {value} does not follow from the chances, or its bound {bound} does not follow from the points."
    ),
    "other_lottery": _("The draw belongs to another lottery: it names {stated}, this one is {found}."),
    "number_wrong": _("The draw states panel {stated}, but its source of chance gives panel {found}."),
    "selected_wrong": _("The people selected are not those of panel {number}."),
    # sources of chance
    "dice_name_no_panel": _(
        "The dice {faces} name no panel. One throw is {count} dice with {sides} sides; a throw that is too high is "
        "thrown again, and only the last one counts."
    ),
    "face_not_on_die": _(
        "A die with {sides} sides does not show {face}. Type what the dice show, in the order thrown."
    ),
    "commitment_broken": _("What {name} revealed is not what {name} had committed to before. The draw cannot use it."),
    "beacon_unknown": _("No beacon with the chain hash {chain} is known here."),
    "beacon_round_unreadable": _(
        "This is no round of the beacon. Paste the JSON that a mirror of the beacon serves, or the signature: 96 "
        "digits of 0-9 and a-f."
    ),
    "beacon_signature_wrong": _(
        "The signature given for round {round} is not the beacon's. Take it from another mirror."
    ),
    "beacon_randomness_wrong": _("The randomness given for round {round} does not belong to its signature."),
    "plan_unreadable": _("This declares no chance that can be read: look at {place}. Take it again from its source."),
    "source_not_declared": _("Declared was chance from: {declared}. Used was: {found}."),
    "round_not_declared": _("Round {declared} of the beacon was declared; round {found} was used."),
    "parties_not_declared": _("The parties that gave their word are not those that were named beforehand."),
    "party_missing": _("{names} revealed nothing. By the rule declared beforehand, the draw does not count then."),
    # sealed lotteries
    "sealed_unreadable": _(
        "This is not a sealed lottery that can be read: look at {place}. Take the file again from its source."
    ),
    "frozen_pool_differs": _("The pool is not the one that was frozen in public: look at {id} ({place})."),
    "panel_does_not_open": _("The sealed panel {number} does not open to the people of the draw."),
    "chances_do_not_add_up": _("All tickets together are {found}; the panels have {stated} places."),
    "seal_differs": _("The sealed lottery is not the one that the opened one gives: look at {place}."),
    # one person's line
    "line_unreadable": _(
        "This is not a line that can be read: look at {place}. Take the file again from the page of your own chance."
    ),
    "line_of_another_lottery": _("The line belongs to another lottery: it names {stated}, this one is {found}."),
    "line_differs": _("The lottery does not hold {id} in the panels that the line names."),
    "line_does_not_open": _("Nothing in the sealed lottery opens to {id} and the panels that the line names."),
}

CHECKS: dict[str, str] = {
    "lottery_reads": _("The lottery can be read."),
    "panels_whole": _("Every panel has as many different people as there are seats."),
    "tickets_recounted": _("Everybody's tickets, counted again, are those written down."),
    "chances_as_promised": _("Nobody's chance is below what the proof promises."),
    "pool_matches": _("The pool is the one the lottery was made from."),
    "targets_met": _("Every panel meets every target."),
    "soft_within_limits": _("Soft targets gave way within their limits, and no hard one did."),
    "eased_least": _("No soft target gave way further than it had to, in order of priority (worked out again)."),
    "households_kept": _("No panel has two people of one household."),
    "shares_recounted": _("The counts for each target are those of the pool."),
    "alike_equal": _("People alike to the lottery have equal chances, give or take one ticket."),
    "bound_proved": _("The points prove how much those with the smallest chances can have at most."),
    "score_proved": _("The points prove that no lottery has a better score."),
    "draw_reads": _("The draw and its lottery can be read."),
    "draw_of_this_lottery": _("The draw belongs to this lottery."),
    "source_as_declared": _("Chance came from where it was declared to come from."),
    "beacon_signed": _("The beacon's own signature stands under its round."),
    "words_kept": _("Everybody who revealed a word revealed the one committed to."),
    "chances_add_up": _("All tickets together are the places of all panels, and everybody is counted once."),
    "seal_holds": _("Every sealed panel and every sealed line opens to what the auditor's lottery says."),
    "number_follows": _("The panel's number follows from the source of chance."),
    "selected_follow": _("The people selected are those of that panel."),
    "line_reads": _("The line and its lottery can be read."),
    "line_holds": _("The published lottery holds this person in exactly the panels that the line names."),
}

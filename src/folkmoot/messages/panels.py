"""Sentences for several panels drawn at once."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    # several panels at once
    "parts_missing": _("Several panels are two to {most}. Name each of them."),
    "part_name_repeated": _("Every panel needs a name of its own; “{name}” stands twice or is empty."),
    "frame_unknown": _(
        "Row {row}: the frame “{name}” has no seats. Give it a row of its own: frame, {name}, so many seats twice."
    ),
    "frame_seats_inexact": _("The frame “{name}” needs an exact number of seats: make its minimum and maximum equal."),
    "part_unknown": _("Row {row}: there is no panel “{name}”. Name one of those that are drawn, or leave it empty."),
    "panel_malformed": _(
        "Panels are given by name and seats, each name once, such as “North=44”, and substitutes by the name of one "
        "of them. Look at “{text}”."
    ),
    "groups_out_of_range": _(
        "{seats} seats cannot rotate in {groups} groups. Give at least 1 group (everybody leaves at once) and at most "
        "as many as there are seats."
    ),
    "returning_out_of_range": _(
        "{returning} of {seats} members cannot return. Let some return only where everybody is renewed at once (1 "
        "group), and fewer than all."
    ),
    "members_malformed": _(
        "A list of members needs the columns id and since (the number of the turn at which she took her seat, 0 for "
        "the founding one), each id once. Look at row {row}."
    ),
    "alternates_without_chance": _(
        "Alternates stand in for a panel that is drawn. Give its chance too, with --balls, --dice, --beacon or --seed."
    ),
    "drop_out_factor_malformed": _(
        "A factor is a category, a value and how much likelier these people drop out than others, such as "
        "“age:young=1.5”. Look at “{text}”: is it one of the targets, with a number that is not negative?"
    ),
    "alternates_too_many": _(
        "{wanted} alternates were asked for; {available} people of the pool can be one. Ask for at least 1 and at most "
        "as many."
    ),
    "drop_out_malformed": _("The chance of dropping out is {chance}. Give at least 0 and less than 1, such as 0.15."),
    "parts_cannot_be_met": _(
        "There are enough people for all panels together, but they cannot be divided so that each panel meets its "
        "own targets. Widen a target, or draw fewer panels at once."
    ),
    "parts_need_other_objective": _(
        "With these targets not every group of people can be divided into panels. What is fair among the others is "
        "found for leximin and maximin, not for {objective}. Choose one of these two."
    ),
    "parts_unreadable": _(
        "This does not say the panels of a lottery: look at {place}. Take the file again from its source."
    ),
    "parts_of_other_lottery": _(
        "The file of panels belongs to another lottery: it names {stated}, this one is {found}."
    ),
    "part_not_whole": _("In number {number} the panel “{name}” does not have its {seats} people."),
    "part_tickets_wrong": _("The tickets that {id} holds for each panel are not those written down."),
    "parts_uneven": _(
        "For panels that ask for the same, the tickets of {id} differ by {found}; the file promises at most {stated}."
    ),
    "parts_ask_otherwise": _("What the panels ask for together is not what the lottery asks for."),
    "part_misses_target": _(
        "In number {number} the panel “{name}” has {found} people for {category}, {value}, outside its target."
    ),
}

CHECKS: dict[str, str] = {
    "parts_read": _("The file of panels can be read."),
    "parts_of_this_lottery": _("The file of panels belongs to this lottery."),
    "parts_whole": _("Whatever number is drawn, every panel has its seats and nobody sits in two of them."),
    "parts_tickets_recounted": _("Everybody's tickets for each panel, counted again, are those written down."),
    "parts_ask_the_whole": _("What the panels ask for together is what the lottery asks for."),
    "parts_targets_met": _("Whatever number is drawn, every panel meets its own targets."),
}

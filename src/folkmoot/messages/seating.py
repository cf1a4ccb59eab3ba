"""Sentences for the faults of seating."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    # the task
    "nobody_to_seat": _(
        "There is nothing to plan in round {round}. It takes at least one table, one round and somebody in each round."
    ),
    "seating_too_large": _(
        "{people} people in {rounds} rounds are too many for one plan: at most 2,000 people in 60 rounds. Plan a part "
        "of them."
    ),
    "seated_twice": _("“{id}” is listed twice. Keep one of the rows."),
    "table_named_twice": _("Two tables are called “{table}”. Give each a name of its own."),
    "wish_for_nobody": _("A wish names “{id}”, who is not among those to be seated. Look for a slip of the pen."),
    "wish_for_no_table": _("A wish names the table “{table}” in round {round}: there is no such table or round."),
    "pins_disagree": _("“{id}” is to sit at two tables in round {round}. Keep one of the two wishes."),
    "too_few_seats": _("In round {round} there are {people} people, and the tables have {seats} seats. Add seats."),
    "table_overfull": _(
        "In round {round}, {pinned} people are to sit at table {table}, which has {seats} seats. Add seats there, or "
        "let somebody sit elsewhere."
    ),
    "no_table_suits": _(
        "No table suits “{id}”: none is free of steps, or at none a language is spoken that she follows. Make one fit."
    ),
    "too_many_together": _(
        "{ids} are to sit together, and the largest table has {seats} seats. Make the group smaller or a table larger."
    ),
    "together_and_apart": _(
        "“{first}” and “{second}” are to sit apart, and also together or at one table. Keep one of the two wishes."
    ),
    "wishes_not_kept": _(
        "No plan was found that keeps every wish; in the best one {count} are broken, the first about {ids}. Take a "
        "wish back, add a table, or search longer."
    ),
    # plans
    "not_seated": _(
        "In round {round}, “{id}” sits at no table, at two, or is not there. Each sits once in each round."
    ),
    "plan_of_other_tables": _(
        "The earlier plan does not have these {tables} tables and {rounds} rounds. Take the tables it was made for."
    ),
    "held_out_of_range": _("{held} of {rounds} rounds cannot be over. Give 0 to {rounds}."),
    # files
    "column_not_found": _("There is no column called “{column}”. The columns are: {columns}."),
    "row_without_id": _(
        "Row {row} has no name in its first place. Give every person and table one, or delete the row."
    ),
    "neither_yes_nor_no": _("Row {row} says “{text}” in {column}. Write yes or no."),
    "rounds_unreadable": _("Row {row} says “{text}” where numbers of rounds are wanted, such as “1 3”."),
    "seats_unreadable": _("Row {row} says “{text}” where a number of seats is wanted. Write 1 or more, or nothing."),
    "seat_unknown": _("Row {row} of the plan says “{text}”: there is no such round or table."),
    "wish_malformed": _(
        "{option} does not take “{text}”. Write ids as they stand in the list: --pin ann=3 or ann=3@2 (only in round "
        "2), --apart ann,bo, --together ann,bo,cy, --absent ann=2,3."
    ),
}

"""Sentences for the faults of the first lottery: frames, invitations, telephone numbers, the response planner."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    # reading a frame
    "frame_column_missing": _(
        "The frame has no column {column} in the first row. Say which column is meant, or add it; of a workbook only "
        "the first sheet that is not hidden is read."
    ),
    "unit_id_missing": _("Row {row}, column {column}: there is nothing. Give every row a name or number of its own."),
    "unit_id_repeated": _(
        "Row {row}, column {column}: {id} stands already in row {first}. Give every row a name or number of its own."
    ),
    "weight_malformed": _(
        "Row {row}, column {column}: “{value}” is no weight. Write a number from 0 on, with at most three decimals."
    ),
    "stratum_missing": _("Row {row}, column {column}: there is nothing. Say in which group this row is drawn."),
    "frame_empty": _("There is no row below the header. Add the addresses, people or places to draw from."),
    "register_ids_repeated": _(
        "{count} ids stand in more than one row of the register, {id} among them. Give every row an id of its own."
    ),
    "register_rows_unreadable": _(
        "{count} rows of the register have nothing in the column {column}, or no number from 0 on with at most three "
        "decimals. Correct them."
    ),
    # drawing
    "frame_too_small": _(
        "{invitations} invitations are wanted in the group “{stratum}”, but only {units} of its rows can be invited. "
        "Ask for fewer, or add to the frame."
    ),
    "stratum_unknown": _("No row of the frame is in the group “{stratum}”. Correct its name."),
    "shares_not_whole": _(
        "The shares come to {percent} %. They may come to 100 % at most, and to exactly that if every group has one."
    ),
    "share_malformed": _("“{text}” is no share. Write the group, an equals sign and a number: deprived=20."),
    "engine_missing": _(
        "{name} needs an engine for large tables, which is not installed here: pip install 'folkmoot[register]'."
    ),
    # telephone numbers
    "block_malformed": _(
        "Row {row}: a block of numbers is a beginning (digits, perhaps after +) and 1 to 9 free digits behind it."
    ),
    "blocks_overlap": _(
        "The block {block} lies inside the block {inside}, so some numbers would have two chances. Remove one of them."
    ),
    "block_too_small": _("{numbers} numbers are wanted from the block {block}, which has {free}. Ask for fewer."),
    # in public
    "invitations_unreadable": _("This is no first lottery that can be read: look at {place}."),
    "inputs_are_others": _(
        "The inputs are not those that were announced. Use the same file, columns and earlier waves, or announce anew."
    ),
    "seed_too_short": _(
        "The seed is too short: at least {least} hexadecimal digits are needed, so that nobody can choose what it "
        "gives."
    ),
    "throws_too_few": _(
        "There are too few throws: at least {least} are needed, so that nobody can choose what they give."
    ),
    "stratum_does_not_add": _("The figures of the group “{stratum}” contradict each other."),
    "invited_are_others": _("Drawing again from the same inputs and the same chance invites others."),
    # frames and waves
    "deletion_day_past": _("The file must be kept for a while: choose a day after today."),
    "frame_deleted": _("The file of this frame is deleted: nothing can be drawn from it any more. Add the file anew."),
    "wave_waits": _("Wave {wave} is announced and waits. Draw it or withdraw it first."),
    "wave_is_over": _("Wave {wave} was drawn or withdrawn already. Nothing was changed."),
    "share_unreadable": _(
        "Line {line}, “{text}”: write the name of the group, an equals sign and a percentage: north = 20."
    ),
    "throws_unreadable": _("Type only what the die showed: digits from 1 to 6, with or without spaces."),
    "brought_is_another": _(
        "These files are not the draw that was announced here: another seed, or a list that does not fit. Draw again "
        "with the seed that this page shows, and choose both files from that folder."
    ),
    "more_problems": _("{count} more problems are not shown. Correct these first, then choose the file again."),
    # planning
    "plan_impossible": _(
        "A plan needs at least one seat, and a share of letters between 0 and 100 %: {seats} seats and {percent} do "
        "not make one."
    ),
}

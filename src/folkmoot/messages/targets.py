"""Sentences for the population that targets come from."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "census_column_missing": _(
        "The population has no column {column}. It needs category, name and either share (in percent) or people "
        "(a count) in the first row."
    ),
    "census_empty": _("There is no row of the population. Give a number for each value of at least one category."),
    "not_a_share": _("Row {row}, column {column}: “{value}” is not a share in percent. Write 27, 27.5 or 27,5 %."),
    "not_a_count": _("Row {row}, column {column}: “{value}” is not a number of people. Write it with digits, 12345."),
    "counted_twice": _("Row {row}: {category}, {value} has a number already in row {first}. Remove one of them."),
    "shares_miss_hundred": _(
        "The shares of {category} add up to {total} %. Add the values that are missing, so that they make 100 %."
    ),
    "nobody_counted": _("Nobody is counted in {category}. Give the number of people for its values."),
    "priority_out_of_range": _(
        "Row {row}, column priority: 0 is none. Write 1 for what gives way last, 2, 3 … for what gives way before it, "
        "or nothing for a hard target."
    ),
    "flexible_inside": _(
        "Row {row}, column {column}: it must not be stricter than the target itself. Widen it, or leave it empty."
    ),
    "soft_targets_in_parts": _(
        "Where several panels are drawn at once, every target is hard. Leave the column priority empty."
    ),
    "soft_target_wrong": _(
        "The soft target for {category}, {value} is stricter than what was asked for, or gave way beyond its limits."
    ),
    "eased_otherwise": _("The soft target for {category}, {value} need not give way as it did."),
    "tolerance_out_of_range": _(
        "“{value}” is no tolerance. Write how many seats, such as 1, or how much of the share, such as 10 %."
    ),
}

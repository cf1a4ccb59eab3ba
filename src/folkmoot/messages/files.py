"""Sentences for the faults of reading and writing tables of rows."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "empty_file": _("The file {name} is empty. Save it again with its header and rows, then try again."),
    "unreadable_file": _("The file {name} cannot be read. Save it as CSV (UTF-8), XLSX or ODS and try again."),
    "too_large": _(
        "The file {name} is too large: the limit is {limit} {unit}. Split it or leave out what is not needed."
    ),
    "no_header": _("Column {column} of {name} has no name in the first row. Give every column a name."),
    "repeated_column": _("Two columns of {name} are called {column}. Rename or remove one of them."),
    "ragged_row": _(
        "Row {row} has {found} cells, but the header has {expected}. Look for a missing or an extra separator there."
    ),
    "paper_not_printed": _(
        "The paper could not be made. Nothing is lost or changed. Try again; if it happens again, give this to whoever "
        "runs the site: {kind}: {reason}"
    ),
}

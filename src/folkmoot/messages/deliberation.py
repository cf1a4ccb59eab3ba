"""Sentences for the faults of deliberation."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "deliberation_not_open": _(
        "Drafting in “{assembly}” opens when its members have been drawn. Until then, statements can be gathered."
    ),
    "texts_are_frozen": _(
        "The texts of “{assembly}” were frozen for the ballot. From then on nothing changes, so that everybody votes "
        "on the same words."
    ),
    "draft_not_open": _(
        "Draft {number} takes no more changes: it was merged, split or set aside. Its page says what it led to."
    ),
    "draft_changed_meanwhile": _(
        "Somebody saved version {version} of this draft while you were writing. Your text is still below. Read theirs, "
        "then put both together and save again."
    ),
    "draft_is_empty": _("A draft needs a title and a text. Fill in both."),
    "author_unknown": _(
        "No member here is known as: {names}. Write the pseudonyms as they stand on the list of members."
    ),
    "statement_unknown": _("There are no statements with these numbers: {numbers}. Look them up in the list."),
    "drafts_to_merge_missing": _("Choose another open draft of this assembly to merge with."),
    "reason_for_setting_aside": _(
        "Say why, in a sentence that everybody may read: whoever gave this deserves to know what became of it."
    ),
    "nothing_to_freeze": _("Choose at least one draft to freeze."),
    "statements_missing": _("There are no statements in this file. It needs a column “text” with one statement a row."),
    "statement_not_usable": _(
        "The statement in row {line} is empty or longer than {limit} characters. Mend the file and load it again; "
        "nothing was taken in yet."
    ),
}

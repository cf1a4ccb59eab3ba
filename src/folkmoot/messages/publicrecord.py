"""Sentences for the faults of publicrecord."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "record_is_behind": _(
        "Nothing is written: the record here has {size} lines, but a checkpoint over {published} lines was published "
        "on {at}. This database is an older copy. The operator brings back the newest record with: folkmoot restore "
        "EXPORT"
    ),
    "record_was_forked": _(
        "Nothing is written: the first {published} lines here are not those over which a checkpoint was published "
        "on {at}. This database is not the one that published it. The operator brings back the newest backup of the "
        "right one."
    ),
    "record_was_changed": _(
        "Nothing is signed: the {size} lines in the database are not those that were appended. Something changed them "
        "in place. The operator compares them with the last export and takes up a backup."
    ),
    "export_does_not_hold": _(
        "Nothing was restored: this export does not hold. What and where is said by: folkmoot verify EXPORT"
    ),
    "export_is_of_another_record": _(
        "Nothing was restored: the export is of the record “{found}”, this site keeps “{wanted}” "
        "(FOLKMOOT_RECORD_ORIGIN)."
    ),
    "export_is_behind": _(
        "Nothing was restored: the export has {found} lines, the record here has {size} already. Take a newer export."
    ),
    "export_is_not_this_past": _(
        "Nothing was restored: line {line} of the export is not the line that is here already. One of the two is not "
        "this record."
    ),
    "export_has_another_file": _(
        "Nothing was restored: the export has another file under {path} than the one that is here already."
    ),
    "stamp_is_kept": _("The time stamp of {at} goes with the record already."),
    "key_is_not_here": _(
        "Nothing was restored: the key that signs this record is not here. Copy it to {path}. If it is lost for good, "
        "say --new-key: then tell everybody the new key by another way."
    ),
}

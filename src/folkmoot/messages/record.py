"""Sentences for the faults of canonical JSON and the public record's mathematics."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "not_canonical": _("This is not canonical JSON: {reason}. Take the file again from the source that published it."),
}

"""What keeps the record from being written, signed or restored."""

from folkmoot.core.faults import Fault


class RecordIsBehind(Fault):
    """The record here has fewer lines (`size`) than a checkpoint that was published (`published`, `at`)."""


class RecordWasForked(Fault):
    """The first `published` lines here are not those of a checkpoint that was published (`at`)."""


class RecordWasChanged(Fault):
    """The `size` lines in the database are not those that were appended: something changed them in place."""


class ExportDoesNotHold(Fault):
    """An export that a record should be restored from does not hold itself."""


class ExportIsOfAnotherRecord(Fault):
    """An export has another origin (`found`) than this site's record (`wanted`)."""


class ExportIsBehind(Fault):
    """An export has fewer lines (`found`) than the record here (`size`)."""


class ExportIsNotThisPast(Fault):
    """Line `line` of an export is not the line that is here already."""


class ExportHasAnotherFile(Fault):
    """An export has another file under a `path` that is here already."""


class KeyIsNotHere(Fault):
    """A record should be restored where its signing key is not (`path`: where it belongs)."""


class StampIsKept(Fault):
    """A time stamp (`at`) is kept already."""

"""Why a trial could not be held here."""


class Absent(Exception):  # noqa: N818 - an absence is no error
    """The machine lacks what the trial needs; the message says what and how to get it."""

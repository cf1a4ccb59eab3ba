"""The shell's one clock. The core never reads it: there `now` is an argument.

`travelling(to=…)` lets the living example and the tests play a past or a future; it holds for the whole process, so
that a server thread sees the same hour as the test that set it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_offset = timedelta(0)


def now() -> datetime:
    """The moment now, in UTC, shifted while travelling."""
    return datetime.now(UTC) + _offset


@contextmanager
def travelling(*, to: datetime) -> Iterator[None]:
    """Within the block the clock starts at `to` and runs on from there."""
    global _offset
    before, _offset = _offset, to - datetime.now(UTC)
    try:
        yield
    finally:
        _offset = before

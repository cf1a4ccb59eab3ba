"""Several files as one ZIP that is sent while it is made, so that no more than one file is ever in memory."""

from collections.abc import Iterable, Iterator
from zipfile import ZIP_STORED, ZipFile


class _Sink:
    """What a ZIP is written into, and taken from before the next file."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, part: bytes) -> int:
        """Keep a part."""
        self._written.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        """All that was written since the last time."""
        found, self._written = b"".join(self._written), []
        return found


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The bytes of a ZIP of `files` (name, content), part by part, as each is made."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_STORED) as archive:  # type: ignore[call-overload]
        for name, content in files:
            archive.writestr(name, content)
            yield sink.taken()
    yield sink.taken()

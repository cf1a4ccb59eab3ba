"""What was done to the lines of a record, told from the hashes that were signed of them."""

from collections.abc import Sequence

from folkmoot.core.faults import Fault


class LineIsAltered(Fault):
    """A line of the record is not the one whose hash was signed (`line`)."""


class LineIsDropped(Fault):
    """The line that was signed as number `line` is gone."""


class LineIsMoved(Fault):
    """The line that stands as number `line` was signed at another place, as number `signed`."""


class LineIsRepeated(Fault):
    """Line `line` is the line that was signed as number `signed`, once more."""


class LineIsSlippedIn(Fault):
    """Line `line` was never signed; the line that was, stands behind it."""


def first_difference(found: Sequence[bytes], signed: Sequence[bytes]) -> tuple[int, Fault] | None:
    """The number of the first line that is not in its place, and what was done there; None where all are.

    Both are hashes of lines, in order. No two lines that were signed have the same hash: each has its own index.
    """
    at = next((at for at, pair in enumerate(zip(found, signed, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        if len(found) == len(signed):
            return None
        at = min(len(found), len(signed))
    return at + 1, _done(found, signed, at)


def _done(found: Sequence[bytes], signed: Sequence[bytes], at: int) -> Fault:
    places = {leaf: number for number, leaf in enumerate(signed, 1)}
    gone = at < len(signed) and signed[at] not in set(found)
    if at == len(found):
        return LineIsDropped(line=at + 1)
    if found[at] not in places:
        return LineIsAltered(line=at + 1) if gone else LineIsSlippedIn(line=at + 1)
    if places[found[at]] <= at:
        return LineIsRepeated(line=at + 1, signed=places[found[at]])
    return LineIsDropped(line=at + 1) if gone else LineIsMoved(line=at + 1, signed=places[found[at]])

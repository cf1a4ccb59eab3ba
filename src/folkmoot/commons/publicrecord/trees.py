"""The tree over all lines, kept in each process and taken further as the record grows."""

from threading import Lock

from folkmoot.commons.publicrecord.faults import RecordWasChanged
from folkmoot.commons.publicrecord.models import Entry, Head
from folkmoot.core.record.merkle import Frontier, Tree, leaf_hash


class _Known:
    tree = Tree()


_lock = Lock()


def tree_now() -> tuple[Tree, int]:
    """A tree over the lines of the record, to read from, and how many of its leaves are lines now.

    Raises `RecordWasChanged` where the lines in the database are not those that were appended.
    """
    head = Head.objects.first()
    edge = Frontier() if head is None else head.frontier
    with _lock:
        for start in (_Known.tree, Tree()):  # what is known may be of a database that is gone: then all over again
            if _grown(start, edge.size).root(edge.size) == edge.root():
                _Known.tree = start
                return start, edge.size
    raise RecordWasChanged(size=edge.size)


def _grown(known: Tree, size: int) -> Tree:
    """`known` with the lines up to `size`. Where lines are missing it is filled up, so that its root is another."""
    lines = Entry.objects.filter(index__gte=known.size, index__lt=size).order_by("index")
    known.extend(leaf_hash(bytes(line)) for line in lines.values_list("line", flat=True).iterator())
    return known.extend([bytes(32)] * (size - known.size))

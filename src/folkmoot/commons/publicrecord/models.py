"""The log's lines, the files that lines refer to, and the head that writers queue for."""

from datetime import datetime

from django.db import models

from folkmoot.core.record.merkle import Frontier


class Head(models.Model):
    """The single row that writers lock, so that appends from many workers neither fork nor skip."""

    size = models.BigIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    # The right edge of the tree: what the next line is hashed onto, and what the lines are held against.
    peaks = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"head at {self.size}"

    @property
    def frontier(self) -> Frontier:
        """The edge of the tree over all lines so far."""
        edge = bytes(self.peaks)
        return Frontier(size=self.size, peaks=tuple(edge[at : at + 32] for at in range(0, len(edge), 32)))

    def take(self, frontier: Frontier, last_at: datetime) -> None:
        """Take `frontier` and the moment of its last line as the new edge."""
        self.size, self.peaks, self.last_at = frontier.size, b"".join(frontier.peaks), last_at

    def advance(self, frontier: Frontier, last_at: datetime) -> None:
        """`take` it, and keep it."""
        self.take(frontier, last_at)
        self.save()


class Entry(models.Model):
    """One line of the record. `line` is the truth; the other columns are its index for queries."""

    index = models.BigIntegerField(primary_key=True)
    assembly = models.CharField(max_length=80, blank=True, db_index=True)
    kind = models.CharField(max_length=60, db_index=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80, blank=True)
    data = models.JSONField()
    line = models.BinaryField()

    class Meta:
        ordering = ("index",)
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"#{self.index} {self.kind}"


class Attachment(models.Model):
    """A file that an entry refers to by path and hash, such as a published lottery."""

    path = models.CharField(max_length=200, unique=True)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.path

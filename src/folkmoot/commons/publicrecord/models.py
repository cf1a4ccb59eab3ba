"""The log's lines, the files that lines refer to, and the head that writers queue for."""

from django.db import models


class Head(models.Model):
    """The single row that writers lock, so that appends from many workers neither fork nor skip."""

    size = models.BigIntegerField(default=0)
    last_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"head at {self.size}"


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

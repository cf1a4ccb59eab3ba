"""Notices waiting or sent, and the outbox of the living example."""

from django.db import models


class Notice(models.Model):
    """One message to one address. Kept until sent; then the text is emptied and only the fact remains.

    `leave` is the address at which a mail program may end what it belongs to with one click (RFC 8058).
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    about = models.CharField(max_length=120, blank=True)
    leave = models.URLField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"


class OutboxMail(models.Model):
    """A mail that the living example keeps instead of sending, so that a visitor can read her sign-in code."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

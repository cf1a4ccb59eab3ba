"""A meeting, its agenda, and who was there."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly, Membership


class Meeting(models.Model):
    """The members come together at a place: when, in which time zone, how to get there, and what is on the agenda.

    `eligible` and `present` are set when the attendance list is closed: every later vote at the meeting refers to them.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    place = models.CharField(max_length=200)
    way_there = models.TextField(blank=True)
    agenda = models.JSONField(default=list, help_text="The points in order: [[minutes, what], …].")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    attendance_closed_at = models.DateTimeField(null=True)
    eligible = models.PositiveIntegerField(null=True)
    present = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("starts_at", "number")
        constraints = (models.UniqueConstraint(fields=["assembly", "number"], name="one_meeting_per_number"),)

    def __str__(self) -> str:
        return self.title

    @property
    def starts_there(self) -> datetime:
        """When it starts by the clock on its own wall (naive, in `zone`)."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    @property
    def ends_there(self) -> datetime:
        """When it ends by the clock on its own wall (naive, in `zone`)."""
        return self.ends_at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)


class Attendance(models.Model):
    """Whether one sitting member was there. Private: the public learns counts only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="attendances")
    here = models.BooleanField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "membership"], name="one_attendance_each"),)

    def __str__(self) -> str:
        return f"{self.membership}: {'here' if self.here else 'absent'}"

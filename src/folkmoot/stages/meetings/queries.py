"""Reads of meetings and attendance."""

from folkmoot.stages.meetings.models import Attendance, Meeting

__all__ = ["Attendance", "Meeting"]

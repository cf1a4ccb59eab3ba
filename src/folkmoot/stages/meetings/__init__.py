"""Meetings: date, place, agenda and who was present."""

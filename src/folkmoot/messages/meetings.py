"""Sentences for the faults of meetings."""

SENTENCES: dict[str, str] = {}

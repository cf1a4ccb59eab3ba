"""Sentences for the faults of deliberation."""

SENTENCES: dict[str, str] = {}

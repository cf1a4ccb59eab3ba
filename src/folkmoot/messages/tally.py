"""Sentences for the faults of tally."""

SENTENCES: dict[str, str] = {}

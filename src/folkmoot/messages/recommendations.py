"""Sentences for the faults of recommendations."""

SENTENCES: dict[str, str] = {}

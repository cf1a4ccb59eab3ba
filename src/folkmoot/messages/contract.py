"""Sentences for the faults of contract."""

SENTENCES: dict[str, str] = {}

"""Sentences for the faults of accounts."""

SENTENCES: dict[str, str] = {}

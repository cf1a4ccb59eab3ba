"""Sentences for the faults of languages."""

SENTENCES: dict[str, str] = {}

"""Sentences for the faults of lottery."""

SENTENCES: dict[str, str] = {}

"""Sentences for the faults of sortition."""

SENTENCES: dict[str, str] = {}

"""Sentences for the faults of publicrecord."""

SENTENCES: dict[str, str] = {}

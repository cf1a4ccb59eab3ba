"""Sentences for the faults of reading and writing tables of rows."""

SENTENCES: dict[str, str] = {}

"""Sentences for the faults of ballots."""

SENTENCES: dict[str, str] = {}

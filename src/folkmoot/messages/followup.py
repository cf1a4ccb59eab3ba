"""Sentences for the faults of followup."""

SENTENCES: dict[str, str] = {}

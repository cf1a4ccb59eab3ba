"""Sentences for the faults of assemblies."""

SENTENCES: dict[str, str] = {}

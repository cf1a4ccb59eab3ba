"""Lineage: what came from what, so that the author of an early idea sees a late answer, and a visitor finds the idea."""

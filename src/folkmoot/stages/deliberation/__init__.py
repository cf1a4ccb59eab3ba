"""Deliberation: drafts with authors and lineage, frozen as numbered texts."""

"""Lineage: what came from what, so that an early author sees a late answer."""

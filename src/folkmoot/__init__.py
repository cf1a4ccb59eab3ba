"""Folkmoot runs democratic innovations end to end and keeps the promise in public."""

__version__ = "0.1.0"

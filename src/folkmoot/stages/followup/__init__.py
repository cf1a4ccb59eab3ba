"""Follow-up: replies by the clock, implementation news and the promise board."""

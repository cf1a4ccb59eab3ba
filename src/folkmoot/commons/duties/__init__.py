"""Duties: who owes what to whom by when, and how it was discharged. Contracts and petitions owe through it."""

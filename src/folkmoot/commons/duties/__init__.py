"""Duties: who owes what to whom by when, and how it was discharged. Contracts, petitions and questions all owe through it."""

"""Ballots: secret votes of the members present on frozen texts, on devices or paper. Rules: docs/spec/tally.md.

opened (texts, threshold and electorate stand) → cast with voting cards that nobody can tie to a person, or counted from
paper by two people → closed and counted → minority statements until their deadline.
"""

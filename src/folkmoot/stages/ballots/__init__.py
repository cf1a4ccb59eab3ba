"""Ballots: secret votes of the members present on frozen texts, on devices or paper."""

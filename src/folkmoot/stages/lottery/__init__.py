"""Lottery: pool and targets in, a published lottery of equally likely panels, three public balls, a panel out."""

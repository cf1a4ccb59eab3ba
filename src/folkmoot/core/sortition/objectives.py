"""What fair means."""

from enum import StrEnum
from typing import Final


class Objective(StrEnum):
    """What fair means: leximin settles everybody's chance, the lowest first; maximin only the smallest chance.

    Nash makes the product of all chances largest; Goldilocks keeps the smallest high and the largest low (`scores`).
    """

    LEXIMIN = "leximin"
    MAXIMIN = "maximin"
    NASH = "nash"
    GOLDILOCKS = "goldilocks"


SCORED: Final = frozenset({Objective.NASH, Objective.GOLDILOCKS})  # they are about a score, not about levels

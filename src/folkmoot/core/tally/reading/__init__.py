"""Ballots from files: tables of rows, Pabulib's `.pb`, PrefLib's `.soi`, `.soc`, `.toi` and `.toc`.

A file is read whole or refused with every problem, each with its line.
"""

from folkmoot.core.tally.reading.pabulib import read_pabulib
from folkmoot.core.tally.reading.preflib import read_preflib
from folkmoot.core.tally.reading.tables import described, read_ballots, read_options

__all__ = ["described", "read_ballots", "read_options", "read_pabulib", "read_preflib"]

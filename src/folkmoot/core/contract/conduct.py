"""Clauses on how the assembly is run: numbers 15 to 17."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from folkmoot.core.contract.clause import Clause, Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicity(Clause):
    """What is public and when, and what the press may see."""

    name = "publicity"
    number = 15
    words: str = ""

    def gaps(self) -> Iterator[Gap]:
        if not self.words:
            yield self.open("publicity_missing", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRules(Clause):
    """How personal data is treated."""

    name = "data_rules"
    number = 15
    words: str = ""

    def gaps(self) -> Iterator[Gap]:
        if not self.words:
            yield self.open("data_rules_missing", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Clause):
    """What members are paid, and for what besides the meetings."""

    name = "payment"
    number = 16
    words: str = ""

    def gaps(self) -> Iterator[Gap]:
        if not self.words:
            yield self.open("payment_unsaid")

    def loosened(self, later: Self) -> Iterator[str]:
        if self.words and not later.words:
            yield "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence(Clause):
    """Who runs the assembly at arm's length, and who may change what."""

    name = "independence"
    number = 17
    words: str = ""

    def gaps(self) -> Iterator[Gap]:
        if not self.words:
            yield self.open("independence_unsaid")

    def loosened(self, later: Self) -> Iterator[str]:
        if self.words and not later.words:
            yield "words"

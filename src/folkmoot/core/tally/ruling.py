"""A rule as it stands in a rule file or in the record, and back: keys and plain values, every choice spelt out.

What a file leaves out has the default that its method says; what a file says and its method does not know is refused.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.tally.budget_rules import Comparison, Completion, Endowment, Satisfaction, Sharers, Stop
from folkmoot.core.tally.methods import METHODS, Method, Quota, Scale, Silence, Surplus, Unranked
from folkmoot.core.tally.rules import Base, Rule, Tie
from folkmoot.core.tally.ties import TieBreak

Choice = TypeVar("Choice", bound=StrEnum)
_MOST_GRADES = 101
_FRACTION = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15}|/[0-9]{1,15})?")


class RuleKeyUnknown(Fault):
    """The rule says `key`, which its method does not know; it knows `known`."""


class RuleKeyMissing(Fault):
    """The rule does not say `key`, without which its method cannot count."""


class RuleValueUnreadable(Fault):
    """The rule says `text` for `key`, where `wanted` is wanted."""


def rule_from(plain: Mapping[str, Any]) -> Method:
    """The rule that a file (TOML, read) or the record says. Raises `Faults` with every problem."""
    known = {method.method: method for method in METHODS}
    name = plain.get("method")
    if not isinstance(name, str) or name not in known:
        raise Faults(RuleValueUnreadable(key="method", text=str(name), wanted=", ".join(known)))
    return known[name](**_values(known[name], {key: value for key, value in plain.items() if key != "method"}))


def rule_plain(rule: Method) -> dict[str, Any]:
    """The rule with every choice filled in, as plain values; `rule_from` reads it back."""
    said = {field.name: getattr(rule, field.name) for field in fields(rule)}
    tables = {"blocks", "components"}
    plain = {key: _plain(value) for key, value in said.items() if value is not None}
    return {"method": rule.method, **{key: dict(value) if key in tables else value for key, value in plain.items()}}


def _values(method: type[Method], plain: Mapping[str, Any]) -> dict[str, Any]:
    known = {field.name: field for field in fields(method)}
    faults: list[Fault] = [RuleKeyUnknown(key=key, known=tuple(known)) for key in plain if key not in known]
    faults += [RuleKeyMissing(key=name) for name, field in known.items() if name not in plain and _needed(field)]
    read = {}
    for key in [key for key in plain if key in known]:
        try:
            read[key] = READERS[key](key, plain[key])
        except Fault as fault:
            faults.append(fault)
        except Faults as several:
            faults += several.faults
    if faults:
        raise Faults(*faults)
    return read


def _needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _whole(key: str, value: Any) -> int:
    if type(value) is not int or not 1 <= value < 10**9:
        raise RuleValueUnreadable(key=key, text=str(value), wanted="a whole number of at least 1")
    return value


def _none_or_more(key: str, value: Any) -> int:
    return 0 if value == 0 and type(value) is int else _whole(key, value)


def _decimals(key: str, value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 12:
        raise RuleValueUnreadable(key=key, text=str(value), wanted="a whole number from 0 to 12")
    return value


def _truth(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise RuleValueUnreadable(key=key, text=str(value), wanted="true or false")
    return value


def _fraction(key: str, value: Any) -> Fraction:
    """`"2/3"`, `"0.55"`, a whole number, or two: `[2, 3]`. A float is refused: it may not be what was typed."""
    try:
        if isinstance(value, list | tuple):
            numerator, denominator = value
            return Fraction(_int(numerator), _int(denominator))
        if isinstance(value, str):
            return _typed(value.strip())
        return Fraction(_int(value))
    except (ValueError, TypeError, ZeroDivisionError) as error:
        raise RuleValueUnreadable(key=key, text=str(value), wanted='a fraction in quotes, such as "2/3"') from error


def _typed(text: str) -> Fraction:
    if not _FRACTION.fullmatch(text):
        raise ValueError(text)
    return Fraction(text)


def _int(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _one_of(choices: type[Choice], key: str, value: Any) -> Choice:
    try:
        return choices(value)
    except ValueError as error:
        raise RuleValueUnreadable(key=key, text=str(value), wanted=", ".join(choices)) from error


def _several(choices: type[Choice], key: str, value: Any) -> tuple[Choice, ...]:
    if not isinstance(value, list | tuple):
        raise RuleValueUnreadable(key=key, text=str(value), wanted=f"a list of: {', '.join(choices)}")
    return tuple(_one_of(choices, key, each) for each in value)


def _step(key: str, value: Any) -> Fraction:
    step = _fraction(key, value)
    if not step:
        raise RuleValueUnreadable(key=key, text=str(value), wanted="an amount above 0")
    return step


def _scale(key: str, value: Any) -> Scale:
    """`"0-10"`, a list of grades (worst first), or `{grades = [...], values = [...]}`."""
    if isinstance(value, Mapping):
        return _scale_of(key, value.get("grades"), value.get("values"))
    if isinstance(value, str):
        low, dash, high = value.partition("-")
        numbers = range(int(low), int(high) + 1) if dash and low.isdecimal() and high.isdecimal() else range(0)
        if 2 <= len(numbers) <= _MOST_GRADES:
            return _scale_of(key, [str(number) for number in numbers], list(numbers))
    return _scale_of(key, value, None)


def _scale_of(key: str, grades: Any, values: Any) -> Scale:
    wanted = 'a scale: "0-10", or a list of grades, worst first'
    if not isinstance(grades, list | tuple) or not all(isinstance(grade, str) and grade.strip() for grade in grades):
        raise RuleValueUnreadable(key=key, text=str(grades), wanted=wanted)
    worth = list(range(1, len(grades) + 1)) if values is None else values
    if not isinstance(worth, list | tuple) or len(worth) != len(grades):
        raise RuleValueUnreadable(key=key, text=str(worth), wanted="as many values as grades")
    read = tuple(_fraction(key, each) for each in worth)
    if list(read) != sorted(set(read)):
        raise RuleValueUnreadable(key=key, text=str(worth), wanted="values that rise from grade to grade")
    return Scale(grades=tuple(grade.strip() for grade in grades), values=read)


def threshold_from(key: str, value: Any) -> Rule:
    """A threshold: `{fraction = "2/3", of = "cast", strict = false, blanks_count = true, tie = "fails"}`."""
    if not isinstance(value, Mapping):
        raise RuleValueUnreadable(key=key, text=str(value), wanted="a table with fraction and of")
    known = tuple(field.name for field in fields(Rule))
    faults: list[Fault] = [RuleKeyUnknown(key=f"{key}.{each}", known=known) for each in value if each not in known]
    faults += [RuleKeyMissing(key=f"{key}.{each}") for each in ("fraction", "of") if each not in value]
    if faults:
        raise Faults(*faults)
    return Rule(
        fraction=_fraction(f"{key}.fraction", value["fraction"]),
        of=_one_of(Base, f"{key}.of", value["of"]),
        strict=_truth(f"{key}.strict", value.get("strict", False)),
        blanks_count=_truth(f"{key}.blanks_count", value.get("blanks_count", True)),
        tie=_one_of(Tie, f"{key}.tie", value.get("tie", Tie.FAILS)),
    )


def _blocks(key: str, value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    wanted = 'a table of lists, such as A = ["1", "2"]'
    if not isinstance(value, Mapping) or not all(isinstance(items, list | tuple) for items in value.values()):
        raise RuleValueUnreadable(key=key, text=str(value), wanted=wanted)
    return tuple((block, tuple(map(str, items))) for block, items in value.items())


def _components(key: str, value: Any) -> tuple[tuple[str, Rule], ...]:
    if not isinstance(value, Mapping) or not value:
        raise RuleValueUnreadable(key=key, text=str(value), wanted="a threshold for each component")
    return tuple((name, threshold_from(f"{key}.{name}", each)) for name, each in value.items())


READERS: dict[str, Callable[[str, Any], Any]] = {
    "threshold": threshold_from,
    "blocks": _blocks,
    "components": _components,
    "seats": _whole,
    "ties": partial(_several, TieBreak),
    "scale": _scale,
    "silent": partial(_one_of, Silence),
    "least": _fraction,
    "agree": _whole,
    "objecting": _whole,
    "objections": _none_or_more,
    "otherwise": threshold_from,
    "unranked": partial(_one_of, Unranked),
    "satisfaction": partial(_one_of, Satisfaction),
    "completion": partial(_several, Completion),
    "endowment": partial(_one_of, Endowment),
    "step": _step,
    "stop": partial(_one_of, Stop),
    "voters": partial(_one_of, Sharers),
    "compare": partial(_one_of, Comparison),
    "least_votes": _whole,
    "skips": _truth,
    "quota": partial(_one_of, Quota),
    "surplus": partial(_one_of, Surplus),
    "decimals": _decimals,
    "defers": _truth,
}


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Rule | Scale):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return str(value) if isinstance(value, StrEnum) else value

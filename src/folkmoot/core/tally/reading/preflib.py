"""Rankings in PrefLib's formats: `.soc` and `.soi` (no ties), `.toc` and `.toi` (ties in braces).

Lines that begin with # say what the file is; each other line is a number of ballots, a colon and their ranking, such as
`12: 3,1,{2,4}`. Format: N. Mattei and T. Walsh, PrefLib: A Library for Preferences (ADT 2013), https://preflib.github.io.
"""

import re
from collections.abc import Mapping
from functools import partial

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.tally.profiles import Kind, Option, Profile, Ranking, Turnout, check_options, grouped
from folkmoot.core.tally.reading.lines import (
    FileIncomplete,
    OptionMarkedTwice,
    OptionNotKnown,
    all_read,
    whole,
)

_TIER = re.compile(r"\{([^{}]*)\}|([^,{}]+)")
_SHAPE = re.compile(r"\s*(\{[^{}]*\}|[^,{}]+)(\s*,\s*(\{[^{}]*\}|[^,{}]+))*\s*")
_NAME = re.compile(r"#\s*ALTERNATIVE NAME\s+(\S+)\s*:\s*(.*)")
_VOTERS = re.compile(r"#\s*NUMBER VOTERS\s*:\s*(\d+)\s*")


class AlternativesMissing(Fault):
    """The file does not name its alternatives."""


class RankingUnreadable(Fault):
    """The `line` is no ranking: `text`."""


def read_preflib(text: str) -> Profile[Ranking]:
    """The rankings of a PrefLib file. Raises `Faults` with every problem and its line."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    names = [found for _, line in lines if (found := _NAME.fullmatch(line))]
    options = tuple(Option(id=found[1], name=found[2].strip()) for found in names)
    if not options:
        raise Faults(AlternativesMissing())
    check_options(options)
    places = {option.id: place for place, option in enumerate(options)}
    ballots = all_read(partial(_ballot, number, line, places) for number, line in lines if not line.startswith("#"))
    cast = sum(count for _, count in ballots)
    declared = next((int(found[1]) for _, line in lines if (found := _VOTERS.fullmatch(line))), cast)
    if declared != cast:
        raise Faults(FileIncomplete(what="NUMBER VOTERS", declared=declared, found=cast))
    return Profile(kind=Kind.RANKING, options=options, ballots=grouped(ballots), turnout=Turnout(cast=cast))


def _ballot(number: int, line: str, places: Mapping[str, int]) -> tuple[Ranking, int]:
    count, colon, ranking = line.partition(":")
    if not colon or not _SHAPE.fullmatch(ranking):
        raise RankingUnreadable(line=number, text=line[:60])
    tiers = [(found[1] if found[1] is not None else found[2]) for found in _TIER.finditer(ranking)]
    words = [[word.strip() for word in tier.split(",") if word.strip()] for tier in tiers]
    named = [word for tier in words for word in tier]
    if strange := [word for word in named if word not in places]:
        raise OptionNotKnown(line=number, option=strange[0])
    if len(set(named)) < len(named):
        raise OptionMarkedTwice(line=number, option=next(word for word in named if named.count(word) > 1))
    marks = tuple(tuple(sorted(places[word] for word in tier)) for tier in words if tier)
    return marks, whole(count, line=number, what="ballots", least=1)

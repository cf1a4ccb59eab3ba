"""Panels one after another, each closest to what is still owed, so that their average nears the wanted chances."""

from collections.abc import Iterator

import numpy as np

from folkmoot.core.sortition.pricing import Searcher
from folkmoot.core.sortition.profiles import Counts, Floats, Profiles

_WHOLE = 1e-9


def searcher_near(profiles: Profiles, expected: Floats) -> Searcher:
    """Searches panels with each profile's expected seats rounded up or down: the smallest box around `expected`."""
    upper = np.minimum(np.ceil(expected - _WHOLE), profiles.capacities)
    return Searcher(profiles, lower=np.floor(expected + _WHOLE), upper=upper.astype(np.float64))


def herd(searcher: Searcher, expected: Floats) -> Iterator[Counts]:
    """Panels without end whose running average approaches `expected`; ends only if no panel fits the box."""
    owed = np.zeros(len(expected))
    while True:
        owed += expected
        found = searcher.dive(owed) or searcher.exact(owed)
        if found is None:
            return
        owed -= found.panel
        yield found.panel


def panels_towards(searcher: Searcher, expected: Floats, lacking: Floats, count: int) -> list[Counts]:
    """Up to `count` panels that point from a mixture to what it is `lacking`, each taking its part of the lack away."""
    panels, rest = list[Counts](), lacking.copy()
    while len(panels) < count and (scale := np.abs(rest).max()) > 0:
        found = searcher.dive(rest / scale)
        if found is None:
            break
        step = found.panel - expected
        part = float(rest @ step) / float(step @ step) if step.any() else 0.0
        panels.append(found.panel)
        if part <= 0:
            break
        rest = rest - part * step
    return panels

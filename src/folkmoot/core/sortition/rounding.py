"""From weighted panels to equally likely ones, so that three public balls are enough to draw."""

import numpy as np

from folkmoot.core.sortition.mixtures import Mixture
from folkmoot.core.sortition.profiles import Counts, Floats, Profiles


def equal_panels(mixture: Mixture, profiles: Profiles, count: int) -> Counts:
    """`count` panels (one a row, repeated as often as they occur) whose average is as near to the mixture as found.

    Whole parts of the weights are kept; the rest is filled and then improved by exchanges, each of which lessens the
    sum of squared errors in people's chances.
    """
    chances = mixture.panels / profiles.sizes
    wanted = count * (mixture.expected() / profiles.sizes)
    times = np.floor(mixture.weights * count + 1e-9).astype(np.int64)
    lengths = np.einsum("ij,ij->i", chances, chances)
    while times.sum() < count:
        error = times @ chances - wanted
        times[np.argmin(2 * (chances @ error) + lengths)] += 1
    _exchange(times, chances, wanted, lengths)
    return np.repeat(mixture.panels, times, axis=0)


def _exchange(times: Counts, chances: Floats, wanted: Floats, lengths: Floats) -> None:
    """Exchange one panel for another in place while that lessens the squared error."""
    products = chances @ chances.T
    for _ in range(10 * len(times)):
        error = times @ chances - wanted
        slope = chances @ error
        present = np.flatnonzero(times)
        gains = (
            2 * (slope[None, :] - slope[present, None])
            + lengths[None, :]
            + lengths[present, None]
            - 2 * products[present]
        )
        leaving, coming = np.unravel_index(np.argmin(gains), gains.shape)
        if gains[leaving, coming] > -1e-9:
            return
        times[present[leaving]] -= 1
        times[coming] += 1

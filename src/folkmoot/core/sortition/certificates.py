"""A proof that nobody could have done better, in whole numbers that can be checked with a calculator.

Give every respondent points: those of the seats, plus those of each of her values, plus those of her household (some
of them negative). Whatever the panel, its points add up to at most `limit`, because each target bounds how many people
of it there are. If everybody still open had a chance above `(limit - points owed to those settled) / points of those
open`, the average panel would have more points than any panel can. So no lottery gives them all a higher chance.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from folkmoot.core.sortition.profiles import Counts, Floats, Profiles

_SCALE = 10**12  # of points; keeps the sum over 50,000 people below 2^53


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Points for a seat, for each target (in the order of the sorted targets), for each kind of household and for each
    profile of which at most all people can sit (by its index). Zero is left out of the two mappings.
    """

    seat: int
    targets: tuple[int, ...]
    households: Mapping[int, int]
    profiles: Mapping[int, int]


def certificate_from(profiles: Profiles, multipliers: Floats, capped: Mapping[int, float]) -> Certificate:
    """Whole-number points from the multipliers of the rows of `profiles` and of its capped profiles.

    Rounding is made good by points for every seat, so that nobody's points are negative.
    """
    points = np.rint(multipliers * _SCALE).astype(np.int64)
    caps = {column: max(0, round(value * _SCALE)) for column, value in capped.items()}
    count = len(profiles.targets)
    households = np.maximum(points[count + 1 :], 0)
    return Certificate(
        seat=int(points[count]),
        targets=tuple(int(value) for value in points[:count]),
        households={row: int(value) for row, value in enumerate(households) if value},
        profiles={column: value for column, value in caps.items() if value},
    )


def lifted(certificate: Certificate, profiles: Profiles, selectable: Iterable[int]) -> Certificate:
    """The same certificate with as many more points for a seat as leave no selectable profile below zero."""
    points = points_of(certificate, profiles)
    lowest = min(int(points[column]) for column in selectable)
    return Certificate(
        seat=certificate.seat - min(0, lowest),
        targets=certificate.targets,
        households=certificate.households,
        profiles=certificate.profiles,
    )


def points_of(certificate: Certificate, profiles: Profiles) -> Counts:
    """The points of one person of each profile."""
    weights = [*certificate.targets, certificate.seat]
    weights += [certificate.households.get(row, 0) for row in range(len(profiles.households))]
    points: Counts = profiles.rows.astype(np.int64).T @ np.array(weights, dtype=np.int64)
    for column, value in certificate.profiles.items():
        points[column] += value
    return points


def limit_of(certificate: Certificate, profiles: Profiles) -> int:
    """The most points that any panel can have."""
    total = certificate.seat * profiles.seats
    for target, points in zip(profiles.targets, certificate.targets, strict=True):
        total += points * (target.maximum if points > 0 else target.minimum)
    for row, points in certificate.households.items():
        total += points * int(profiles.capacities[profiles.households[row][0]])
    return total + sum(points * int(profiles.capacities[column]) for column, points in certificate.profiles.items())


def bound_of(
    certificate: Certificate, profiles: Profiles, settled: Mapping[int, Fraction], open_: Sequence[int]
) -> Fraction:
    """The chance above which not everybody in the profiles `open_` can be, when those `settled` have theirs."""
    points = points_of(certificate, profiles)
    owed = sum((int(points[t]) * int(profiles.sizes[t]) * chance for t, chance in settled.items()), Fraction(0))
    return (limit_of(certificate, profiles) - owed) / sum(int(points[t]) * int(profiles.sizes[t]) for t in open_)

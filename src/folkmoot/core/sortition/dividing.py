"""Dividing a drawn panel into parts that each meet their own targets: quickly, or exactly, or proved impossible."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import block_diag, csc_matrix, hstack, identity, vstack

from folkmoot.core.sortition.parts import Part, bounds_of
from folkmoot.core.sortition.pricing import Priced
from folkmoot.core.sortition.profiles import Counts, Floats, Profiles
from folkmoot.core.sortition.programmes import Programme


class Divider:
    """Divides whole panels (people of each profile) of one pool into `parts`: one row of people for each part."""

    def __init__(self, profiles: Profiles, parts: Sequence[Part]) -> None:
        keys = [(target.category, target.value) for target in profiles.targets]
        bounds = np.array([[*bounds_of(part, keys), (part.seats, part.seats)] for part in parts], dtype=np.float64)
        self._rows = csc_matrix(profiles.rows[: len(keys) + 1])
        self._lower: Floats = bounds[:, :, 0]
        self._upper: Floats = bounds[:, :, 1]
        self._profiles = profiles
        self._whole: Programme | None = None

    def divided(self, panel: Counts) -> Counts | None:
        """`panel` in parts, or `None` when it is proved that it cannot be divided."""
        used = np.flatnonzero(panel)
        division = np.zeros((len(self._lower), len(panel)), dtype=np.int64)
        found = self._one_after_another(panel[used], used)
        found = self._all_at_once(panel[used], used) if found is None else found
        if found is None:
            return None
        division[:, used] = found
        return division

    def exact(self, prices: Floats) -> Priced | None:
        """The best panel that can be divided; `None` when there is none."""
        parts = len(self._lower)
        if self._whole is None:
            self._whole = self._programme()
        self._whole.price(-np.tile(prices, parts))
        answer = self._whole.solve()
        if answer is None:
            return None
        panel = np.rint(answer.columns).astype(np.int64).reshape(parts, -1).sum(axis=0)
        return Priced(panel=panel, worth=float(prices @ panel), limit=-answer.bound)

    def _one_after_another(self, people: Counts, used: Counts) -> Counts | None:
        """Each part takes its share of everybody, so that the parts after it can still meet their targets on average.

        Quick, and sometimes wrong to give up.
        """
        left, taken = people.copy(), list[Counts]()
        for part in range(len(self._lower) - 1):
            found = self._share(part, left, used)
            if found is None:
                return None
            taken.append(found)
            left = left - found
        return np.array([*taken, left])

    def _share(self, part: int, left: Counts, used: Counts) -> Counts | None:
        rows = self._rows[:, used]
        have = rows @ left
        share = left * (self._lower[part, -1] / left.sum())
        answer = Programme(
            rows,
            costs=-(share % 1),
            lower=np.floor(share + 1e-9),
            upper=np.ceil(share - 1e-9),
            row_lower=np.maximum(self._lower[part], have - self._upper[part + 1 :].sum(axis=0)),
            row_upper=np.minimum(self._upper[part], have - self._lower[part + 1 :].sum(axis=0)),
            whole=True,
        ).solve()
        return None if answer is None else np.rint(answer.columns).astype(np.int64)

    def _all_at_once(self, people: Counts, used: Counts) -> Counts | None:
        parts = len(self._lower)
        answer = Programme(
            vstack([block_diag([self._rows[:, used]] * parts), hstack([identity(len(used))] * parts)], format="csc"),
            costs=np.zeros(parts * len(used)),
            lower=np.zeros(parts * len(used)),
            upper=np.tile(people, parts).astype(np.float64),
            row_lower=np.concatenate([self._lower.ravel(), people]),
            row_upper=np.concatenate([self._upper.ravel(), people]),
            whole=True,
        ).solve()
        return None if answer is None else np.rint(answer.columns).astype(np.int64).reshape(parts, -1)

    def _programme(self) -> Programme:
        """All parts side by side, out of the same people and the same households."""
        parts, profiles = len(self._lower), self._profiles
        homes = csc_matrix(profiles.rows[len(profiles.targets) + 1 :])
        people = vstack([identity(len(profiles.sizes)), homes], format="csc")
        limits = np.concatenate([profiles.capacities, profiles.row_upper[len(profiles.targets) + 1 :]])
        return Programme(
            vstack([block_diag([self._rows] * parts), hstack([people] * parts)], format="csc"),
            costs=np.zeros(parts * len(profiles.sizes)),
            lower=np.zeros(parts * len(profiles.sizes)),
            upper=np.tile(profiles.capacities, parts).astype(np.float64),
            row_lower=np.concatenate([self._lower.ravel(), np.zeros(len(limits))]),
            row_upper=np.concatenate([self._upper.ravel(), limits]),
            whole=True,
        )

"""Drawing again for vacant seats: who may still be drawn, and what the targets still ask for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from folkmoot.core.sortition.pools import Pool
from folkmoot.core.sortition.targets import Target


def remaining_targets(pool: Pool, targets: Sequence[Target], seated: Iterable[str]) -> tuple[Target, ...]:
    """What the targets still ask of the vacant seats when the people `seated` (ids of `pool`) keep theirs.

    The vacant seats are `seats - len(seated)`. A maximum already passed becomes 0. Flexible bounds move along.
    """
    staying = frozenset(seated)
    held = Counter(
        key
        for person in pool.respondents
        if person.id in staying
        for key in zip(pool.categories, person.features, strict=True)
    )
    return tuple(_less(target, held[target.category, target.value]) for target in targets)


def remaining_pool(pool: Pool, *, seated: Iterable[str], unavailable: Iterable[str] = ()) -> Pool:
    """The people who may fill a vacant seat: neither seated, nor living with somebody seated, nor `unavailable`
    (ids of those who gave up their seat, withdrew or were refused).
    """
    staying, gone = frozenset(seated), frozenset(unavailable)
    occupied = {person.household for person in pool.respondents if person.id in staying and person.household}
    return Pool(
        categories=pool.categories,
        respondents=tuple(
            person
            for person in pool.respondents
            if person.id not in staying | gone and person.household not in occupied
        ),
    )


def _less(target: Target, held: int) -> Target:
    def left(number: int | None) -> int | None:
        return None if number is None else max(0, number - held)

    return replace(
        target,
        minimum=max(0, target.minimum - held),
        maximum=max(0, target.maximum - held),
        flexible_minimum=left(target.flexible_minimum),
        flexible_maximum=left(target.flexible_maximum),
    )

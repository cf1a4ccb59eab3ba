"""For `folkmoot draw` and `verify`: a table of targets with a column `frame`, and the pool that goes with it."""

from folkmoot.core.sortition import Pool, Target, read_pool
from folkmoot.core.sortition.frame_seats import FRAME, framed_pool, framed_targets, read_framed_targets
from folkmoot.core.sortition.parts import targets_of_any_part
from folkmoot.core.sortition.targets import read_targets, spelt_alike
from folkmoot.tables import Table


def targets_asked(rules: Table) -> tuple[Target, ...]:
    """The targets of one panel, those of single frames crossed with their frame. Raises `Faults`."""
    if not _names_frames(rules):
        return read_targets(rules.columns, rules.numbered)
    shared, frames = read_framed_targets(rules.columns, rules.numbered)
    return framed_targets(frames, shared) if frames else shared


def pool_asked(rules: Table, people: Table, columns: list[str] | None = None) -> Pool:
    """The pool in `people` for the targets in `rules`, under other names of its `columns` if given. Raises `Faults`."""
    names = list(people.columns) if columns is None else columns
    if not _names_frames(rules):
        known = targets_of_any_part(rules.columns, rules.numbered)
        return read_pool(names, people.numbered, targets=known)
    shared, frames = read_framed_targets(rules.columns, rules.numbered)
    pool = read_pool(names, people.numbered, targets=shared)
    return framed_pool(pool, frames) if frames else pool


def _names_frames(rules: Table) -> bool:
    return FRAME in spelt_alike(rules.columns, (FRAME,))

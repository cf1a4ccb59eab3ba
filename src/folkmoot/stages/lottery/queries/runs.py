"""Every computation that was ever begun, as the public record tells it, and what changed from one to the next."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import attachment, entries
from folkmoot.core.canonical import read_canonical
from folkmoot.core.sortition.freezing import lines_changed

_SETTINGS = ("seats", "objective", "panels")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One computation: its number, who began it and when, its inputs, how it ended (empty while it runs).

    `before` is the run it is compared with, the last one for the same purpose. Then `gone` and `new` are lines of the
    pool that were and were not there; somebody whose answers changed counts in both. `settings` are
    `(name, before, now)`, `targets` `(category, value, before, now)` with ranges as pairs, `None` where there was none.
    """

    number: int
    at: datetime
    by: str
    people: int
    seats: int
    panels: int
    objective: str
    replacement: bool
    leaving: bool
    outcome: str
    before: int | None = None
    gone: int = 0
    new: int = 0
    settings: tuple[tuple[str, Any, Any], ...] = ()
    targets: tuple[tuple[str, str, Any, Any], ...] = ()

    @property
    def same(self) -> bool:
        """Whether it was computed from the very same inputs as the one before."""
        return self.before is not None and not (self.gone or self.new or self.settings or self.targets)


def runs(assembly: Assembly) -> list[Run]:
    """Every computation of the assembly, by number."""
    told = list(entries(assembly.slug).filter(kind__in=("lottery.frozen", "lottery.computed")))
    ends = {each.data["number"]: each.data["outcome"] for each in told if each.kind == "lottery.computed"}
    last: dict[tuple[bool, bool], Any] = {}
    found = []
    for entry in told:
        if entry.kind == "lottery.frozen":
            data, purpose = entry.data, (entry.data["replacement"], bool(entry.data.get("leaving")))
            before, last[purpose] = last.get(purpose), data
            found.append(_run(entry, ends.get(data["number"], ""), before))
    return found


def _run(entry: Any, outcome: str, before: dict[str, Any] | None) -> Run:
    data = entry.data
    changes = _changes(before, data) if before else {}
    return Run(
        number=data["number"],
        at=entry.at,
        by=entry.by,
        people=data["pool"],
        seats=data["seats"],
        panels=data["panels"],
        objective=data["objective"],
        replacement=data["replacement"],
        leaving=bool(data.get("leaving")),
        outcome=outcome,
        **changes,
    )


def _changes(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    gone, new = _lines(before["pool_file"], before["pool_sha256"], now["pool_file"], now["pool_sha256"])
    old, young = (
        {(each["category"], each["value"]): (each["min"], each["max"]) for each in data["targets"]}
        for data in (before, now)
    )
    return {
        "before": before["number"],
        "gone": gone,
        "new": new,
        "settings": tuple((name, before[name], now[name]) for name in _SETTINGS if before[name] != now[name]),
        "targets": tuple(
            (*key, old.get(key), young.get(key)) for key in sorted(old | young) if old.get(key) != young.get(key)
        ),
    }


@lru_cache(maxsize=256)
def _lines(path: str, sha256: str, later_path: str, later_sha256: str) -> tuple[int, int]:
    """Files are known by their hashes, so what was counted once stays true."""
    if sha256 == later_sha256:
        return 0, 0
    before, after = attachment(path), attachment(later_path)
    if before is None or after is None:
        return 0, 0
    return lines_changed(read_canonical(bytes(before.content)), read_canonical(bytes(after.content)))

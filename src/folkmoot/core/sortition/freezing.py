"""The inputs of a lottery, fixed in public before anything is computed: `folkmoot-pool-v1`.

Everybody's line is a commitment, so the file says how many people there are and nothing of anybody. The same person
with the same answers has the same line in every file of one assembly: whoever holds two of them sees how many lines
differ, so nobody can change the pool until the result pleases without its being seen.
"""

from collections.abc import Sequence
from typing import Any

from folkmoot.core.canonical import Json, digest
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.commitments import commitment, salt_for
from folkmoot.core.sortition.divisions import part_document
from folkmoot.core.sortition.parts import Part
from folkmoot.core.sortition.pools import Pool, Respondent, canonical_pool
from folkmoot.core.sortition.targets import Target, sorted_targets

POOL_FORMAT = "folkmoot-pool-v1"


class FrozenPoolDiffers(Fault):
    """The pool's lines do not open the frozen pool: look at `id`, or at the `place` where there is no such line."""


def line_salt(secret: bytes, id_: str) -> bytes:
    """What opens the line of the person `id_`, in every frozen pool of the assembly that keeps `secret`."""
    return salt_for(secret, POOL_FORMAT, id_)


def frozen_pool(pool: Pool, secret: bytes) -> dict[str, Json]:
    """The public form of a pool: its categories, and a commitment to each person's line, sorted."""
    ordered = canonical_pool(pool)
    lines = [commitment(line_salt(secret, person.id), _line(person)) for person in ordered.respondents]
    return {"format": POOL_FORMAT, "categories": list(ordered.categories), "people": sorted(lines)}


def _line(person: Respondent) -> Json:
    return [person.id, person.household, *person.features]


def frozen_inputs(
    *,
    pool_sha256: str,
    targets: Sequence[Target],
    seats: int,
    objective: str,
    panels: int,
    replacement: bool,
    parts: Sequence[Part] = (),
) -> dict[str, Any]:
    """Everything that a lottery is computed from, and `inputs`, the digest of all of it."""
    inputs: dict[str, Any] = {
        "objective": objective,
        "panels": panels,
        "pool_sha256": pool_sha256,
        "replacement": replacement,
        "seats": seats,
        "targets": [_target(each) for each in sorted_targets(targets)],
    }
    if parts:
        inputs["parts"] = [part_document(part) for part in parts]
    return inputs | {"inputs": digest(inputs)}


def _target(target: Target) -> dict[str, Json]:
    told: dict[str, Json] = {"category": target.category, "value": target.value}
    told |= {"min": target.minimum, "max": target.maximum}
    if target.priority is None:
        return told
    return told | {
        "priority": target.priority,
        "min_flex": target.flexible_minimum,
        "max_flex": target.flexible_maximum,
    }


def computed_salt(secret: bytes) -> bytes:
    """What opens the commitment to a computed lottery; `secret` is the lottery's own."""
    return salt_for(secret, "folkmoot-lottery-v1", "")


def computed_commitment(secret: bytes, lottery: str) -> str:
    """What is said of a computed lottery with the digest `lottery` before anybody decides whether to publish it."""
    return commitment(computed_salt(secret), lottery)


def lines_changed(before: Json, after: Json) -> tuple[int, int]:
    """How many lines of one frozen pool are not in the next, and how many of the next were not in the one before."""
    old, new = (_people(document) for document in (before, after))
    return len(old - new), len(new - old)


def check_frozen_pool(document: Json, pool: Pool, salts: dict[str, bytes]) -> FrozenPoolDiffers | None:
    """Open a frozen pool line by line with everybody's salt; the first thing that differs, `None` if nothing does."""
    ordered, lines = canonical_pool(pool), _people(document)
    for person in ordered.respondents:
        if person.id not in salts or commitment(salts[person.id], _line(person)) not in lines:
            return FrozenPoolDiffers(id=person.id, place="people")
    same = isinstance(document, dict) and document.get("categories") == list(ordered.categories)
    if not same or len(lines) != len(ordered.respondents):
        return FrozenPoolDiffers(id="", place="people" if same else "categories")
    return None


def _people(document: Json) -> frozenset[str]:
    people = document.get("people") if isinstance(document, dict) else None
    return frozenset(map(str, people)) if isinstance(people, list) else frozenset()

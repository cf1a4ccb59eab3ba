"""A lottery whose panels are published sealed: `folkmoot-sealed-lottery-v1`.

Panels of pseudonyms together with exact targets let an analyst work out what single pseudonyms have told of themselves.
So each panel can be published as a commitment: it is fixed before chance enters, the drawn one is opened to everybody,
everybody can open her own line, and an auditor with the secret opens all. What stays in clear names nobody.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from folkmoot.core.canonical import Json, canonical_bytes, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.commitments import commitment, salt_for
from folkmoot.core.sortition.documents import lottery_digest, lottery_document
from folkmoot.core.sortition.lotteries import Lottery
from folkmoot.core.sortition.polytope import UNIT
from folkmoot.core.sortition.reading import Reader

SEALED_FORMAT = "folkmoot-sealed-lottery-v1"


class SealedUnreadable(Fault):
    """A document is no sealed lottery of this format; `place` names the member that is missing or wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What a sealed lottery says in clear: seats, a commitment for each panel and for each person, and the chances.

    `chances` are pairs (tickets, how many people hold so many); `levels` pairs (promised parts of 10^12, people).
    """

    seats: int
    panels: tuple[str, ...]
    people: tuple[str, ...]
    chances: tuple[tuple[int, int], ...]
    levels: tuple[tuple[int, int], ...]
    slack: int
    digest: str


def panel_salt(secret: bytes, number: int) -> bytes:
    """What opens the panel `number`."""
    return salt_for(secret, "folkmoot-panel-v1", str(number))


def person_salt(secret: bytes, id_: str) -> bytes:
    """What opens the line of the person `id_`."""
    return salt_for(secret, "folkmoot-person-v1", id_)


def panel_value(lottery: Lottery, number: int) -> Json:
    """What the commitment to a panel commits to: its number and its ids, sorted."""
    return [number, [lottery.ids[place] for place in lottery.panels[number]]]


def person_value(id_: str, panels: Sequence[int]) -> Json:
    """What the commitment to a person's line commits to: her id and the numbers of her panels, ascending."""
    return [id_, list(panels)]


def panels_with(lottery: Lottery, id_: str) -> list[int]:
    """The numbers of all panels that hold the person `id_`, ascending."""
    place = lottery.ids.index(id_)
    return [number for number, panel in enumerate(lottery.panels) if place in panel]


def sealed_document(lottery: Lottery, secret: bytes) -> dict[str, Json]:
    """The public form of `lottery` with its panels sealed under `secret`."""
    clear: dict[str, Any] = lottery_document(lottery)
    proof = {name: value for name, value in clear["proof"].items() if name != "level_of"}
    counts = Counter(lottery.proof.level_of)
    levels = [level | {"people": counts[number]} for number, level in enumerate(proof["levels"])]
    return {
        "format": SEALED_FORMAT,
        **{name: clear[name] for name in ("objective", "seats", "targets")},
        "panels": [commitment(panel_salt(secret, n), panel_value(lottery, n)) for n in range(len(lottery.panels))],
        "people": sorted(_people(lottery, secret)),
        "chances": [list(pair) for pair in sorted(Counter(lottery.tickets).items())],
        "proof": proof | {"levels": levels, "shut_out": counts[-1]},
        "lottery": commitment(salt_for(secret, "folkmoot-lottery-v1", ""), lottery_digest(lottery)),
    }


def _people(lottery: Lottery, secret: bytes) -> list[str]:
    held: dict[int, list[int]] = {place: [] for place in range(len(lottery.ids))}
    for number, panel in enumerate(lottery.panels):
        for place in panel:
            held[place].append(number)
    return [
        commitment(person_salt(secret, id_), person_value(id_, held[place])) for place, id_ in enumerate(lottery.ids)
    ]


def read_sealed(document: Json) -> Sealed:
    """Read the public form. Raises `SealedUnreadable`; whether it tells the truth is for `check_sealed`."""
    top = Reader(document, fault=SealedUnreadable)
    if top.text("format") != SEALED_FORMAT:
        raise SealedUnreadable(place="format")
    proof = top.member("proof")
    if proof.whole("unit") != UNIT:
        raise SealedUnreadable(place="proof.unit")
    levels = tuple((level.whole("chance"), level.whole("people")) for level in proof.members("levels"))
    return Sealed(
        seats=top.whole("seats"),
        panels=top.texts("panels"),
        people=top.texts("people"),
        chances=tuple(_pair(pair) for pair in top.members("chances")),
        levels=((0, proof.whole("shut_out")), *levels),
        slack=proof.whole("shortfall") + proof.whole("largest_deviation"),
        digest=sha256_hex(canonical_bytes(document)),
    )


def is_sealed(document: Json) -> bool:
    """Whether a document calls itself a sealed lottery."""
    return isinstance(document, dict) and document.get("format") == SEALED_FORMAT


def _pair(pair: Reader) -> tuple[int, int]:
    numbers: Sequence[int] = pair.wholes()
    if len(numbers) != 2:
        raise pair.fault()
    return numbers[0], numbers[1]


def chances_promised(sealed: Sealed) -> list[tuple[Fraction, int]]:
    """The chance that the proof promises, and to how many people, the smallest first."""
    return [(Fraction(max(0, parts - sealed.slack), UNIT), people) for parts, people in sorted(sealed.levels)]

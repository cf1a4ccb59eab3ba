"""A lottery as the file that is published before the balls: `folkmoot-lottery-v1`, canonical JSON without floats.

It holds everybody's id and tickets and the numbered panels, but nobody's features: who lives where and is how old stays
with the organiser, and the digest of the pool binds her to it.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from folkmoot.core.canonical import Json, canonical_bytes, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.certificates import Certificate
from folkmoot.core.sortition.lotteries import Lottery, Share
from folkmoot.core.sortition.objectives import Objective
from folkmoot.core.sortition.polytope import UNIT, Level
from folkmoot.core.sortition.proofs import Proof
from folkmoot.core.sortition.reading import Reader
from folkmoot.core.sortition.scores import Score
from folkmoot.core.sortition.targets import Target

LOTTERY_FORMAT = "folkmoot-lottery-v1"


class LotteryUnreadable(Fault):
    """A document is no lottery of this format; `place` names the member that is missing or wrong."""


def lottery_document(lottery: Lottery) -> dict[str, Json]:
    """The public form of `lottery`."""
    return {
        "format": LOTTERY_FORMAT,
        "objective": lottery.objective.value,
        "seats": lottery.seats,
        "targets": [_share_document(share) for share in lottery.shares],
        "pool": {"people": len(lottery.ids), "digest": lottery.pool_digest},
        "ids": list(lottery.ids),
        "panels": [list(panel) for panel in lottery.panels],
        "tickets": list(lottery.tickets),
        "proof": _proof_document(lottery.proof),
    }


def lottery_digest(lottery: Lottery) -> str:
    """SHA-256 of the bytes of the public form: what a draw refers to."""
    return sha256_hex(canonical_bytes(lottery_document(lottery)))


def read_lottery(document: Json) -> Lottery:
    """Read the public form back. Raises `LotteryUnreadable`; whether it tells the truth is for `check_lottery`."""
    top = Reader(document, fault=LotteryUnreadable)
    if top.text("format") != LOTTERY_FORMAT:
        raise LotteryUnreadable(place="format")
    shares = tuple(_read_share(each) for each in top.members("targets"))
    try:
        objective = Objective(top.text("objective"))
    except ValueError as error:
        raise LotteryUnreadable(place="objective") from error
    return Lottery(
        objective=objective,
        seats=top.whole("seats"),
        targets=tuple(share.target for share in shares),
        pool_digest=top.member("pool").text("digest"),
        ids=top.texts("ids"),
        panels=tuple(each.wholes() for each in top.members("panels")),
        tickets=top.wholes("tickets"),
        shares=shares,
        proof=_read_proof(top.member("proof")),
    )


def _share_document(share: Share) -> dict[str, Json]:
    target = share.target
    return {
        "category": target.category,
        "value": target.value,
        "min": target.minimum,
        "max": target.maximum,
        "people": share.people,
        "tickets": share.tickets,
        **({} if target.priority is None else {"soft": _soft_document(target)}),
    }


def _soft_document(target: Target) -> dict[str, Json]:
    """What was asked of a soft target, and how far it may give way."""
    low, high = target.asked or (target.minimum, target.maximum)
    flexible = {"min_flex": target.flexible_minimum, "max_flex": target.flexible_maximum}
    return {"priority": target.priority, "min": low, "max": high, **flexible}


def _read_share(share: Reader) -> Share:
    target = Target(
        category=share.text("category"),
        value=share.text("value"),
        minimum=share.whole("min"),
        maximum=share.whole("max"),
    )
    if share.has("soft"):
        soft = share.member("soft")
        target = replace(
            target,
            priority=soft.whole("priority"),
            asked=(soft.whole("min"), soft.whole("max")),
            flexible_minimum=None if soft.absent("min_flex") else soft.whole("min_flex"),
            flexible_maximum=None if soft.absent("max_flex") else soft.whole("max_flex"),
        )
    return Share(target=target, people=share.whole("people"), tickets=share.whole("tickets"))


def _proof_document(proof: Proof) -> dict[str, Json]:
    score = {} if proof.score is None else {"score": _score_document(proof.score)}
    return {
        **score,
        "unit": UNIT,
        "smallest": _parts(proof.smallest),
        "largest": _parts(proof.largest),
        "shortfall": _parts(proof.shortfall),
        "largest_deviation": _parts(proof.largest_deviation),
        "levels": [_level_document(level) for level in proof.levels],
        "level_of": list(proof.level_of),
    }


def _read_proof(proof: Reader) -> Proof:
    if proof.whole("unit") != UNIT:
        raise LotteryUnreadable(place="proof.unit")
    return Proof(
        levels=tuple(_read_level(level) for level in proof.members("levels")),
        level_of=proof.wholes("level_of"),
        smallest=_chance(proof, "smallest"),
        largest=_chance(proof, "largest"),
        shortfall=_chance(proof, "shortfall"),
        largest_deviation=_chance(proof, "largest_deviation"),
        score=_read_score(proof.member("score")) if proof.has("score") else None,
    )


def _score_document(score: Score) -> dict[str, Json]:
    points = None if score.certificate is None else _points_document(score.certificate)
    return {"value": _parts(score.value), "bound": _parts(score.bound), "points": points}


def _read_score(score: Reader) -> Score:
    certificate = None if score.absent("points") else _read_points(score.member("points"))
    return Score(value=_chance(score, "value"), bound=_chance(score, "bound"), certificate=certificate)


def _level_document(level: Level) -> dict[str, Json]:
    points = None if level.certificate is None else _points_document(level.certificate)
    return {"chance": _parts(level.chance), "bound": _parts(level.bound), "points": points}


def _points_document(certificate: Certificate) -> dict[str, Json]:
    return {
        "seat": certificate.seat,
        "targets": list(certificate.targets),
        "households": _pairs(sorted(certificate.households.items())),
        "profiles": _pairs(sorted(certificate.profiles.items())),
    }


def _read_level(level: Reader) -> Level:
    certificate = None if level.absent("points") else _read_points(level.member("points"))
    return Level(chance=_chance(level, "chance"), bound=_chance(level, "bound"), certificate=certificate)


def _read_points(points: Reader) -> Certificate:
    return Certificate(
        seat=points.whole("seat"),
        targets=points.wholes("targets"),
        households=dict(_pair(pair) for pair in points.members("households")),
        profiles=dict(_pair(pair) for pair in points.members("profiles")),
    )


def _pair(pair: Reader) -> tuple[int, int]:
    numbers = pair.wholes()
    if len(numbers) != 2:
        raise LotteryUnreadable(place="proof.levels.points")
    return numbers[0], numbers[1]


def _pairs(items: Sequence[tuple[int, int]]) -> list[Json]:
    return [list(item) for item in items]


def _parts(chance: Fraction) -> int:
    return int(chance * UNIT)


def _chance(document: Reader, name: str) -> Fraction:
    return Fraction(document.whole(name), UNIT)

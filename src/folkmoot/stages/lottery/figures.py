"""A lottery's inputs as they are frozen, and the figures that explain its result, as JSON values."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from folkmoot.core.canonical import Json
from folkmoot.core.sortition import Lottery, Part, Pool, Progress, Respondent, Target, canonical_pool
from folkmoot.core.sortition.easing import given_up
from folkmoot.core.sortition.frame_seats import FRAME, frame_names
from folkmoot.core.sortition.inference import told_by_panels
from folkmoot.stages.lottery.models import Lottery as Kept
from folkmoot.stages.lottery.target_rows import target_of, target_row


def frozen_form(pool: Pool, targets: tuple[Target, ...], seats: int, parts: tuple[Part, ...] = ()) -> dict[str, Any]:
    """The inputs of a lottery, in the one order that rows do not change; households are named by a pseudonym."""
    ordered = canonical_pool(pool)
    several = {"parts": [_part_form(part) for part in parts]} if parts else {}
    return several | {
        "categories": list(ordered.categories),
        "respondents": [[person.id, person.household, *person.features] for person in ordered.respondents],
        "targets": [_frozen_target(target) for target in targets],
        "seats": seats,
    }


def _frozen_target(target: Target) -> list[Any]:
    """A priority stands there only where there is one, so that what was frozen before there were any stays the same."""
    flexible = [target.flexible_minimum, target.flexible_maximum]
    soft = [] if target.priority is None else [target.priority]
    return [target.category, target.value, target.minimum, target.maximum, *flexible, *soft]


def _part_form(part: Part) -> list[Any]:
    return [part.name, part.seats, part.substitutes, [target_row(each) for each in part.targets]]


def parts_frozen(frozen: dict[str, Any]) -> tuple[Part, ...]:
    """The panels that were frozen; none where one panel is drawn."""
    return tuple(
        Part(name=name, seats=seats, substitutes=substitutes, targets=tuple(map(target_of, rows)))
        for name, seats, substitutes, rows in frozen.get("parts", ())
    )


def from_frozen(frozen: dict[str, Any]) -> tuple[Pool, tuple[Target, ...]]:
    """The pool and the targets that were frozen."""
    people = tuple(Respondent(id=row[0], household=row[1], features=tuple(row[2:])) for row in frozen["respondents"])
    names = ("category", "value", "minimum", "maximum", "flexible_minimum", "flexible_maximum", "priority")
    targets = tuple(Target(**dict(zip(names, row, strict=False))) for row in frozen["targets"])
    return Pool(categories=tuple(frozen["categories"]), respondents=people), targets


def figures_of(found: Lottery, seconds: int, pool: Pool) -> dict[str, Any]:
    """What the review page shows: chances as fractions written `a/b`, tickets as whole numbers.

    `told` is `[told, guessed, others]`: of how many other people open panels tell every answer to whoever has seen one.
    """
    proof, told = found.proof, told_by_panels(found, pool)
    return {
        "people": len(found.ids),
        "seconds": seconds,
        "smallest": str(proof.smallest),
        "largest": str(proof.largest),
        "bound": str(proof.bound),
        "gap": str(proof.gap),
        "shortfall": str(proof.shortfall),
        "deviation": str(proof.largest_deviation),
        "levels": len(proof.levels),
        "score": None if proof.score is None else [str(proof.score.value), str(proof.score.bound)],
        "distinct": len(set(found.panels)),
        "smallest_tickets": found.smallest_tickets,
        "largest_tickets": found.largest_tickets,
        "told": None if told is None else [told.told, told.guessed, told.others],
        "unselectable": list(found.unselectable),
        "gave_way": gave_way(found.targets),
        "shares": [
            [
                share.target.category,
                share.target.value,
                share.target.minimum,
                share.target.maximum,
                share.people,
                share.tickets,
            ]
            for share in found.shares
        ],
    }


def frames_shared(found: Lottery, targets: Sequence[Target]) -> list[list[Any]]:
    """Where several frames fill the panel, `[name, seats, people]` of each, in the order of `targets`."""
    shares = {share.target.value: share for share in found.shares if share.target.category == FRAME}
    known = [shares[name] for name in frame_names(targets) if name in shares]
    return [[share.target.value, share.target.minimum, share.people] for share in known]


def gave_way(targets: Sequence[Target]) -> list[list[Any]]:
    """What soft targets gave up: `[category, value, min or max, asked, kept]`."""
    return [
        [each.bound.category, each.bound.value, each.bound.side.value, each.bound.number, each.to]
        for each in given_up(targets)
    ]


def progress_form(progress: Progress) -> dict[str, Any]:
    """How far a computation is, for the page that waits for it."""
    return {
        "step": progress.step.value,
        "panels": progress.panels,
        "bound": None if progress.bound is None else str(progress.bound),
        "covered": int(100 * (1 - progress.left)),  # per cent, never rounded up to all
    }


def seats_by_target(frozen: dict[str, Any], figures: dict[str, Any], selected: Collection[str]) -> list[list[Any]]:
    """How many of the `selected` meet each frozen target: `[category, value, at least, at most, seats]`.

    The bounds are those that the lottery kept, where a soft target gave way.
    """
    categories, chosen = frozen["categories"], frozenset(selected)
    counts = Counter(
        pair
        for name, _household, *features in frozen["respondents"]
        if name in chosen
        for pair in zip(categories, features, strict=True)
    )
    kept = {(category, value): (low, high) for category, value, low, high, *_more in figures.get("shares", [])}
    return [
        [category, value, *kept.get((category, value), (low, high)), counts[category, value]]
        for category, value, low, high, *_more in frozen["targets"]
    ]


def purpose_of(lottery: Kept) -> dict[str, Json]:
    """What an entry says of a rotation's lottery: of which turn, and whether it finds those who leave."""
    told: dict[str, Json] = {} if lottery.turn is None else {"turn": lottery.turn}
    return told | {"leaving": True} if lottery.leaving else told

"""Who is chosen: the fairest lottery over panels that meet every target, its proof, and the draw from it.

`read_targets` and `read_pool` take tables; `check_targets`, `relaxations` and `unselectable` say beforehand what is
possible; `find_lottery` gives equally likely numbered panels with a proof that nobody could be served better;
`draw_by` lets a declared source of chance (`Plan`, `Source`) choose one of them; `check_lottery` and `check_draw` hold
the published files to account. `find_several` draws several disjoint panels by one number.
"""

from folkmoot.core.sortition.checks import Check, Finding, check_lottery
from folkmoot.core.sortition.conflicts import (
    Bound,
    Change,
    Relaxation,
    ShutOut,
    Side,
    check_targets,
    relaxations,
    unselectable,
)
from folkmoot.core.sortition.divisions import PARTS_FORMAT, check_parts, parts_document, read_parts
from folkmoot.core.sortition.documents import LOTTERY_FORMAT, lottery_digest, lottery_document, read_lottery
from folkmoot.core.sortition.draw_checks import check_draw, check_seal, check_sealed
from folkmoot.core.sortition.draws import (
    DRAW_FORMAT,
    Draw,
    draw_by,
    draw_by_balls,
    draw_document,
    draw_panel,
    read_draw,
)
from folkmoot.core.sortition.frame_seats import FrameSeats, framed_pool, framed_targets
from folkmoot.core.sortition.lotteries import Lottery, Progress, Share, Step, find_lottery
from folkmoot.core.sortition.objectives import Objective
from folkmoot.core.sortition.parts import Part, halves, parts_alike, read_parts_asked, scaled_targets, whole_targets
from folkmoot.core.sortition.plans import (
    Missing,
    Plan,
    PlannedBalls,
    PlannedDice,
    PlannedParties,
    PlannedRound,
    plan_document,
    read_plan,
)
from folkmoot.core.sortition.pools import Pool, Respondent, canonical_pool, clean, pool_digest, read_pool
from folkmoot.core.sortition.proofs import Proof
from folkmoot.core.sortition.replacements import remaining_pool, remaining_targets
from folkmoot.core.sortition.scores import Score
from folkmoot.core.sortition.sealing import is_sealed, panels_with, sealed_document
from folkmoot.core.sortition.several import Several, find_several
from folkmoot.core.sortition.sources import (
    Balls,
    BeaconRound,
    Combined,
    Parties,
    Party,
    Seed,
    Source,
    Throws,
    ball_count,
    commitment_of,
    dice_count,
)
from folkmoot.core.sortition.targets import Target, read_targets, sorted_targets

__all__ = [
    "DRAW_FORMAT",
    "LOTTERY_FORMAT",
    "PARTS_FORMAT",
    "Balls",
    "BeaconRound",
    "Bound",
    "Change",
    "Check",
    "Combined",
    "Draw",
    "Finding",
    "FrameSeats",
    "Lottery",
    "Missing",
    "Objective",
    "Part",
    "Parties",
    "Party",
    "Plan",
    "PlannedBalls",
    "PlannedDice",
    "PlannedParties",
    "PlannedRound",
    "Pool",
    "Progress",
    "Proof",
    "Relaxation",
    "Respondent",
    "Score",
    "Seed",
    "Several",
    "Share",
    "ShutOut",
    "Side",
    "Source",
    "Step",
    "Target",
    "Throws",
    "ball_count",
    "canonical_pool",
    "check_draw",
    "check_lottery",
    "check_parts",
    "check_seal",
    "check_sealed",
    "check_targets",
    "clean",
    "commitment_of",
    "dice_count",
    "draw_by",
    "draw_by_balls",
    "draw_document",
    "draw_panel",
    "find_lottery",
    "find_several",
    "framed_pool",
    "framed_targets",
    "halves",
    "is_sealed",
    "lottery_digest",
    "lottery_document",
    "panels_with",
    "parts_alike",
    "parts_document",
    "plan_document",
    "pool_digest",
    "read_draw",
    "read_lottery",
    "read_parts",
    "read_parts_asked",
    "read_plan",
    "read_pool",
    "read_targets",
    "relaxations",
    "remaining_pool",
    "remaining_targets",
    "scaled_targets",
    "sealed_document",
    "sorted_targets",
    "unselectable",
    "whole_targets",
]

"""Who is chosen: the fairest lottery over panels that meet every target, its proof, and the draw from it.

`read_targets` and `read_pool` take tables; `check_targets`, `relaxations` and `unselectable` say beforehand what is
possible; `find_lottery` gives equally likely numbered panels with a proof that nobody could be served better;
`draw_panel` and `draw_by_balls` choose one of them; `check_lottery` and `check_draw` hold the published
files to account. `find_several` draws several disjoint panels by one number.
"""

from folkmoot.core.sortition.checks import Check, Finding, check_draw, check_lottery
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
from folkmoot.core.sortition.draws import (
    DRAW_FORMAT,
    Balls,
    Draw,
    Seed,
    ball_count,
    draw_by_balls,
    draw_document,
    draw_panel,
    read_draw,
)
from folkmoot.core.sortition.lotteries import (
    Lottery,
    Objective,
    Progress,
    Proof,
    Share,
    Step,
    find_lottery,
)
from folkmoot.core.sortition.parts import Part, halves, parts_alike, scaled_targets, whole_targets
from folkmoot.core.sortition.pools import Pool, Respondent, canonical_pool, clean, pool_digest, read_pool
from folkmoot.core.sortition.replacements import remaining_pool, remaining_targets
from folkmoot.core.sortition.several import Several, find_several
from folkmoot.core.sortition.targets import Target, read_targets, sorted_targets

__all__ = [
    "DRAW_FORMAT",
    "LOTTERY_FORMAT",
    "PARTS_FORMAT",
    "Balls",
    "Bound",
    "Change",
    "Check",
    "Draw",
    "Finding",
    "Lottery",
    "Objective",
    "Part",
    "Pool",
    "Progress",
    "Proof",
    "Relaxation",
    "Respondent",
    "Seed",
    "Several",
    "Share",
    "ShutOut",
    "Side",
    "Step",
    "Target",
    "ball_count",
    "canonical_pool",
    "check_draw",
    "check_lottery",
    "check_parts",
    "check_targets",
    "clean",
    "draw_by_balls",
    "draw_document",
    "draw_panel",
    "find_lottery",
    "find_several",
    "halves",
    "lottery_digest",
    "lottery_document",
    "parts_alike",
    "parts_document",
    "pool_digest",
    "read_draw",
    "read_lottery",
    "read_parts",
    "read_pool",
    "read_targets",
    "relaxations",
    "remaining_pool",
    "remaining_targets",
    "scaled_targets",
    "sorted_targets",
    "unselectable",
    "whole_targets",
]

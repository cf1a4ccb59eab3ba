"""Writes of the lottery: what goes in, lotteries themselves, the draw, and the seats."""

from folkmoot.stages.lottery.actions.attestations import Oath, attest
from folkmoot.stages.lottery.actions.ceremony import draw_panel, enter_round, read_chance, take_commitment, take_word
from folkmoot.stages.lottery.actions.inputs import (
    discard_upload,
    erase_respondents,
    forget_respondent,
    import_pool,
    import_targets,
    keep_upload,
    open_list,
    set_targets,
)
from folkmoot.stages.lottery.actions.lotteries import (
    compute_lottery,
    publish_lottery,
    start_lottery,
    start_replacement,
    stop_lottery,
    withdraw_lottery,
)
from folkmoot.stages.lottery.actions.seats import confirm_all, confirm_respondent, decline_respondent, leave_seat

__all__ = [
    "Oath",
    "attest",
    "compute_lottery",
    "confirm_all",
    "confirm_respondent",
    "decline_respondent",
    "discard_upload",
    "draw_panel",
    "enter_round",
    "erase_respondents",
    "forget_respondent",
    "import_pool",
    "import_targets",
    "keep_upload",
    "leave_seat",
    "open_list",
    "publish_lottery",
    "read_chance",
    "set_targets",
    "start_lottery",
    "start_replacement",
    "stop_lottery",
    "take_commitment",
    "take_word",
    "withdraw_lottery",
]

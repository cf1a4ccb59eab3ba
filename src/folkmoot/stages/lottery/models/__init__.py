"""What the lottery keeps: frames and invitations, pool and targets, lotteries and draws."""

from folkmoot.stages.lottery.models.invitations import Frame, Invitation, Wave
from folkmoot.stages.lottery.models.lotteries import Draw, Lottery, Reading
from folkmoot.stages.lottery.models.pool import PendingImport, PoolSecret, Respondent, TargetRow

__all__ = [
    "Draw",
    "Frame",
    "Invitation",
    "Lottery",
    "PendingImport",
    "PoolSecret",
    "Reading",
    "Respondent",
    "TargetRow",
    "Wave",
]

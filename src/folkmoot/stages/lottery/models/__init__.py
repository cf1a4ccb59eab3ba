"""What the lottery keeps: frames and invitations, pool and targets, lotteries and draws."""

from folkmoot.stages.lottery.models.chance import Attestation, ChancePart, PartyWord, Reading
from folkmoot.stages.lottery.models.invitations import Frame, Invitation, Wave
from folkmoot.stages.lottery.models.lotteries import Draw, Lottery
from folkmoot.stages.lottery.models.pool import PendingImport, PoolSecret, Respondent, TargetRow

__all__ = [
    "Attestation",
    "ChancePart",
    "Draw",
    "Frame",
    "Invitation",
    "Lottery",
    "PartyWord",
    "PendingImport",
    "PoolSecret",
    "Reading",
    "Respondent",
    "TargetRow",
    "Wave",
]

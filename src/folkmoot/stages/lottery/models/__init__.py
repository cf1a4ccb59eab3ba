"""What the lottery keeps: frames and invitations, registration, pool and targets, lotteries and draws."""

from folkmoot.stages.lottery.models.cleaning import CardReading, PoolDecision, TurnedAway
from folkmoot.stages.lottery.models.invitations import TEST_MARK, Frame, Invitation, Wave
from folkmoot.stages.lottery.models.lotteries import Draw, Lottery, Reading
from folkmoot.stages.lottery.models.pool import PendingImport, PoolSecret, Respondent, TargetRow
from folkmoot.stages.lottery.models.registrations import (
    AnswerSheet,
    GuardianConsent,
    Question,
    Registration,
    RespondentConsent,
)

__all__ = [
    "TEST_MARK",
    "AnswerSheet",
    "CardReading",
    "Draw",
    "Frame",
    "GuardianConsent",
    "Invitation",
    "Lottery",
    "PendingImport",
    "PoolDecision",
    "PoolSecret",
    "Question",
    "Reading",
    "Registration",
    "Respondent",
    "RespondentConsent",
    "TargetRow",
    "TurnedAway",
    "Wave",
]

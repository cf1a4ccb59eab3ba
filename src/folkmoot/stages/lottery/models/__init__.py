"""What the lottery keeps: frames and invitations, registration, pool and targets, lotteries and draws."""

from folkmoot.stages.lottery.models.alternates import AlternateList, CallUp
from folkmoot.stages.lottery.models.census import CensusRow
from folkmoot.stages.lottery.models.chance import Attestation, ChancePart, PartyWord, Reading
from folkmoot.stages.lottery.models.cleaning import Call, CardReading, PoolDecision, TurnedAway
from folkmoot.stages.lottery.models.invitations import TEST_MARK, Frame, Invitation, Wave
from folkmoot.stages.lottery.models.letters import LetterText
from folkmoot.stages.lottery.models.lotteries import Draw, Lottery
from folkmoot.stages.lottery.models.panels import PanelRow
from folkmoot.stages.lottery.models.pool import ListLayout, PendingImport, PoolSecret, Respondent, TargetRow
from folkmoot.stages.lottery.models.registrations import (
    AnswerSheet,
    GuardianConsent,
    Question,
    Registration,
    RespondentConsent,
)
from folkmoot.stages.lottery.models.rotation import TermRule, Turn

__all__ = [
    "TEST_MARK",
    "AlternateList",
    "AnswerSheet",
    "Attestation",
    "Call",
    "CallUp",
    "CardReading",
    "CensusRow",
    "ChancePart",
    "Draw",
    "Frame",
    "GuardianConsent",
    "Invitation",
    "LetterText",
    "ListLayout",
    "Lottery",
    "PanelRow",
    "PartyWord",
    "PendingImport",
    "PoolDecision",
    "PoolSecret",
    "Question",
    "Reading",
    "Registration",
    "Respondent",
    "RespondentConsent",
    "TargetRow",
    "TermRule",
    "Turn",
    "TurnedAway",
    "Wave",
]

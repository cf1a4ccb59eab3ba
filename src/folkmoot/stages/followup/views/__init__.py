"""Pages of follow-up: the promise board, replies, news, reminders (`promises`), what became of the words (`words`)."""

from folkmoot.stages.followup.views.promises import (
    assess,
    board,
    board_csv,
    debtors,
    owed,
    poster,
    recommendation,
    remind,
    reply,
)
from folkmoot.stages.followup.views.words import compare, words

__all__ = [
    "assess",
    "board",
    "board_csv",
    "compare",
    "debtors",
    "owed",
    "poster",
    "recommendation",
    "remind",
    "reply",
    "words",
]

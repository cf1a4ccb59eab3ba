"""Replies, news and comparisons (`promises`), what an office has on its desk before it replies
(`drafts`), who is told of it (`following`), and what was done for other promises (`deeds`).
"""

from folkmoot.stages.followup.models.deeds import Deed
from folkmoot.stages.followup.models.drafts import Drafter, DraftSheet, Release, ReplyDraft
from folkmoot.stages.followup.models.following import Follower, Pace
from folkmoot.stages.followup.models.promises import (
    Answer,
    Assessment,
    AssessorKind,
    Comparison,
    Progress,
    ReasonCode,
    Reply,
)

__all__ = [
    "Answer",
    "Assessment",
    "AssessorKind",
    "Comparison",
    "Deed",
    "DraftSheet",
    "Drafter",
    "Follower",
    "Pace",
    "Progress",
    "ReasonCode",
    "Release",
    "Reply",
    "ReplyDraft",
]

"""Replies, news and comparisons (`promises`), and what an office has on its desk before it replies (`drafts`)."""

from folkmoot.stages.followup.models.drafts import Drafter, DraftSheet, Release, ReplyDraft
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
    "DraftSheet",
    "Drafter",
    "Progress",
    "ReasonCode",
    "Release",
    "Reply",
    "ReplyDraft",
]

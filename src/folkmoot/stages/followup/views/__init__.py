"""Pages of follow-up: the promise board, replies, news, reminders (`promises`), what became of the words (`words`),
an office's desk with its drafts (`drafts`), promises besides replies (`deeds`), all promises of the site and what other
sites show (`echo`), and who is told (`following`).
"""

from folkmoot.stages.followup.views.deeds import keep, kept
from folkmoot.stages.followup.views.drafts import (
    draft,
    drafters,
    drafts,
    drafts_check,
    drafts_table,
    drafts_upload,
    release,
)
from folkmoot.stages.followup.views.echo import embed, every_promise, every_promise_csv, outcome, status
from folkmoot.stages.followup.views.following import follow, following, leave
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
    "draft",
    "drafters",
    "drafts",
    "drafts_check",
    "drafts_table",
    "drafts_upload",
    "embed",
    "every_promise",
    "every_promise_csv",
    "follow",
    "following",
    "keep",
    "kept",
    "leave",
    "outcome",
    "owed",
    "poster",
    "recommendation",
    "release",
    "remind",
    "reply",
    "status",
    "words",
]

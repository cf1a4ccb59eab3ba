"""Writes: reply, enter a signed letter, assess, remind (`promises`), judge what became of the words (`comparisons`),
draft, check and release replies together (`drafts`), tell those who follow (`following`), keep what was promised
besides (`deeds`).
"""

from folkmoot.stages.followup.actions.comparisons import compare_words
from folkmoot.stages.followup.actions.deeds import keep_promise
from folkmoot.stages.followup.actions.drafts import (
    cancel_release,
    check_draft,
    discard_sheet,
    import_drafts,
    keep_sheet,
    name_drafter,
    release_drafts,
    release_due,
    remove_drafter,
    write_draft,
)
from folkmoot.stages.followup.actions.following import (
    change_pace,
    confirm,
    follow,
    follow_for_members,
    forget_follower,
    leave,
    tell_followers,
)
from folkmoot.stages.followup.actions.promises import assess, enter_letter, give_reply, remind

__all__ = [
    "assess",
    "cancel_release",
    "change_pace",
    "check_draft",
    "compare_words",
    "confirm",
    "discard_sheet",
    "enter_letter",
    "follow",
    "follow_for_members",
    "forget_follower",
    "give_reply",
    "import_drafts",
    "keep_promise",
    "keep_sheet",
    "leave",
    "name_drafter",
    "release_drafts",
    "release_due",
    "remind",
    "remove_drafter",
    "tell_followers",
    "write_draft",
]

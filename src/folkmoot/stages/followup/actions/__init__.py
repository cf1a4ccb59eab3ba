"""Writes: reply, enter a signed letter, assess, remind (`promises`), judge what became of the words (`comparisons`)."""

from folkmoot.stages.followup.actions.comparisons import compare_words
from folkmoot.stages.followup.actions.promises import assess, enter_letter, give_reply, remind

__all__ = ["assess", "compare_words", "enter_letter", "give_reply", "remind"]

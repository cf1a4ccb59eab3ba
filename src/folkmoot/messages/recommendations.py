"""Sentences for the faults around the report and its hand-over."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "nothing_counted": _("No ballot has been counted yet. The report begins with what the members decided."),
    "texts_without_result": _(
        "The report cannot be handed over yet: texts {numbers} have no counted vote. Vote on them first, "
        "or none of the members' work on them would be seen."
    ),
    "already_handed_over": _(
        "The report of “{assembly}” was handed over. It stays as it is; replies and news have their own place."
    ),
    "foreword_missing": _("The report has no foreword yet. Members open it in their own words; write it first."),
    "hand_over_in_future": _(
        "The day of the hand-over is still to come. Enter it on the day itself: the clock of the replies "
        "starts with it."
    ),
    "hand_over_before_ballot": _("The last count was on {on}. The report cannot have been handed over before it."),
    "minority_may_still_speak": _(
        "The report waits for those who think differently: members may file minority statements until {until}. Hand it "
        "over after that."
    ),
    "not_a_sitting_member": _("{pseudonym} does not hold a seat now, and only members sign off the report."),
    "already_signed_off": _("{pseudonym} has signed off this report already."),
    "report_changed": _("The report changed while you were reading. Read it again, then sign it off."),
}

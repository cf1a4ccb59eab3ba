"""Sentences for the faults around replies and news."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "not_handed_over": _(
        "The report of “{assembly}” was not handed over yet, so no reply is owed. Come back after it."
    ),
    "recommendation_unknown": _("There is no recommendation {number} here. Look it up on the promise board."),
    "evidence_missing": _("This answer is not complete. Still needed: {missing}."),
    "date_not_ahead": _("The day until which you defer must lie ahead. Choose a later day or another answer."),
    "link_not_web": _("A link must begin with http:// or https://. Leave it out if the evidence is not on the web."),
    "not_your_reply": _("Only the person who holds the office “{office}” can reply for it."),
    "letter_missing": _("Name the signed letter that this reply stands in: its date and where it is kept."),
    "not_your_assessment": _("Your role here does not let you speak as this assessor. Ask the organiser to enter it."),
    "assessor_missing": _(
        "Say who judges, what the word means to them, and as of which day: without these three, nobody can compare."
    ),
    "nothing_owed": _("“{office}” owes no reply now. There is nothing to remind of."),
    "no_address": _("There is no e-mail address for “{office}”. Call or write to the office instead."),
    "reminded_today": _("“{office}” was reminded less than a day ago. Wait until tomorrow."),
    "act_missing": _(
        "Say what was adopted: its name, its words, and the day, which must have come. Without them nobody can check."
    ),
    "verdicts_missing": _("These clauses have no verdict yet: {clauses}. Judge each clause of the recommendation."),
    "place_missing": _(
        "For these clauses nothing was found in the adopted text: {clauses}. Say in a note where it stands, or judge "
        "“dropped”."
    ),
    "nothing_to_compare": _("Recommendation {number} has no words to compare. Look at its text."),
}

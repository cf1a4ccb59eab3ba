"""Sentences for the faults around replies and news."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "no_such_promise": _("The contract holds no promise called {duty}. Choose one from the list."),
    "day_is_not_plausible": _("Enter a day between the hand-over and today."),
    "nothing_said": _("Write what was done."),
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
    "not_your_office": _("You do not write replies for “{office}”. Ask the organiser to name you."),
    "already_replied": _("“{number}” has its reply, or none is owed. A new reply is given on its own page."),
    "draft_incomplete": _("The draft to recommendation {number} is not complete. Still needed: {missing}."),
    "own_draft": _("You wrote the draft to recommendation {number} yourself. Let somebody else check it."),
    "drafter_unknown": _(
        "{email} does not write for this office. Use the address of somebody who does, or leave it empty."
    ),
    "nothing_to_release": _("No draft is ready. Complete and check some, then come back."),
    "release_not_ahead": _("Choose a moment that lies ahead, or release them now."),
    "recommendation_repeated": _("Recommendation {number} stands in row {first} already. Keep one of the two rows."),
    "recommendation_not_owed": _(
        "“{number}” is no recommendation to which a reply is still owed. Correct the number, or leave the row empty."
    ),
    "word_not_known": _("“{value}” is none of: {words}."),
    "day_not_read": _("“{value}” is no day ahead. Write it like 2027-03-01."),
    "cell_too_large": _("The cell has more than {limit} characters. Shorten it."),
    "nothing_filled_in": _("Nothing is filled in. Write into the columns from “answer” on, and choose the file again."),
    "draft_columns_missing": _(
        "The table needs a column “number” and at least one to fill in. The columns are: {columns}. Take the table "
        "along from here and fill that one in."
    ),
    "sheet_too_large": _(
        "The file has more than {limit} megabytes. Take the table along from here and fill that one in."
    ),
    "sheet_gone": _("The file that you looked at is not here any more. Choose it again."),
    "many_ask": _("Very many have asked within the hour. Try again in an hour, or sign in: then no letter is needed."),
}

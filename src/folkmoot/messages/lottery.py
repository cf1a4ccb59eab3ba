"""Sentences for the faults of the lottery."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "assembly_not_open_yet": _(
        "“{title}” is not public yet. Open it first: from the first computation on, everybody can see what a lottery "
        "was computed from."
    ),
    "round_too_soon": _(
        "Announce the beacon's round at least {minutes} minutes before it appears, so that everybody can see the "
        "panels first. Choose a later moment."
    ),
    "beacon_not_installed": _(
        "This site cannot check the beacon's signature. Ask whoever runs it to install folkmoot[beacon], or choose "
        "another source of chance."
    ),
    "parties_too_few": _("Name at least two parties, each once, one a line."),
    "party_times_disordered": _(
        "First everybody commits, then everybody reveals, and both before the beacon's round. Put the moments in this "
        "order, all of them in the future."
    ),
    "targets_not_set": _("There are no targets yet. Set them first: they say which columns of the pool matter."),
    "pool_not_imported": _("Nobody is in the pool yet. Import the people who said yes, then try again."),
    "pool_lacks_values": _(
        "{people} people in the pool have no value in “{category}”, or one without a target. Import the pool again, or "
        "add the missing target."
    ),
    "pool_closed": _(
        "The pool is closed: a lottery was drawn from it. Everybody who sits, also as a replacement, must come from "
        "the same pool, so nobody can be added now."
    ),
    "lottery_waits_for_draw": _(
        "Lottery {number} is published and waits for its draw; what it rests on cannot change now. Draw it, or "
        "withdraw it with a public reason."
    ),
    "lottery_runs": _("Lottery {number} is being computed. Wait for it, or stop it first."),
    "lottery_not_found": _("Lottery {number} is not waiting to be published. Reload the page to see where it stands."),
    "lottery_inputs_changed": _(
        "The pool or the targets have changed since lottery {number} was computed. Compute a new one, then publish "
        "that."
    ),
    "lottery_not_published": _("Lottery {number} is not waiting for its draw. Reload the page to see where it stands."),
    "balls_malformed": _("Type the digits on the balls, in the order in which they were drawn, and nothing else."),
    "balls_differ": _(
        "Your digits are not the ones that the other person typed. Nothing was drawn. Look at the balls together, then "
        "whoever misread them types them again."
    ),
    "second_person_needed": _("Two different people must read the balls. Ask a second one to type the digits."),
    "upload_missing": _("This file is no longer waiting. Choose it again; nothing was changed."),
    "upload_too_large": _(
        "This file has more than {limit} megabytes. Leave out columns that are not needed, then try again."
    ),
    "seats_all_taken": _("No seat is vacant, so there is nobody to replace."),
    "first_draw_missing": _("Nothing was drawn yet. Draw the first panel before you replace anybody."),
    "first_draw_done": _("The first panel was drawn. Fill vacant seats by a replacement draw."),
    "not_waiting_for_answer": _("{pseudonym} is not waiting for an answer. Reload the list to see the latest."),
    "respondent_not_sitting": _("{pseudonym} holds no seat now. Reload the list to see the latest."),
    "wording_missing": _("Say why, in a sentence."),
    "cell_too_long": _("Row {row} has more than {limit} characters in the column “{column}”. Shorten it."),
    "computing_stopped": _("Somebody stopped this computation. Nothing was changed."),
    "registration_closed": _(
        "Registration is closed, so this answer cannot be taken. What was registered before stands. If something must "
        "change, telephone the number on the letter."
    ),
    "registration_not_ready": _("Registration cannot open yet. Still missing: {what}."),
    "registration_not_open": _("Registration does not stand where you thought. Reload the page to see its state."),
    "code_unknown": _(
        "No invitation has this code. Look at the letter again: the code has 13 characters in three groups. Or "
        "telephone the number on the letter."
    ),
    "household_full": _(
        "{limit} people have answered with this code already. If more of you live there, telephone the number on the "
        "letter."
    ),
    "already_answered": _("This invitation is answered already. Open that answer to change it."),
    "answers_missing": _("{count} questions are not answered yet. Answer them, then send it again."),
    "consent_needed": _(
        "We may only keep these answers if you allow it. Tick the first box, or leave the page: then nothing is kept."
    ),
    "cannot_take_part": _("By these answers the person cannot take part. Nothing was kept but the count."),
    "status_cannot_change": _(
        "{pseudonym} cannot go from “{before}” to “{after}”. Nothing was changed. Reload the list to see the latest."
    ),
    "guardian_consent_missing": _(
        "{pseudonym} is a minor. Enter the consent of a parent or guardian first, then confirm the seat."
    ),
    "second_clerk_needed": _("You have read this card already. A second person must read it without looking at yours."),
    "question_not_found": _("This question is gone. Reload the list to see the latest."),
    "question_needs_options": _("Write at least two answers to choose from, one a line."),
    "decision_gone": _("This decision was taken back already. Reload the page to see the latest."),
    "source_unknown": _("Nobody in the pool came from “{source}”. Reload the list to see the latest."),
}

WORDS: dict[str, str] = {
    "the-targets": _("the targets"),
    "the-last-day": _("the last day for answers"),
    "the-phone-number": _("the telephone number for questions"),
    "invited": _("invited"),
    "test": _("test"),
    "pool": _("in the pool"),
    "selected": _("drawn"),
    "substitute": _("substitute"),
    "confirmed": _("said yes"),
    "declined": _("said no"),
    "withdrawn": _("left"),
    "removed": _("removed"),
    "deleted": _("erased"),
}

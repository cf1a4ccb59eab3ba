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
    "balls_malformed": _("Type what you see, digit by digit, in the order drawn or thrown, and nothing else."),
    "balls_differ": _(
        "Your digits are not the ones that the other person typed. Nothing was drawn. Look again together, then "
        "whoever misread types them again."
    ),
    "second_person_needed": _("Two different people must read what shows. Ask a second one to type it."),
    "part_not_owed": _(
        "This part of the chance is settled, or was never declared. Reload the page to see what is owed."
    ),
    "part_too_late": _(
        "The beacon's round can be known by now, so nothing else may enter any more: it could be chosen to fit. "
        "Withdraw this lottery with a public reason, and publish it again."
    ),
    "round_is_another": _(
        "This is round {found}; round {declared} was announced. Paste that one. Only if it never appeared, tick that a "
        "later round stands in for it."
    ),
    "commitment_malformed": _("A commitment is 64 digits of 0-9 and a-f. Copy it as the party gave it."),
    "party_has_committed": _("{party} has committed already, and a commitment is never changed."),
    "party_has_not_committed": _("{party} has not committed to anything, so nothing can be revealed."),
    "word_too_early": _(
        "{party} may reveal once everybody has committed, or the time for it is over. Wait until then."
    ),
    "word_too_late": _("The time for {party} is over, or the word is there already. Nothing was changed."),
    "objection_stands": _("A witness objects. Nothing is drawn until she takes it back, or the lottery is withdrawn."),
    "chance_incomplete": _("Chance is not complete yet. Look at what is still owed."),
    "upload_missing": _("This file is no longer waiting. Choose it again; nothing was changed."),
    "upload_too_large": _(
        "This file has more than {limit} megabytes. Leave out columns that are not needed, then try again."
    ),
    "seats_all_taken": _("No seat is vacant, so there is nobody to replace."),
    "first_draw_missing": _("Nothing was drawn yet. Draw the first panel before you replace anybody."),
    "first_draw_done": _("The first panel was drawn. Fill vacant seats by a replacement draw."),
    "not_waiting_for_answer": _("{pseudonym} is not waiting for an answer. Reload the list to see the latest."),
    "respondent_not_sitting": _("{pseudonym} holds no seat now. Reload the list to see the latest."),
    "characters_not_printable": _(
        "These characters cannot be printed, because no font here has them: {characters}. Nothing was saved. Write the "
        "text without them."
    ),
    "letter_not_written": _(
        "Write the letter in the assembly's own language ({language}) first: everybody whose language has no letter "
        "gets that one."
    ),
    "letters_mixed": _(
        "Letters of a test and real ones stand together in this wave. Nothing was printed. Ask whoever runs the site "
        "to look at the database."
    ),
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
    "pack_erased": _(
        "The pool of lottery {number} has been erased, as the data rules say, so nobody can open it any more. The "
        "public files stay, and a pack that was taken before still checks against them."
    ),
    "own_code_unknown": _(
        "Nobody in this pool is known under this code or reference. Look at it again, letter by letter. Who has not "
        "sent her answers is in no pool. Or telephone the number on the letter."
    ),
    "code_of_several": _(
        "Several people of your household answered with this code. Type your own reference instead: it begins with R. "
        "If you no longer have it, telephone the number on the letter."
    ),
    "too_many_tries": _("Too many codes were tried from here. Nothing is lost. Wait ten minutes, then try again."),
    "too_many_look_ups": _(
        "You have looked up {limit} letters within an hour. Nothing is lost. Go on in an hour, or ask somebody else "
        "of the team."
    ),
    "reference_unknown": _(
        "No registration has this reference. It begins with R and has 13 more characters. Or telephone the number on "
        "the letter."
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
    "wave_not_drawn": _("Wave {wave} has no letters: it is not drawn yet, or it was withdrawn. Nothing was changed."),
    "letter_unknown": _(
        "Line {line}: no letter of this wave is called {reference}. Look at the foot of the letter again."
    ),
    "callee_unknown": _(
        "Row {row}, column {column}: {pseudonym} does not wait for a call. Perhaps she has answered meanwhile: take "
        "the table anew, or empty the outcome in this row."
    ),
    "callee_repeated": _("Row {row}, column {column}: {pseudonym} stands already in row {first}. Keep one of the two."),
    "outcome_unknown": _("Row {row}, column {column}: {value} is none of these words: {words}. Write one of them."),
    "nothing_entered": _(
        "No row has anything in the column {column}. Fill in what came of the calls, then choose it again."
    ),
    "second_clerk_needed": _("You have read this card already. A second person must read it without looking at yours."),
    "question_not_found": _("This question is gone. Reload the list to see the latest."),
    "question_needs_options": _("Write at least two answers to choose from, one a line."),
    "decision_gone": _("This decision was taken back already. Reload the page to see the latest."),
    "alternates_outdated": _(
        "The members or the pool have changed since alternates {number} were found, or they are kept already. Find "
        "them again, then keep those."
    ),
    "nobody_stands_by": _(
        "No seat is vacant, or nobody who stands by fits one. Fill the seats by a further draw instead."
    ),
    "panels_settled": _("Panels were drawn already, so which panels there are cannot change any more."),
    "panels_miss_seats": _(
        "The panels that sit have {found} seats together; the body has {seats}. Make these numbers equal."
    ),
    "frame_not_chosen": _(
        "Some rows say where their people come from and others do not. Choose a frame in every row, and one panel is "
        "filled from all of them; or in none, and each row is a panel of its own."
    ),
    "frames_do_not_wait": _(
        "Where several frames fill one panel, all its people sit. Find alternates after the draw instead."
    ),
    "frame_chosen_twice": _("“{name}”: another row comes from the same frame. Put the two into one row."),
    "frame_gone": _("“{name}”: there is no such frame any more. Choose one of the list."),
    "panels_not_sealable": _("Several panels at once are published open. Choose open panels."),
    "own_target_unreadable": _(
        "Line {line}, “{text}”, is no target. Write category, value and range, such as “age: 16-25 = 67-200”."
    ),
    "terms_not_set": _("Say first how the seats are renewed; everybody reads it. Then prepare the turn."),
    "nobody_sits": _("Nobody sits yet, so nobody can leave. Draw and seat the first members."),
    "nobody_leaves_by_lot": _("At this turn the rule alone says who leaves. There is nothing for chance to decide."),
    "leavers_drawn": _(
        "Chance has decided in lottery {number} who leaves at this turn. A draw is held once. Make the turn."
    ),
    "leavers_not_drawn": _(
        "{people} of those who began together leave, and chance has not said who. Hold that draw first."
    ),
    "answers_still_owed": _(
        "{people} people who were drawn have not answered. Enter their yes or no first; nothing was changed."
    ),
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
    "served": _("has served"),
    "declined": _("said no"),
    "withdrawn": _("left"),
    "removed": _("removed"),
    "deleted": _("erased"),
}

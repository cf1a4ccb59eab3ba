"""Sentences for the faults of ballots."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "nothing_frozen": _("There is nothing to vote on in “{title}”. Freeze the texts first, then choose one or more."),
    "text_not_frozen": _("These texts are not frozen: {numbers}. Only frozen texts can be voted on."),
    "presence_unknown": _("First close the attendance list of “{title}”: only members who are present vote."),
    "nobody_present": _("Nobody is ticked as present at “{title}”, so nobody can vote there."),
    "another_ballot_open": _("Ballot {number} is still open. Close it or call it off, then open the next one."),
    "ballot_not_open": _("Ballot {number} takes no votes any more. Its page says what became of it."),
    "cards_in_use": _("Cards of ballot {number} are in use, or it has none. If they cannot be trusted, call it off."),
    "card_unknown": _("This ballot has no card with that code. Compare it with your card, letter by letter."),
    "card_used": _(
        "This card has been used. If it was you, a moment ago: your vote is in the box and counts once. "
        "If it was not you, tell the organiser now, before the ballot is closed."
    ),
    "card_handed_in": _("This card was handed in for a paper ballot. Vote with the paper ballot."),
    "choice_unknown": _("Text {number} or the choice for it is not on this ballot. Start again with your card."),
    "receipt_unusable": _("Your receipt could not be used. Nothing was cast: start again with your card."),
    "more_ballots_than_present": _(
        "{device} votes on devices and {paper} on paper are more than the {present} members present. "
        "One electorate, one vote each: find out what was counted twice before you go on."
    ),
    "paper_without_cards": _(
        "There are {papers} paper ballots but only {cards} cards were handed in for them. "
        "While others vote on devices, every paper ballot needs the card of its voter, or somebody could vote twice."
    ),
    "paper_sum_wrong": _("The numbers for text {number} add up to {found}; there are {papers} papers. Count again."),
    "paper_count_incomplete": _("Every text of the ballot needs its numbers, and no other. Look at: {numbers}."),
    "two_counters_already": _("Two people count the paper of ballot {number} already. Ask one of them to count again."),
    "second_counter_missing": _("Only one person has counted the paper of ballot {number}. Now a second one counts."),
    "counters_disagree": _(
        "The two counts of the paper ballots differ. Texts: {numbers}. One of the two counts again, then close."
    ),
    "nobody_has_voted": _("Ballot {number} is empty. Wait for votes, or call it off."),
    "threshold_changed": _(
        "Version {version} of the contract came into force while this ballot was open, with another threshold. "
        "Call the ballot off and open it again under the new one."
    ),
    "cancellation_needs_cause": _("Write why the ballot is called off. Everybody may read it."),
    "already_handed_over": _(
        "The report was handed over, and replies are owed to exactly those words. Put new questions to a new assembly."
    ),
    "statements_closed": _("Ballot {number} takes no statements now: their time is from the count to the deadline."),
    "statement_empty": _("Write what the minority wants to say."),
    "statement_too_long": _("The statement has {found} letters; there is room for {most}. Say it shorter."),
}

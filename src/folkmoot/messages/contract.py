"""Sentences for the faults around the contract of power."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "contract_not_published": _(
        "The contract of power of “{assembly}” is not signed and published yet. Until it is, nobody can be invited or "
        "drawn: people must know what their work will change before they are asked."
    ),
    "no_commissioner": _("Nobody is named who commissions this assembly. Name at least one office, then offer again."),
    "commissioner_known": _("The office “{office}” is named already. Choose another short name for this one."),
    "commissioner_named_in_contract": _(
        "“{office}” stands in a contract that was offered for signature and cannot be removed. Amend the contract."
    ),
    "contract_frozen": _(
        "Version {version} was offered for signature and can no longer be edited. "
        "After publication, start an amendment."
    ),
    "not_offered": _("Version {version} is not waiting for signatures now. Reload the page to see where it stands."),
    "not_your_signature": _("Only the person who holds the office “{office}” can sign for it."),
    "already_signed": _("“{office}” has already signed this version."),
    "signatures_missing": _("The contract cannot be published yet. Signatures are missing from: {offices}."),
    "version_pending": _("Version {version} is not published yet. Finish it before you start another."),
    "contract_is_open": _("The contract cannot be offered yet. {open}"),
    "nothing_changed": _("Nothing is different from what stands there. Change something, then propose it."),
    "change_decided": _("This change was decided already. Reload the page to see how."),
    "proposals_wait": _("{number} proposed changes wait for a decision. Accept or decline each, then offer."),
    "holder_is_the_same": _("{name} holds the office already. Enter who comes after."),
    "succession_in_future": _("That day has not come yet. Enter a new holder on the day she begins, or later."),
    "not_a_member_here": _("Nobody who sits here is called {pseudonym}. Check the spelling on the list of members."),
    "already_read": _("{pseudonym} has confirmed this version already."),
    "clause_is_unknown": _("A contract has a clause “{clause}” that this version does not know."),
    "clause_is_unreadable": _("The clause “{clause}” of a contract holds something that it cannot hold."),
    "reason_missing": _("A change of a published contract needs a reason. Write one that everybody may read."),
}

# What a draft leaves open: code → what is open, and how that went elsewhere, with its source.
GAPS: dict[str, tuple[str, str]] = {
    "question_missing": (_("The question to the assembly is not written."), ""),
    "on_disagreement_missing": (_("It does not say what happens when you disagree."), ""),
    "reply_form_missing": (_("It does not say in which form you reply."), ""),
    "publicity_missing": (_("It does not say what is public."), ""),
    "data_rules_missing": (_("It does not say how personal data is treated."), ""),
    "breach_missing": (_("It does not say what everybody sees if you break the promise."), ""),
    "calendar_unsaid": (
        _("It names no date of the decision besides the last one."),
        "",
    ),
    "scope_unsaid": (
        _("It says neither what may be worked on nor what is off the table."),
        _(
            "The themes of the Conference on the Future of Europe were too broad and its purpose ambiguous, found the "
            "High-Level Advisory Group (2022). Copenhagen's Lynetteholm assembly was told what it could not undo."
        ),
    ),
    "constraints_unsaid": (
        _("It names no law, budget or competence that binds you."),
        _(
            "Of 571 proposals in Spanish towns, what they cost and which policy they challenged decided most about "
            "their fate (Font and others, 2018). Members should know both from the start."
        ),
    ),
    "constraint_without_source": (
        _("It names a constraint without saying where it is written."),
        _("A constraint that nobody can look up is taken for an excuse."),
    ),
    "routes_unsaid": (
        _("It does not say which way a recommendation takes."),
        _(
            "The French convention was promised three: regulation, parliament, referendum. It had to vote on the "
            "referendum apart from the substance: 63, 76 and 85 % (LCI, June 2020)."
        ),
    ),
    "route_chooser_unsaid": (
        _("It opens several ways and does not say who chooses."),
        _(
            "Brussels: parliament's first topic was set by a majority and seen as serving the government (La Libre, "
            "2021). Who chooses is power."
        ),
    ),
    "carve_outs_unsaid": (
        _("It does not say how many recommendations you may except."),
        _(
            "France: “without a filter” in April 2019; three proposals refused on 29 June 2020, more by ministers "
            "afterwards (Libération, December 2020). No exception had been declared."
        ),
    ),
    "output_unsaid": (
        _("It does not say in which form you take recommendations."),
        _(
            "France: after the promise a minister added that proposals must be clear, precise and operational "
            "(National Assembly). A condition that comes later is a filter."
        ),
    ),
    "legal_help_unsaid": (
        _("It asks for legal text and does not say who helps to write it."),
        _("The French convention had a committee of jurists for it."),
    ),
    "minority_unsaid": (
        _("It does not say what a minority may say."),
        _(
            "The French convention on the end of life: 75.6 % for assisted dying, but about 89 % for a report that "
            "also said what the minority held."
        ),
    ),
    "reply_not_to_each": (
        _("A reply to the report as a whole is enough."),
        _("Climate Assembly UK: a reply point by point was refused (BEIS Committee, HC 546)."),
    ),
    "no_reasons_owed": (
        _("No reasons are owed where the reply is no."),
        _("Ostbelgien's decree and the Brussels climate assembly ask for reasons to every refusal."),
    ),
    "reply_after_a_year": (
        _("The reply may come after more than a year."),
        _("Climate Assembly UK: report 10 September 2020, answer 9 September 2021 (BEIS Committee, HC 546)."),
    ),
    "no_public_session": (
        _("You meet the members in no public session."),
        _("Ostbelgien's decree has two: one to hear the recommendations, one to discuss the written opinion."),
    ),
    "no_report_dates": (
        _("No date of a progress report is promised."),
        _(
            "French convention: the government counted 75 done and 71 under way of 146; Reporterre counted 10 % kept, "
            "37 % changed, 53 % dropped of 149. Without dates and definitions both can be said."
        ),
    ),
    "no_follow_up_body": (
        _("Nobody is named who follows it up."),
        _("In at least one assembly a civil servant first saw the task when the recommendations landed (KNOCA)."),
    ),
    "no_rating_round": (
        _("Members have no right to rate your answers."),
        _(
            "The French convention had it in its mandate: in February 2021 the members rated the answers, and 6 of 47 "
            "objectives reached the pass mark (France Info)."
        ),
    ),
    "successors_not_bound": (
        _("A new holder of an office is not bound."),
        _(
            "Agora Brussels: its elected member left the movement in May 2023 (Sudinfo). Climate Assembly UK was asked "
            "in June 2019 and answered in September 2021: offices change in between."
        ),
    ),
    "payment_unsaid": (
        _("It does not say what members are paid."),
        _("Brussels: to a follow-up meeting came 9 of 45 citizens, and 7 stayed to its end (Sudinfo, 2023)."),
    ),
    "independence_unsaid": (
        _("It does not say who runs the assembly at arm's length."),
        _(
            "Ireland 2018: one recruiter had found seven replacement members among friends. Opponents used it against "
            "results in which none of them had a part (RTÉ, Irish Times)."
        ),
    ),
}

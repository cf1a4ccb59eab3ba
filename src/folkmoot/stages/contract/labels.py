"""What clauses, their fields and the words of their lists are called on screen and on paper."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.core.contract.mandate import Chooser, Influence, Limit, OutputForm, Route
from folkmoot.core.contract.spans import Unit
from folkmoot.core.tally.rules import Base

Label = str | Promise

# How far each level goes, as the promise is read.
INFLUENCE_LABELS: dict[Influence, Label] = {
    Influence.INFORM: _("Inform: we tell you what is going on"),
    Influence.CONSULT: _("Consult: we listen, and say how your views changed the decision"),
    Influence.INVOLVE: _("Involve: your concerns are worked into the options, and you see where"),
    Influence.COLLABORATE: _("Collaborate: we write the decision together and follow your advice as far as we can"),
    Influence.EMPOWER: _("Empower: you decide, we carry it out"),
}
BASE_LABELS: dict[Base, Label] = {
    Base.VALID: _("of yes and no votes"),
    Base.CAST: _("of all ballots cast"),
    Base.PRESENT: _("of members present"),
    Base.ELIGIBLE: _("of all members"),
}
ROUTE_LABELS: dict[Route, Label] = {
    Route.REGULATION: _("Regulation: the executive enacts it"),
    Route.LEGISLATION: _("Legislation: parliament or council votes on it"),
    Route.REFERENDUM: _("Referendum: everybody votes on it"),
    Route.BUDGET: _("Budget: it is paid for"),
    Route.ADVICE: _("Advice: it is passed on to others in the assembly's name"),
}
CHOOSER_LABELS: dict[Chooser, Label] = {
    Chooser.UNSAID: _("Not said yet"),
    Chooser.ASSEMBLY: _("The assembly, by a vote of its own on the route"),
    Chooser.OFFICES: _("The offices that sign"),
    Chooser.BY_LAW: _("The law: there is only one way"),
}
OUTPUT_LABELS: dict[OutputForm, Label] = {
    OutputForm.UNSAID: _("Not said yet"),
    OutputForm.PLAIN: _("Plain words are enough"),
    OutputForm.MEASURES: _("Measures: who should do what by when"),
    OutputForm.LEGAL_TEXT: _("Legal text"),
}
LIMIT_LABELS: dict[Limit, Label] = {
    Limit.BUDGET: _("Budget"),
    Limit.LAW: _("Law"),
    Limit.COMPETENCE: _("Competence"),
    Limit.OTHER: _("Something else"),
}
UNIT_LABELS: dict[Unit, Label] = {Unit.DAYS: _("days"), Unit.MONTHS: _("months")}

CHOICES: dict[type[Enum], Mapping[Any, Label]] = {
    Influence: INFLUENCE_LABELS,
    Base: BASE_LABELS,
    Route: ROUTE_LABELS,
    Chooser: CHOOSER_LABELS,
    OutputForm: OUTPUT_LABELS,
    Limit: LIMIT_LABELS,
    Unit: UNIT_LABELS,
}

CLAUSE_TITLES: dict[str, Label] = {
    "question": _("The question"),
    "calendar": _("The decision's calendar"),
    "influence": _("Level of influence"),
    "on_disagreement": _("If we disagree"),
    "scope": _("In scope, off the table, decided already"),
    "constraints": _("What binds us"),
    "routes": _("Routes"),
    "carve_outs": _("Exceptions from the promise"),
    "output": _("What a recommendation looks like"),
    "threshold": _("What a recommendation needs"),
    "reply": _("Replies"),
    "sessions": _("Public sessions"),
    "follow_up": _("Follow-up"),
    "reaction": _("The members' right to react"),
    "publicity": _("What is public"),
    "data_rules": _("Personal data"),
    "payment": _("Payment and help"),
    "independence": _("Independence"),
    "succession": _("Whoever comes after us"),
    "breach": _("If we break this promise"),
}

# Field → its question and its hint. Fields of rows stand below their list: `sessions.held.what`.
FIELDS: dict[str, tuple[Label, Label]] = {
    "question.words": (
        _("The question to the assembly"),
        _("Neutral and in plain words. It will stand in large type on every page."),
    ),
    "calendar.milestones": (_("Dates of the decision"), _("For example: first reading, vote, entry into force.")),
    "calendar.milestones.on": (_("Day"), ""),
    "calendar.milestones.what": (_("What happens"), ""),
    "influence.level": (_("How much the assembly's word counts"), ""),
    "influence.items": (
        _("Items with a level of their own"),
        _("Where the promise goes further, or less far, than for the rest."),
    ),
    "influence.items.item": (_("Item"), ""),
    "influence.items.level": (_("Level"), ""),
    "influence.items.on_disagreement": (_("What happens if we disagree on it"), ""),
    "on_disagreement.words": (_("What happens when we disagree with a recommendation"), ""),
    "scope.in_scope": (_("What may be worked on"), _("One item a line.")),
    "scope.off_the_table": (_("What is off the table"), _("One item a line. Leave it empty if nothing is.")),
    "scope.already_decided": (_("What is decided already"), _("One item a line. Leave it empty if nothing is.")),
    "constraints.named": (
        _("What binds those who decide"),
        _("Money, law and competence, with the place where each is written."),
    ),
    "constraints.named.limit": (_("Kind"), ""),
    "constraints.named.what": (_("What it says"), ""),
    "constraints.named.source": (_("Where it is written"), ""),
    "routes.open_to": (_("Ways that stand open to a recommendation"), ""),
    "routes.open_to.route": (_("Route"), ""),
    "routes.open_to.what": (_("For what"), ""),
    "routes.chosen_by": (_("Who chooses the route"), ""),
    "carve_outs.declared": (
        _("Exceptions that we declare now"),
        _("What we will not carry out even if it is recommended. One item a line. Leave it empty if there are none."),
    ),
    "carve_outs.at_most": (
        _("How many recommendations we may except later"),
        _("A number, 0 for none. Left empty, this page will say that nothing was promised about it."),
    ),
    "output.form": (_("In which form we take recommendations"), ""),
    "output.words": (_("What that means"), _("For example: clear enough to act on; one page at most.")),
    "output.help": (_("Who helps members to bring them into this form"), ""),
    "threshold.numerator": (_("A recommendation needs (share, upper number)"), ""),
    "threshold.denominator": (_("… of (share, lower number)"), ""),
    "threshold.of": (_("The share is taken"), ""),
    "threshold.strict": (_("More than this share is needed; exactly this share is not enough"), ""),
    "threshold.blanks_count": (_("Blank and spoilt papers count as ballots cast"), ""),
    "threshold.minority": (_("What a minority may say beside the result"), ""),
    "reply.within": (
        _("Time to reply after the hand-over"),
        _("The clock counts it in public; nobody can stop it."),
    ),
    "reply.each": (_("To each recommendation by itself"), ""),
    "reply.reasons": (_("With reasons wherever the reply is no"), ""),
    "reply.form": (
        _("In which form we reply"),
        _("For example: in writing, to each recommendation, in a public meeting with the members."),
    ),
    "sessions.held": (_("Public sessions with the members"), _("Each becomes a duty of every office, with its day.")),
    "sessions.held.after": (_("At the latest after the hand-over"), ""),
    "sessions.held.what": (_("What happens in it"), ""),
    "follow_up.months": (
        _("Progress reports, months after the hand-over"),
        _("Numbers with commas: 3, 6, 12, 24. Each becomes a duty of every office, with its day."),
    ),
    "follow_up.body": (_("Who prepares and checks them"), _("A body or person by name. It should know now.")),
    "follow_up.budget": (_("With what money"), ""),
    "reaction.rating_within": (
        _("Members rate the answers, at the latest after the hand-over"),
        _("Leave it empty if they have no such right."),
    ),
    "reaction.words": (_("What members may do with the answers besides"), ""),
    "publicity.words": (_("What is public and when"), ""),
    "data_rules.words": (_("How personal data is treated"), ""),
    "payment.words": (
        _("What members are paid, and which help they get"),
        _("Also for preparation and for follow-up meetings."),
    ),
    "independence.words": (_("Who runs the assembly, and who may change what"), ""),
    "succession.binds": (_("A new holder of an office takes over its promise and its clock"), ""),
    "succession.words": (_("What that means"), ""),
    "breach.words": (_("What everybody sees if we break this promise"), ""),
}

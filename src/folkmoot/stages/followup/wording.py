"""How follow-up's vocabulary is said."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.stages.followup.desk import DraftState
from folkmoot.stages.followup.models import Answer, AssessorKind, Pace, Progress, ReasonCode
from folkmoot.stages.followup.queries import CellState

ANSWERS: dict[str, Promise] = {
    Answer.ACCEPT: _("Accepted"),
    Answer.ACCEPT_IN_PART: _("Accepted in part"),
    Answer.ACCEPT_ALTERED: _("Accepted, altered"),
    Answer.EXISTS_ALREADY: _("Exists already"),
    Answer.DEFER: _("Deferred"),
    Answer.PASS_ON: _("Passed on"),
    Answer.REJECT: _("Rejected"),
}
# The same with what the clock says where there is no answer.
FATES: dict[str, Promise] = ANSWERS | {
    CellState.WAITING: _("Still to come"),
    CellState.SILENT: _("No answer though promised"),
}
# The same as a commissioner is asked.
CHOICES: dict[str, Promise] = {
    Answer.ACCEPT: _("Yes, we accept it as it stands"),
    Answer.ACCEPT_IN_PART: _("Yes in part: we say which part"),
    Answer.ACCEPT_ALTERED: _("Yes, with other words: we write them"),
    Answer.EXISTS_ALREADY: _("It exists already: we say where"),
    Answer.DEFER: _("Not now: we name the day by which we decide"),
    Answer.PASS_ON: _("It is for others: we name the authority"),
    Answer.REJECT: _("No: we give the reason"),
}
REASONS: dict[str, Promise] = {
    ReasonCode.NOT_LAWFUL: _("Not lawful"),
    ReasonCode.NOT_COMPETENT: _("We do not have the competence"),
    ReasonCode.COST: _("Cost: name the figure"),
    ReasonCode.CONFLICT: _("Conflicts with another commitment: name it"),
    ReasonCode.EVIDENCE: _("We dispute the evidence: name the source"),
    ReasonCode.FEASIBILITY: _("Not feasible"),
    ReasonCode.POLITICAL: _("Political choice"),
    ReasonCode.UNCLEAR: _("Wording not clear: we owe a session to clear it up"),
}
PROGRESS: dict[str, Promise] = {
    Progress.NOT_STARTED: _("Not started"),
    Progress.UNDER_WAY: _("Under way"),
    Progress.DONE: _("Done"),
    Progress.ABANDONED: _("Abandoned"),
    Progress.SUPERSEDED: _("Superseded"),
}
PACES: dict[str, Promise] = {
    Pace.WEEKLY: _("Once a week"),
    Pace.DAILY: _("Once a day"),
    Pace.AT_ONCE: _("As soon as something moves"),
}
ASSESSORS: dict[str, Promise] = {
    AssessorKind.COMMISSIONER: _("Commissioner"),
    AssessorKind.MEMBERS: _("Members"),
    AssessorKind.EVALUATOR: _("Independent evaluator"),
    AssessorKind.CIVIL_SOCIETY: _("Civil society"),
    AssessorKind.PRESS: _("Press"),
}
# As a person is asked; ADDED is said of clauses that nobody recommended, and by the core alone.
VERDICT_CHOICES: dict[str, Promise] = {
    Verdict.KEPT: _("Kept: it says as much"),
    Verdict.WEAKENED: _("Weakened: it says less"),
    Verdict.CONDITIONED: _("Made conditional: it depends on something, or somebody is exempt"),
    Verdict.STRENGTHENED: _("Strengthened: it says more"),
    Verdict.DROPPED: _("Dropped: it is not there"),
}
DRAFT_STATES: dict[str, Promise] = {
    DraftState.EMPTY: _("Not begun"),
    DraftState.INCOMPLETE: _("Not complete"),
    DraftState.WRITTEN: _("Written"),
    DraftState.CHECKED: _("Checked"),
}
LANGUAGES: dict[str, Promise] = {
    "en": _("English"),
    "da": _("Danish"),
    "de": _("German"),
    "fr": _("French"),
    "nl": _("Dutch"),
}
FIELDS: dict[str, tuple[Promise, Promise]] = {
    "text": (_("In your words"), _("What you will do, by when, or why not. Everybody can read it.")),
    "wording": (_("The wording you accept"), _("In full. The board shows word by word what changed.")),
    "source": (
        _("Where it exists"),
        _("The law, plan or page, as exactly as you can. A web address is shown as a link."),
    ),
    "until": (_("The day by which you decide"), _("The promise board will count from it.")),
    "authority": (_("Which authority"), _("Its full name, and what you ask of it.")),
    "reason_code": (_("The reason"), _("One of these; the next field says it in words.")),
}

"""Who may say what is found about a recommendation, and under which handle: shared by news and comparisons."""

from django.db.models import QuerySet

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, membership_of, roles_of
from folkmoot.commons.publicrecord.queries import entry_at
from folkmoot.manifest import Role
from folkmoot.stages.followup import faults
from folkmoot.stages.followup.models import Assessment, AssessorKind, Comparison
from folkmoot.stages.followup.rules import kinds_for
from folkmoot.stages.recommendations.queries import Recommendation, handed_over_at, recommendations


def require_asked(*, assembly: Assembly, number: int) -> Recommendation:
    """The recommendation with this number. Raises `NotHandedOver` or `RecommendationUnknown`."""
    if handed_over_at(assembly) is None:
        raise faults.NotHandedOver(assembly=assembly.title)
    found = next((each for each in recommendations(assembly) if each.number == number), None)
    if found is None:
        raise faults.RecommendationUnknown(number=number)
    return found


def voice(
    *,
    by: Person,
    assembly: Assembly,
    kind: AssessorKind,
    assessor: str,
    earlier: QuerySet[Assessment] | QuerySet[Comparison],
) -> str:
    """The handle under which `by` speaks as this assessor. Raises `NotYourAssessment`.

    A name that somebody else has spoken under in `earlier` is hers: only she, or the organiser, has its last word.
    """
    roles = roles_of(by, assembly)
    if kind not in kinds_for(roles):
        raise faults.NotYourAssessment
    member = membership_of(by, assembly) if kind is AssessorKind.MEMBERS else None
    handle = member.pseudonym if member else handle_of(by, assembly)
    last = earlier.filter(kind=kind, assessor=assessor).last()
    entry = entry_at(last.entry) if last else None
    if Role.ORGANISER not in roles and entry is not None and entry.by not in {"", handle}:
        raise faults.NotYourAssessment
    return handle

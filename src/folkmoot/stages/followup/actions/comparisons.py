"""Writes: what a person finds became of a recommendation's words in an adopted text."""

from collections.abc import Sequence

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, require
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import Json
from folkmoot.core.fidelity.comparison import Comparison as Suggested
from folkmoot.core.fidelity.comparison import Judgement, compare
from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.stages.followup import faults
from folkmoot.stages.followup.actions.voices import require_asked, voice
from folkmoot.stages.followup.manifest import ASSESS
from folkmoot.stages.followup.models import AssessorKind, Comparison
from folkmoot.stages.followup.queries import comparisons
from folkmoot.stages.followup.rules import Act, Judged, is_web_address


@transaction.atomic
def compare_words(
    *,
    by: Person,
    assembly: Assembly,
    number: int,
    kind: AssessorKind,
    assessor: str,
    act: Act,
    judged: Sequence[Judged],
) -> Comparison:
    """Sign a verdict on each clause of a recommendation as it stands in an adopted text: public at once.

    `judged` are as many as the recommendation has clauses, in their order. What the core suggests is worked out again
    here and stands beside the verdict; it never replaces one. A correction is a new comparison.
    """
    require(by, ASSESS, assembly)
    asked = require_asked(assembly=assembly, number=number)
    _require_act(assessor, act)
    handle = voice(
        by=by,
        assembly=assembly,
        kind=kind,
        assessor=assessor.strip(),
        earlier=comparisons(assembly, number=number),
    )
    suggested = compare(asked.text, act.text, language=act.language)
    _require_judged(suggested, judged, number)
    clauses: list[Json] = [_plain(one, verdict) for one, verdict in zip(suggested.judgements, judged, strict=True)]
    told: dict[str, Json] = {
        "assessor": assessor.strip(),
        "title": act.title.strip(),
        "source": act.source.strip(),
        "language": act.language,
        "text": act.text,
        "clauses": clauses,
        "added": [clause.text for clause in suggested.added],
    }
    entry = append_entry(
        kind="followup.compared",
        assembly=assembly.slug,
        by=handle,
        data={"recommendation": number, "kind": kind.value, "on": act.on.isoformat(), **told},
    )
    return Comparison.objects.create(
        assembly=assembly, number=number, kind=kind, on=act.on, entry=entry.index, at=entry.at, **told
    )


def _require_act(assessor: str, act: Act) -> None:
    if not assessor.strip():
        raise faults.AssessorMissing
    if not act.title.strip() or not act.text.strip() or act.on > clock.now().date():
        raise faults.ActMissing
    if act.source.strip() and not is_web_address(act.source.strip()):
        raise faults.LinkNotWeb


def _require_judged(suggested: Suggested, judged: Sequence[Judged], number: int) -> None:
    """Every clause has a verdict of its own, and one that stands where nothing was found says where."""
    if not suggested.judgements:
        raise faults.NothingToCompare(number=number)
    if len(judged) != len(suggested.judgements):
        raise faults.VerdictsMissing(clauses=str(min(len(judged), len(suggested.judgements)) + 1))
    both = list(zip(suggested.judgements, judged, strict=True))
    if wrong := [one.asked.number for one, said in both if said.verdict is Verdict.ADDED]:
        raise faults.VerdictsMissing(clauses=_listed(wrong))
    homeless = [
        one.asked.number
        for one, said in both
        if not one.adopted and said.verdict is not Verdict.DROPPED and not said.note.strip()
    ]
    if homeless:
        raise faults.PlaceMissing(clauses=_listed(homeless))


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _plain(one: Judgement, said: Judged) -> dict[str, Json]:
    return {
        "recommended": one.asked.text,
        "adopted": [clause.text for clause in one.adopted],
        "verdict": said.verdict.value,
        "suggested": one.suggested.value if one.suggested else None,
        "note": said.note.strip(),
    }

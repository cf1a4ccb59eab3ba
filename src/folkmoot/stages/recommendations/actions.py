"""Writes: the foreword, members' sign-off, the hand-over."""

from datetime import UTC, date

from django.db import transaction
from django.utils.translation import gettext, override

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, membership_of, require
from folkmoot.commons.duties.actions import incur_duty
from folkmoot.commons.lineage.actions import link
from folkmoot.commons.lineage.queries import Link
from folkmoot.commons.publicrecord.actions import append_entry, attach_file
from folkmoot.commons.publicrecord.queries import latest
from folkmoot.core.canonical import Json, canonical_bytes, instant
from folkmoot.core.contract.clause import Debtor, Kind, Pledge
from folkmoot.manifest import Role
from folkmoot.stages.contract.queries import Commissioner, contract_in_force, pledge_in_words, promisors
from folkmoot.stages.recommendations import faults
from folkmoot.stages.recommendations.manifest import ENTER, HAND_OVER, SIGN_OFF, WRITE
from folkmoot.stages.recommendations.models import HandOver, Report, SignOff
from folkmoot.stages.recommendations.queries import (
    Recommendation,
    document,
    everything,
    fingerprint,
    minority_speaks_until,
    not_voted,
    seated,
    signed_off,
)
from folkmoot.stages.recommendations.rules import due_after, require_not_handed_over


@transaction.atomic
def write_foreword(*, by: Person, assembly: Assembly, foreword: str) -> Report:
    """Write what members say around their recommendations (Markdown); members who had signed off are asked again."""
    require(by, WRITE, assembly)
    require_not_handed_over(assembly)
    member = membership_of(by, assembly)
    written = Report.objects.filter(assembly=assembly).first() or Report(assembly=assembly)
    written.foreword = foreword.replace("\r\n", "\n").strip()
    written.by, written.at = member.pseudonym if member else handle_of(by, assembly), clock.now()
    written.save()
    return written


@transaction.atomic
def sign_off(*, by: Person, assembly: Assembly, sha256: str) -> SignOff:
    """Sign off the report that was read: the one with this hash."""
    require(by, SIGN_OFF, assembly)
    member = membership_of(by, assembly)
    if member is None:
        raise faults.NotASittingMember(pseudonym=handle_of(by, assembly, Role.MEMBER))
    return _sign_off(assembly, member.pseudonym, sha256, by=member.pseudonym)


@transaction.atomic
def enter_sign_off(*, by: Person, assembly: Assembly, pseudonym: str, sha256: str) -> SignOff:
    """Enter the sign-off that a member gave on paper or by phone."""
    require(by, ENTER, assembly)
    return _sign_off(assembly, pseudonym, sha256, by=handle_of(by, assembly))


@transaction.atomic
def hand_over_report(*, by: Person, assembly: Assembly, on: date, place: str) -> HandOver:
    """Put the report into the commissioners' hands: final from here on, and every reply falls due.

    Every promise of the contract becomes a duty, due at the end of its day: a reply of each office to each
    recommendation, and whatever sessions, reports and rating round were promised besides.
    """
    require(by, HAND_OVER, assembly)
    require_not_handed_over(assembly)
    _require_complete(assembly)
    _require_possible(assembly, on)
    given = document(assembly)
    sha256 = fingerprint(given)
    promised = contract_in_force(assembly).clauses
    due_at = due_after(on, promised.reply.within)
    found = HandOver.objects.create(
        assembly=assembly,
        on=on,
        place=place.strip(),
        document=given,
        sha256=sha256,
        signed_off=signed_off(assembly, sha256),
        due_at=due_at,
        at=clock.now(),
    )
    handle = handle_of(by, assembly, Role.ORGANISER)
    _enter(found, handle)
    for each in everything(assembly, given=found):
        _trace(assembly, each)
        if each.adopted:
            _ask_everybody(found, each, handle)
    for pledge in promised.pledges():
        if pledge.kind is not Kind.REPLY:
            _hold_to(found, pledge, handle)
    return found


def _enter(found: HandOver, handle: str) -> None:
    slug = found.assembly.slug
    path = f"assemblies/{slug}/report.json"
    attach_file(path=path, content=canonical_bytes(found.document))
    voted = everything(found.assembly, given=found)
    append_entry(
        kind="recommendations.handed_over",
        assembly=slug,
        by=handle,
        data={
            "on": found.on.isoformat(),
            "place": found.place,
            "report": path,
            "report_sha256": found.sha256,
            "recommendations": [_in_record(each) for each in voted if each.adopted],
            "not_adopted": [_in_record(each) for each in voted if not each.adopted],
            "commissioners": [office.ref for office in promisors(found.assembly)],
            "signed_off": found.signed_off,
        },
    )


def _in_record(each: Recommendation) -> dict[str, Json]:
    return {"number": each.number, "title": each.title, "text": each.text, "sha256": each.sha256}


def _trace(assembly: Assembly, each: Recommendation) -> None:
    link(assembly=assembly, earlier=f"text/{each.number}", later=each.name, relation=Link.Relation.ADOPTED)


def _ask_everybody(found: HandOver, each: Recommendation, handle: str) -> None:
    for office in promisors(found.assembly):
        _ask(found, each, office, handle)


def _ask(found: HandOver, each: Recommendation, office: Commissioner, handle: str) -> None:
    with override(found.assembly.language):
        owed = gettext("A reply to recommendation %(number)d: %(title)s") % {
            "number": each.number,
            "title": each.title,
        }
    incur_duty(
        handle=handle,
        assembly=found.assembly,
        name=f"reply/{each.number}/{office.ref}",
        debtor=str(office),
        debtor_ref=office.ref,
        owed=owed,
        subject=each.name,
        due_at=found.due_at,
    )


def _hold_to(found: HandOver, pledge: Pledge, handle: str) -> None:
    """Incur what was promised besides replies: of each office, or of the secretariat that runs the assembly."""
    if pledge.debtor is Debtor.SECRETARIAT:
        with override(found.assembly.language):
            _owe(found, pledge, handle, debtor=gettext("The secretariat of the assembly"), ref=Debtor.SECRETARIAT.value)
        return
    for office in promisors(found.assembly):
        _owe(found, pledge, handle, debtor=str(office), ref=office.ref)


def _owe(found: HandOver, pledge: Pledge, handle: str, *, debtor: str, ref: str) -> None:
    with override(found.assembly.language):
        owed = pledge_in_words(pledge)
    incur_duty(
        handle=handle,
        assembly=found.assembly,
        name=f"{pledge.name}/{ref}",
        debtor=debtor,
        debtor_ref=ref,
        owed=owed,
        subject=f"contract/{pledge.kind.value}",
        due_at=due_after(found.on, pledge.after),
    )


def _require_complete(assembly: Assembly) -> None:
    if not everything(assembly):
        raise faults.NothingCounted
    if missing := not_voted(assembly):
        raise faults.TextsWithoutResult(numbers=tuple(str(number) for number in missing))
    if until := minority_speaks_until(assembly):
        raise faults.MinorityMayStillSpeak(until=instant(until))
    if not Report.objects.filter(assembly=assembly).exclude(foreword="").exists():
        raise faults.ForewordMissing


def _require_possible(assembly: Assembly, on: date) -> None:
    """A hand-over happens between the last count and today: a made-up day would start the clock at will."""
    if on > clock.now().astimezone(UTC).date():
        raise faults.HandOverInFuture
    counted = latest(assembly.slug, "ballots.counted")
    if counted and on < counted.at.date():
        raise faults.HandOverBeforeBallot(on=counted.at.date().isoformat())


def _sign_off(assembly: Assembly, pseudonym: str, sha256: str, *, by: str) -> SignOff:
    require_not_handed_over(assembly)
    term = seated(assembly).filter(membership__pseudonym=pseudonym).first()
    if term is None:
        raise faults.NotASittingMember(pseudonym=pseudonym)
    if sha256 != fingerprint(document(assembly)):
        raise faults.ReportChanged
    if SignOff.objects.filter(membership=term.membership, sha256=sha256).exists():
        raise faults.AlreadySignedOff(pseudonym=pseudonym)
    return SignOff.objects.create(membership=term.membership, sha256=sha256, by=by, at=clock.now())

"""Writes until a contract is offered: name commissioners, draft, propose and decide changes, offer, amend."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.actions import grant_role
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require
from folkmoot.commons.notices.actions import notify
from folkmoot.core.canonical import Json
from folkmoot.core.contract.amendments import amendments
from folkmoot.core.contract.clause import Clause
from folkmoot.core.contract.clauses import Clauses, as_plain, clause_as_plain, from_plain
from folkmoot.manifest import Role
from folkmoot.messages.contract import GAPS
from folkmoot.stages.contract import faults
from folkmoot.stages.contract.documents import document, fingerprint
from folkmoot.stages.contract.manifest import DRAFT, SIGN
from folkmoot.stages.contract.models import ClauseChange, Commissioner, ContractVersion
from folkmoot.stages.contract.queries import commissioners, latest_version, proposals
from folkmoot.stages.contract.rules import is_draft


@transaction.atomic
def name_commissioner(
    *, by: Person, assembly: Assembly, ref: str, office: str, name: str, person: Person | None = None
) -> Commissioner:
    """Name an office that commissions the assembly; `person` is its holder's account, where she has one.

    Refused from the offer on: what is signed names who signs, and nobody is added to a promise that she has not made.
    """
    require(by, DRAFT, assembly)
    if (version := latest_version(assembly)) is not None and not is_draft(version):
        raise faults.ContractFrozen(version=version.number)
    if Commissioner.objects.filter(assembly=assembly, ref=ref).exists():
        raise faults.CommissionerKnown(office=office)
    if person is not None:
        grant_role(by=by, assembly=assembly, person=person, role=Role.COMMISSIONER)
    return Commissioner.objects.create(assembly=assembly, ref=ref, office=office, name=name, person=person)


@transaction.atomic
def remove_commissioner(*, by: Person, commissioner: Commissioner) -> None:
    """Take an office off the draft; refused once it stands in an offered contract."""
    require(by, DRAFT, commissioner.assembly)
    if ContractVersion.objects.filter(assembly=commissioner.assembly, offered_at__isnull=False).exists():
        raise faults.CommissionerNamedInContract(office=commissioner.office)
    commissioner.delete()


@transaction.atomic
def draft_contract(*, by: Person, assembly: Assembly, clauses: Clauses) -> ContractVersion:
    """Write the draft, or write it again; every change to it is kept. Refused once it was offered for signature."""
    require(by, DRAFT, assembly)
    handle = handle_of(by, assembly, Role.ORGANISER)
    if latest_version(assembly) is None:
        version = ContractVersion(assembly=assembly, number=1)
        return _write(version, clauses, handle)
    version = _the_draft(assembly)
    for each in amendments(from_plain(version.clauses), clauses):
        _keep(version, each.before, each.after, by=handle, state=ClauseChange.State.MADE)
    return _write(version, clauses, handle)


@transaction.atomic
def propose_changes(
    *, by: Person, commissioner: Commissioner, clauses: Sequence[Clause], note: str
) -> list[ClauseChange]:
    """Propose other words for clauses of the draft as the holder of an office; the secretariat decides on each."""
    require(by, SIGN, commissioner.assembly)
    if commissioner.person != by:
        raise faults.NotYourSignature(office=commissioner.office)
    version = _the_draft(commissioner.assembly)
    stands = {each.name: each for each in from_plain(version.clauses)}
    differing = [each for each in clauses if each != stands[each.name]]
    if not differing:
        raise faults.NothingChanged
    handle, state = handle_of(by, commissioner.assembly, Role.COMMISSIONER), ClauseChange.State.PROPOSED
    return [
        _keep(version, stands[each.name], each, by=handle, state=state, note=note, office=commissioner.office)
        for each in differing
    ]


@transaction.atomic
def decide_change(*, by: Person, change: ClauseChange, accept: bool, answer: str) -> ClauseChange:
    """Take a proposed change into the draft, or decline it, with a word to whoever proposed it."""
    require(by, DRAFT, change.version.assembly)
    version = _the_draft(change.version.assembly)
    change = ClauseChange.objects.select_for_update().get(pk=change.pk)
    if change.state != ClauseChange.State.PROPOSED or change.version_id != version.pk:
        raise faults.ChangeDecided
    change.state = ClauseChange.State.ACCEPTED if accept else ClauseChange.State.DECLINED
    change.answer, change.decided_at = answer.strip(), clock.now()
    change.save()
    if accept:
        version.clauses = version.clauses | {change.clause: change.after}
        version.save()
    return change


def _the_draft(assembly: Assembly) -> ContractVersion:
    """The version that may be written now, held until the act is done."""
    version = ContractVersion.objects.select_for_update().filter(assembly=assembly).last()
    if version is None or not is_draft(version):
        raise faults.ContractFrozen(version=version.number if version else 1)
    return version


def _write(version: ContractVersion, clauses: Clauses, handle: str) -> ContractVersion:
    version.clauses, version.drafted_by, version.drafted_at = as_plain(clauses), handle, clock.now()
    version.save()
    return version


def _keep(
    version: ContractVersion,
    before: Clause,
    after: Clause,
    *,
    by: str,
    state: ClauseChange.State,
    note: str = "",
    office: str = "",
) -> ClauseChange:
    return ClauseChange.objects.create(
        version=version,
        number=version.changes.count() + 1,
        clause=after.name,
        before=clause_as_plain(before),
        after=clause_as_plain(after),
        note=note.strip(),
        by=by,
        office=office,
        at=clock.now(),
        state=state,
    )


@transaction.atomic
def offer_contract(*, by: Person, assembly: Assembly, door: str = "") -> ContractVersion:
    """Freeze the draft and offer it for signature: from here on its hash stands.

    Each office whose holder signs on screen is asked by mail where `door`, the address at which she signs, is given.
    """
    require(by, DRAFT, assembly)
    version = latest_version(assembly)
    if version is None or not is_draft(version):
        raise faults.NotOffered(version=version.number if version else 1)
    offices: list[dict[str, Json]] = [
        {"ref": each.ref, "office": each.office, "name": each.name} for each in commissioners(assembly)
    ]
    if not offices:
        raise faults.NoCommissioner
    clauses = from_plain(version.clauses)
    _require_complete(version, clauses)
    version.document = document(assembly=assembly, version=version.number, clauses=clauses, commissioners=offices)
    version.sha256, version.offered_at = fingerprint(version.document), clock.now()
    version.save()
    for office in commissioners(assembly) if door else ():
        _ask_to_sign(office, door)
    return version


def _require_complete(version: ContractVersion, clauses: Clauses) -> None:
    if missing := [gap for gap in clauses.gaps() if gap.required]:
        raise faults.ContractIsOpen(open=" ".join(gettext(GAPS[gap.code][0]) for gap in missing))
    if waiting := proposals(version).count():
        raise faults.ProposalsWait(number=waiting)


def _ask_to_sign(office: Commissioner, door: str) -> None:
    if office.person is None:
        return
    with translation.override(office.person.language or office.assembly.language):
        said = {"title": office.assembly.title, "office": office.office, "door": door}
        notify(
            to=office.person.email,
            subject=gettext("Your signature is asked for: %(title)s") % said,
            body=gettext(
                "Hello,\n\nthe contract of power of “%(title)s” waits for the signature of %(office)s.\n\n"
                "Read it and sign it here, with this e-mail address:\n%(door)s\n"
            )
            % said,
            about=f"contract/{office.assembly.slug}",
        )


@transaction.atomic
def amend_contract(*, by: Person, assembly: Assembly, reason: str) -> ContractVersion:
    """Start the next version from the published one. The reason is public; the old version stays readable."""
    require(by, DRAFT, assembly)
    version = latest_version(assembly)
    if version is None or version.published_at is None:
        raise faults.VersionPending(version=version.number if version else 1)
    if not reason.strip():
        raise faults.ReasonMissing
    return ContractVersion.objects.create(
        assembly=assembly,
        number=version.number + 1,
        clauses=version.clauses,
        reason=reason.strip(),
        drafted_by=handle_of(by, assembly, Role.ORGANISER),
        drafted_at=clock.now(),
    )

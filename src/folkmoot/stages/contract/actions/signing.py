"""Writes from the offer on: sign, publish, name a new holder of an office, confirm a reading."""

from datetime import date

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.actions import grant_role, withdraw_role
from folkmoot.commons.assemblies.queries import Assembly, handle_of, membership_of, require, sitting
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.commons.publicrecord.queries import kinds_so_far
from folkmoot.core.canonical import Json
from folkmoot.core.contract.amendments import loosened
from folkmoot.manifest import Role
from folkmoot.stages.contract import faults
from folkmoot.stages.contract.manifest import CONFIRM, DRAFT, ENTER_READING, PUBLISH, SIGN
from folkmoot.stages.contract.models import Acknowledgement, Commissioner, ContractVersion, Signature, Succession
from folkmoot.stages.contract.queries import commissioners, in_force, unsigned
from folkmoot.stages.contract.rules import is_offered


@transaction.atomic
def sign_contract(*, by: Person, version: ContractVersion, commissioner: Commissioner) -> Signature:
    """Sign as the holder of an office."""
    require(by, SIGN, version.assembly)
    if commissioner.person != by:
        raise faults.NotYourSignature(office=commissioner.office)
    return _sign(version, commissioner, handle_of(by, version.assembly, Role.COMMISSIONER), witness="")


@transaction.atomic
def enter_paper_signature(
    *, by: Person, version: ContractVersion, commissioner: Commissioner, witness: str
) -> Signature:
    """Enter a signature given on paper before a named witness, who may be anybody but the one who enters it."""
    require(by, DRAFT, version.assembly)
    return _sign(version, commissioner, handle_of(by, version.assembly, Role.ORGANISER), witness=witness)


def _sign(version: ContractVersion, commissioner: Commissioner, handle: str, *, witness: str) -> Signature:
    version = _locked(version)
    if not is_offered(version):
        raise faults.NotOffered(version=version.number)
    if commissioner.assembly_id != version.assembly_id:
        raise faults.NotYourSignature(office=commissioner.office)
    if version.signatures.filter(commissioner=commissioner).exists():
        raise faults.AlreadySigned(office=commissioner.office)
    append_entry(
        kind="contract.signed",
        assembly=version.assembly.slug,
        by=handle,
        data={
            "version": version.number,
            "sha256": version.sha256,
            "commissioner": commissioner.ref,
            "office": commissioner.office,
            "name": commissioner.name,
            "on_paper": bool(witness),
            "witness": witness or None,
        },
    )
    return Signature.objects.create(
        version=version, commissioner=commissioner, name=commissioner.name, signed_at=clock.now(), witness=witness
    )


def _locked(version: ContractVersion) -> ContractVersion:
    """The version as it stands now, held until the act is done: the caller may have read it before another signed."""
    return ContractVersion.objects.select_for_update().get(pk=version.pk)


@transaction.atomic
def publish_contract(*, by: Person, version: ContractVersion) -> ContractVersion:
    """Publish a version that every named commissioner has signed.

    Of an amendment the entry says, for ever, what it promises less than before, and whether members were drawn by then.
    """
    require(by, PUBLISH, version.assembly)
    version = _locked(version)
    if not is_offered(version):
        raise faults.NotOffered(version=version.number)
    if missing := tuple(office.office for office in unsigned(version)):
        raise faults.SignaturesMissing(offices=missing)
    entry = append_entry(
        kind="contract.published",
        assembly=version.assembly.slug,
        by=handle_of(by, version.assembly, Role.ORGANISER),
        data={
            "version": version.number,
            "contract": version.document,
            "sha256": version.sha256,
            "reason": version.reason or None,
        }
        | _marks(version),
    )
    version.entry = entry.index
    version.published_at = clock.now()
    version.save()
    return version


def _marks(version: ContractVersion) -> dict[str, Json]:
    """What an amendment loosened, and whether it came after a draw."""
    before = in_force(version.assembly)
    if before is None:
        return {}
    drawn = "lottery.drawn" in kinds_so_far(version.assembly.slug)
    return {"loosened": list(loosened(before.clauses, version.clauses)), "after_draw": drawn}


@transaction.atomic
def succeed(
    *, by: Person, commissioner: Commissioner, name: str, on: date, reason: str, person: Person | None = None
) -> Succession:
    """Enter who holds an office now. The office owes what it owed, on the days on which it owed it."""
    assembly = commissioner.assembly
    require(by, DRAFT, assembly)
    _require_succession(commissioner, name, on, reason)
    before, former = commissioner.name, commissioner.person
    _change_accounts(by, commissioner, person)
    commissioner.name, commissioner.person = name.strip(), person
    commissioner.save()
    append_entry(
        kind="contract.succeeded",
        assembly=assembly.slug,
        by=handle_of(by, assembly, Role.ORGANISER),
        data={
            "commissioner": commissioner.ref,
            "office": commissioner.office,
            "before": before,
            "after": commissioner.name,
            "on": on.isoformat(),
            "reason": reason.strip(),
        },
    )
    _leave(by, assembly, former)
    return Succession.objects.create(
        commissioner=commissioner, before=before, after=commissioner.name, on=on, reason=reason.strip(), at=clock.now()
    )


def _require_succession(commissioner: Commissioner, name: str, on: date, reason: str) -> None:
    if name.strip() == commissioner.name:
        raise faults.HolderIsTheSame(name=commissioner.name)
    if on > clock.now().date():
        raise faults.SuccessionInFuture
    if not reason.strip():
        raise faults.ReasonMissing


def _change_accounts(by: Person, commissioner: Commissioner, person: Person | None) -> None:
    if person is not None:
        grant_role(by=by, assembly=commissioner.assembly, person=person, role=Role.COMMISSIONER)


def _leave(by: Person, assembly: Assembly, former: Person | None) -> None:
    """Whoever held the office acts for it no longer; she keeps the role where she holds another office here."""
    if former is not None and not commissioners(assembly).filter(person=former).exists():
        withdraw_role(by=by, assembly=assembly, person=former, role=Role.COMMISSIONER)


@transaction.atomic
def confirm_reading(*, by: Person, version: ContractVersion) -> Acknowledgement:
    """Say as a member that one has read this version."""
    require(by, CONFIRM, version.assembly)
    member = membership_of(by, version.assembly)
    if member is None:
        raise faults.NotAMemberHere(pseudonym=handle_of(by, version.assembly, Role.MEMBER))
    return _read(version, member.pseudonym, by=member.pseudonym)


@transaction.atomic
def enter_reading(*, by: Person, version: ContractVersion, pseudonym: str) -> Acknowledgement:
    """Enter that a member has read this version on paper, or that it was read to her."""
    require(by, ENTER_READING, version.assembly)
    return _read(version, pseudonym.strip(), by=handle_of(by, version.assembly))


def _read(version: ContractVersion, pseudonym: str, *, by: str) -> Acknowledgement:
    term = sitting(version.assembly.body).filter(membership__pseudonym=pseudonym).first()
    if term is None:
        raise faults.NotAMemberHere(pseudonym=pseudonym)
    if version.acknowledgements.filter(membership=term.membership).exists():
        raise faults.AlreadyRead(pseudonym=pseudonym)
    return Acknowledgement.objects.create(version=version, membership=term.membership, by=by, at=clock.now())

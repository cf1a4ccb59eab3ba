"""Writes: name commissioners, draft, offer, sign, publish, amend."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.actions import grant_role
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require
from folkmoot.commons.notices.actions import notify
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import Json
from folkmoot.manifest import Role
from folkmoot.stages.contract import faults
from folkmoot.stages.contract.clauses import Clauses, as_stored, document, fingerprint, from_stored
from folkmoot.stages.contract.manifest import DRAFT, PUBLISH, SIGN
from folkmoot.stages.contract.models import Commissioner, ContractVersion, Signature
from folkmoot.stages.contract.queries import commissioners, latest_version, unsigned
from folkmoot.stages.contract.rules import is_draft, is_offered


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
    """Write the draft, or write it again; refused once it was offered for signature."""
    require(by, DRAFT, assembly)
    version = latest_version(assembly)
    if version is not None and not is_draft(version):
        raise faults.ContractFrozen(version=version.number)
    handle = handle_of(by, assembly, Role.ORGANISER)
    if version is None:
        version = ContractVersion(assembly=assembly, number=1)
    version.clauses, version.drafted_by, version.drafted_at = as_stored(clauses), handle, clock.now()
    version.save()
    return version


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
    version.document = document(
        assembly=assembly.slug,
        version=version.number,
        clauses=from_stored(version.clauses),
        commissioners=offices,
    )
    version.sha256, version.offered_at = fingerprint(version.document), clock.now()
    version.save()
    for office in commissioners(assembly) if door else ():
        _ask_to_sign(office, door)
    return version


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
    """Publish a version that every named commissioner has signed."""
    require(by, PUBLISH, version.assembly)
    version = _locked(version)
    if not is_offered(version):
        raise faults.NotOffered(version=version.number)
    if missing := tuple(office.office for office in unsigned(version)):
        raise faults.SignaturesMissing(offices=missing)
    append_entry(
        kind="contract.published",
        assembly=version.assembly.slug,
        by=handle_of(by, version.assembly, Role.ORGANISER),
        data={
            "version": version.number,
            "contract": version.document,
            "sha256": version.sha256,
            "reason": version.reason or None,
        },
    )
    version.published_at = clock.now()
    version.save()
    return version


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

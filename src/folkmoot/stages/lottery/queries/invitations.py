"""Reads of the first lottery: frames, waves, invitations and their codes. Test waves never mix with real ones."""

import hmac

from django.db.models import QuerySet

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery.codes import code_digest, code_for, plain_code
from folkmoot.stages.lottery.models import Frame, Invitation, PoolSecret, Wave


def frames(assembly: Assembly) -> QuerySet[Frame]:
    """Every frame of the assembly by number, without their files."""
    return Frame.objects.filter(assembly=assembly).defer("content")


def waves(assembly: Assembly, *, test: bool = False) -> QuerySet[Wave]:
    """The waves of the assembly, by frame and number: the real ones, or those of the test."""
    return Wave.objects.filter(frame__assembly=assembly, test=test).select_related("frame").defer("frame__content")


def invitations(assembly: Assembly, *, test: bool = False) -> QuerySet[Invitation]:
    """Who is invited, by reference: for real, or for the test. Personal: only for actions that log who looked."""
    return Invitation.objects.filter(assembly=assembly, wave__test=test)


def invitation_with_code(assembly: Assembly, typed: str, *, testing: bool = False) -> Invitation | None:
    """The invitation whose code somebody typed; `None` for a code that is none, or of another assembly.

    While registration is in its test state (`testing`) only codes of test waves work, and in no other state do they.
    """
    code, kept = plain_code(typed), PoolSecret.objects.filter(assembly=assembly).first()
    if code is None or kept is None:
        return None
    digest = code_digest(bytes(kept.secret), code)
    found = invitations(assembly, test=testing).filter(code_digest=digest).select_related("wave").first()
    return found if found is not None and hmac.compare_digest(found.code_digest, digest) else None


def code_of(invitation: Invitation) -> str:
    """The code to print on its letter, derived anew each time. Raises `DoesNotExist` once the secret is erased."""
    return code_for(bytes(PoolSecret.objects.get(assembly=invitation.assembly_id).secret), invitation.reference)


def codes_of(wave: Wave) -> dict[str, str]:
    """Reference → code for a whole wave, in one read of the secret."""
    secret = bytes(PoolSecret.objects.get(assembly=wave.frame.assembly_id).secret)
    return {
        reference: code_for(secret, reference) for reference in wave.invitations.values_list("reference", flat=True)
    }

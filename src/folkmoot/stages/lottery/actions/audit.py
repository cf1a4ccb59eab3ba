"""Writes: an auditor takes the pack that opens a lottery. Who took which and when is written down, and in the pack."""

from django.db import transaction

from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import require
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.manifest import AUDIT
from folkmoot.stages.lottery.models import Lottery
from folkmoot.stages.lottery.rules import is_public


@transaction.atomic
def take_audit_pack(*, by: Person, lottery: Lottery) -> dict[str, bytes]:
    """The files of the pack, of a lottery that was published. Raises `PackErased` once its pool is gone."""
    require(by, AUDIT, lottery.assembly)
    if not is_public(lottery):
        raise faults.LotteryNotPublished(number=lottery.number)
    found = queries.audit_files(lottery)
    if found is None:
        raise faults.PackErased(number=lottery.number)
    log_access(by=by, what="took the auditor's pack", subject=f"{lottery.assembly.slug}: lottery {lottery.number}")
    return found

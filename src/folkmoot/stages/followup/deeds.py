"""The promises of a contract that are no replies, each with how it stands by the clock and what was done."""

from collections import defaultdict
from dataclasses import dataclass

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.duties.queries import Duty, DutyState, Standing, standing
from folkmoot.stages.followup.models import Deed
from folkmoot.stages.followup.queries import owed_besides


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One promise: the duty, how it stands, what was said to be done for it."""

    duty: Duty
    standing: Standing
    deeds: tuple[Deed, ...]

    @property
    def late(self) -> bool:
        """Whether its day has passed and nothing was done."""
        return self.standing.state is DutyState.LATE

    @property
    def done(self) -> bool:
        """Whether it was kept, in time or late."""
        return bool(self.duty.discharged_at)


def promises_besides(assembly: Assembly) -> list[Kept]:
    """Every promise besides the replies, by the day on which it is due; none before the hand-over."""
    done: defaultdict[str, list[Deed]] = defaultdict(list)
    for deed in Deed.objects.filter(assembly=assembly):
        done[deed.duty].append(deed)
    return [Kept(duty=duty, standing=standing(duty), deeds=tuple(done[duty.name])) for duty in owed_besides(assembly)]

"""Reads of the calls to people who were drawn: who is to be asked, how often somebody tried, and by which draw."""

from dataclasses import dataclass

from django.db.models import Prefetch

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery.call_files import Outcome, read_outcomes
from folkmoot.stages.lottery.models import Call, PendingImport, Respondent
from folkmoot.stages.lottery.queries.lotteries import draws
from folkmoot.stages.lottery.queries.registrations import guardian_consent_of, is_minor, setup_of
from folkmoot.stages.lottery.rules import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Callee:
    """Somebody to be asked: how to reach her, which draw named her, and every try so far. Nothing that she answered."""

    pseudonym: str
    name: str
    phone: str
    email: str
    draw: int
    replacement: bool
    calls: tuple[Call, ...]

    @property
    def last(self) -> Call | None:
        """The latest try."""
        return self.calls[-1] if self.calls else None


def callees(assembly: Assembly) -> list[Callee]:
    """Who waits for a call, least tried first. Personal: only for actions that log who looked."""
    drawn = {name: draw.lottery for draw in draws(assembly) for name in draw.selected}
    tries = Prefetch("calls", queryset=Call.objects.select_related("by"))
    people = Respondent.objects.filter(assembly=assembly, status=Status.SELECTED).prefetch_related(tries)
    found = [
        Callee(
            pseudonym=each.pseudonym,
            name=each.name,
            phone=each.phone,
            email=each.email,
            draw=drawn[each.pseudonym].number if each.pseudonym in drawn else 0,
            replacement=each.pseudonym in drawn and drawn[each.pseudonym].replacement,
            calls=tuple(each.calls.all()),
        )
        for each in people
    ]
    return sorted(found, key=lambda each: (len(each.calls), each.name, each.pseudonym))


def outcomes_in(pending: PendingImport) -> tuple[Outcome, ...]:
    """What the uploaded table says of those who wait for a call now. Raises `Faults` with every problem."""
    setup = setup_of(pending.assembly)
    people = Respondent.objects.filter(assembly=pending.assembly, status=Status.SELECTED).select_related("sheet")
    minors = [each for each in people if is_minor(each, setup)]
    may = {each.pseudonym: True for each in people} | {
        each.pseudonym: guardian_consent_of(each) is not None for each in minors
    }
    return read_outcomes(pending.sheets[0], name=pending.filename, waiting=may)

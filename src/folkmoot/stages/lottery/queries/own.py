"""Reads for one person who holds a code: what each public lottery gave to her, and where she stands in its file."""

import hmac
from dataclasses import dataclass

from django.db.models import Q

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.sortition.lines import Line, line_of
from folkmoot.stages.lottery.codes import code_digest, plain_code
from folkmoot.stages.lottery.models import AnswerSheet, Invitation, Lottery, PoolSecret
from folkmoot.stages.lottery.queries.lotteries import public_lotteries
from folkmoot.stages.lottery.queries.panels import panels_inside, published_panels, sealed_lines
from folkmoot.stages.lottery.queries.registrations import plain_reference, registered
from folkmoot.stages.lottery.rules import State

NO_SECRET = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLottery:
    """What a public `lottery` gave to one person: her line, `None` where she was not in its pool.

    `place` is where the published file has her, counted from 0: in `ids`, or in `people` where it is sealed. `drawn`
    says whether the panel that was drawn holds her, `None` before the draw.
    """

    lottery: Lottery
    line: Line | None
    place: int | None
    drawn: bool | None


def names_opened_by(assembly: Assembly, typed: str) -> list[str]:
    """The pseudonyms of the people in the pool whom a letter's code or a registration's reference stands for.

    A code may stand for several people of one household, a reference for one. Whatever is typed is looked up in both
    ways, so that the time it takes tells nothing of what is there.
    """
    kept = PoolSecret.objects.filter(assembly=assembly).first()
    digest = code_digest(bytes(kept.secret) if kept else NO_SECRET, plain_code(typed) or "")
    reference = plain_reference(typed) or "-"
    real = Invitation.objects.filter(assembly=assembly, wave__test=False, wave__withdrawn_at=None)
    letter = real.filter(code_digest=digest).first()
    sheets = AnswerSheet.objects.filter(respondent__in=registered(assembly)).select_related("respondent")
    found = list(sheets.filter(Q(reference=reference) | Q(invitation=letter, invitation__isnull=False)))
    by_reference = [each for each in found if hmac.compare_digest(each.reference, reference)]
    by_letter = found if letter is not None and hmac.compare_digest(letter.code_digest, digest) else []
    return [each.respondent.pseudonym for each in by_reference or by_letter]


def own_lotteries(assembly: Assembly, pseudonym: str) -> list[OwnLottery]:
    """What every public lottery gave to the person known by `pseudonym`, the newest first."""
    public = public_lotteries(assembly).filter(leaving=False).defer(None).defer("document", "frozen")
    return [_own(each, pseudonym) for each in reversed(public)]


def _own(lottery: Lottery, pseudonym: str) -> OwnLottery:
    secret = bytes(lottery.seal) if lottery.sealed and lottery.seal else None
    panels = panels_inside(lottery) if lottery.sealed else published_panels(lottery)
    line = line_of(panels, pseudonym, published=lottery.sha256, secret=secret) if panels else None
    return OwnLottery(
        lottery=lottery,
        line=line,
        place=_place(lottery, line) if line else None,
        drawn=pseudonym in lottery.draw.selected if lottery.state == State.DRAWN else None,
    )


def _place(lottery: Lottery, line: Line) -> int | None:
    panels = published_panels(lottery) if not lottery.sealed else None
    listed, wanted = (panels.ids, line.id) if panels else (sealed_lines(lottery), line.seal)
    return listed.index(wanted) if wanted in listed else None

"""Reads of what goes into a lottery: pool, targets, seats."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, Membership, sitting
from folkmoot.core.sortition import Part, Pool, Target, remaining_pool, remaining_targets, whole_targets
from folkmoot.core.sortition import Respondent as Entrant
from folkmoot.core.sortition.frame_seats import made_categories
from folkmoot.stages.lottery.layouts import Layout, layout_from
from folkmoot.stages.lottery.models import CallUp, ListLayout, PendingImport, Respondent, TargetRow
from folkmoot.stages.lottery.queries.frame_seats import all_targets, frame_rows, in_frames, seats_of
from folkmoot.stages.lottery.queries.households import households_of
from folkmoot.stages.lottery.queries.lotteries import draws, open_turn, pool_is_closed
from folkmoot.stages.lottery.queries.parts import panels_of, parts_asked
from folkmoot.stages.lottery.queries.rotation import barred_people, turn_standing
from folkmoot.stages.lottery.rules import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancies:
    """How the seats stand: all of them, those with a sitting member, those drawn who have not answered, the rest."""

    seats: int
    sitting: int
    waiting: int

    @property
    def vacant(self) -> int:
        """The seats for which nobody sits or was asked."""
        return max(0, self.seats - self.sitting - self.waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a lottery is computed from. With several panels, targets and seats are those of all `parts` together."""

    pool: Pool
    targets: tuple[Target, ...]
    seats: int
    parts: tuple[Part, ...] = ()


def targets(assembly: Assembly) -> tuple[Target, ...]:
    """The targets as the organiser set them, in her order."""
    return tuple(
        Target(
            category=row.category,
            value=row.value,
            minimum=row.minimum,
            maximum=row.maximum,
            flexible_minimum=row.flexible_minimum,
            flexible_maximum=row.flexible_maximum,
            priority=row.priority,
        )
        for row in TargetRow.objects.filter(assembly=assembly)
    )


def respondents(assembly: Assembly) -> QuerySet[Respondent]:
    """Everybody who has answered an invitation, whatever she said. Personal: only for actions that log who looked."""
    return Respondent.objects.filter(assembly=assembly)


def importable(assembly: Assembly) -> dict[str, Respondent]:
    """The people whom a file of the pool may name, by the id that an export gives them.

    Who came by file has the id of that file; who registered has her pseudonym.
    """
    people = respondents(assembly).exclude(status__in=(Status.INVITED, Status.TEST, Status.DELETED))
    return {each.imported_id or each.pseudonym: each for each in people}


def respondents_known_as(person: Person) -> QuerySet[Respondent]:
    """The lines of the pools that are about her: under her seats' pseudonyms, or under the address that she proved.

    Two may share an address: the line of somebody who sits is hers only where the seat is.
    """
    hers = Q(email__iexact=person.email) & ~Q(status=Status.CONFIRMED)
    for assembly, pseudonym in Membership.objects.filter(person=person).values_list("body__assembly", "pseudonym"):
        hers |= Q(assembly=assembly, pseudonym=pseudonym)
    return Respondent.objects.filter(hers).select_related("assembly").order_by("assembly", "pseudonym")


def known_about(person: Person) -> dict[str, Any]:
    """What the pools hold about a person, for her own download."""
    columns = ("pseudonym", "status", "channel", "source", "features", "name", "email", "phone", "address", "note")
    return {
        "pools": [
            {"assembly": each.assembly.slug}
            | {column: getattr(each, column) for column in columns}
            | _registration_of(each)
            for each in respondents_known_as(person).select_related("sheet", "guardian_consent")
        ]
    }


def _registration_of(respondent: Respondent) -> dict[str, Any]:
    """What she answered when she registered, her ticks, and the word of her guardian, as plain values."""
    found: dict[str, Any] = {}
    if sheet := getattr(respondent, "sheet", None):
        plain = ("reference", "answers", "needs", "guardian", "guardian_phone")
        found = {name: getattr(sheet, name) for name in plain} | {"born": sheet.born and sheet.born.isoformat()}
    if word := getattr(respondent, "guardian_consent", None):
        found["guardian consent"] = {"name": word.name, "how": word.how, "on": word.given_on.isoformat()}
    ticks = respondent.consents.all()
    calls = [{"at": each.at.isoformat(), "outcome": each.outcome, "note": each.note} for each in respondent.calls.all()]
    return (
        found | {"calls": calls} | {"consents": [{"purpose": each.purpose, "wording": each.wording} for each in ticks]}
    )


def not_selected(assembly: Assembly) -> QuerySet[Respondent]:
    """Who is still in the pool and may be drawn: not those who have sat and whom the rule of terms keeps out."""
    return respondents(assembly).filter(status=Status.POOL).exclude(pseudonym__in=barred_people(assembly))


def status_counts(assembly: Assembly) -> dict[str, int]:
    """How many respondents have each status; every status is there."""
    rows = respondents(assembly).order_by().values_list("status").annotate(n=Count("pk"))
    return {status.value: 0 for status in Status} | dict(rows)


def pool_counts(assembly: Assembly) -> Counter[tuple[str, str]]:
    """How many people of the pool have each (category, value)."""
    features = not_selected(assembly).values_list("features", flat=True)
    return Counter(pair for each in features.iterator() for pair in each.items())


def pending_import(assembly: Assembly, kind: str, by: Person) -> PendingImport | None:
    """The file that waits for this person's confirmation."""
    return PendingImport.objects.filter(assembly=assembly, kind=kind, by=by).first()


def layout_before(assembly: Assembly) -> Layout | None:
    """How the last imported list of people was laid out."""
    kept = ListLayout.objects.filter(assembly=assembly).first()
    return layout_from(kept.layout) if kept is not None else None


def inputs_of_first(assembly: Assembly, wanted: tuple[Target, ...] | None = None) -> Inputs:
    """Everybody in the pool, the targets as set (or `wanted`, to see what they would lead to), all seats."""
    wanted = all_targets(assembly, targets(assembly) if wanted is None else wanted)
    parts = parts_asked(assembly, wanted)
    if parts:
        whole = whole_targets(parts)
        pool, seats = pool_of(assembly, not_selected(assembly), whole), sum(part.seats for part in parts)
        return Inputs(pool=pool, targets=whole, seats=seats, parts=parts)
    return Inputs(pool=pool_of(assembly, not_selected(assembly), wanted), targets=wanted, seats=assembly.body.seats)


def inputs_of_replacement(assembly: Assembly, wanted: tuple[Target, ...] | None = None) -> Inputs:
    """Those not selected, without households of people who sit or were asked; the targets that remain; vacant seats."""
    wanted = all_targets(assembly, targets(assembly) if wanted is None else wanted)
    parts = parts_asked(assembly, wanted)
    wanted = whole_targets(parts) if parts else wanted
    kept = Q(pseudonym__in=_sitting_names(assembly)) | Q(status=Status.SELECTED)
    seated = tuple(respondents(assembly).filter(kept).values_list("pseudonym", flat=True))
    people = respondents(assembly).filter(kept | Q(status=Status.POOL)).exclude(pseudonym__in=barred_people(assembly))
    pool = pool_of(assembly, people, wanted)
    if parts:
        return _around(assembly, pool, parts, seated)
    return Inputs(
        pool=remaining_pool(pool, seated=seated),
        targets=remaining_targets(pool, wanted, seated),
        seats=vacancies(assembly).vacant,
    )


def _around(assembly: Assembly, pool: Pool, parts: tuple[Part, ...], seated: tuple[str, ...]) -> Inputs:
    """The vacant seats of each panel, under what its own targets still ask for. Substitutes are not drawn again."""
    panels, vacant = panels_of(draws(assembly), CallUp.objects.filter(assembly=assembly)), []
    for part in parts:
        here = [name for name in seated if panels.get(name) == part.name]
        if not part.substitutes and len(here) < part.seats:
            left = remaining_targets(pool, part.targets, here)
            vacant.append(replace(part, seats=part.seats - len(here), targets=left))
    return Inputs(
        pool=remaining_pool(pool, seated=seated),
        targets=whole_targets(vacant),
        seats=sum(part.seats for part in vacant),
        parts=tuple(vacant),
    )


def inputs_of_next(assembly: Assembly, wanted: tuple[Target, ...] | None = None) -> Inputs:
    """What the next lottery is computed from: around those who sit, or, before anybody was drawn, for all seats."""
    around = pool_is_closed(assembly) or open_turn(assembly) is not None
    return inputs_of_replacement(assembly, wanted) if around else inputs_of_first(assembly, wanted)


def inputs_of_leaving(assembly: Assembly) -> Inputs:
    """The members among whom chance decides who leaves at the next turn, and how many; no target: all are alike."""
    standing = turn_standing(assembly)
    lots, seats = (standing.due.lots, standing.due.by_lot) if standing else ((), 0)
    people = tuple(Entrant(id=name, features=()) for name in lots)
    return Inputs(pool=Pool(categories=(), respondents=people), targets=(), seats=seats)


def _sitting_names(assembly: Assembly) -> list[str]:
    return [term.membership.pseudonym for term in sitting(assembly.body)]


def pool_of(assembly: Assembly, people: QuerySet[Respondent], wanted: tuple[Target, ...]) -> Pool:
    """These people as a pool, with the categories of the targets `wanted`; of several frames those from one of them."""
    rows_of_frames = frame_rows(assembly)
    made = made_categories(seats_of(rows_of_frames))
    categories = tuple(sorted({target.category for target in wanted} - made))
    homes = households_of(assembly).of
    rows = people.values_list("pseudonym", "features")
    pool = Pool(
        categories=categories,
        respondents=tuple(
            Entrant(
                id=pseudonym,
                features=tuple(features.get(name, "") for name in categories),
                household=homes.get(pseudonym),
            )
            for pseudonym, features in rows
        ),
    )
    return in_frames(assembly, pool, rows_of_frames)


def vacancies(assembly: Assembly) -> Vacancies:
    """How the seats stand now."""
    return Vacancies(
        seats=assembly.body.seats,
        sitting=sitting(assembly.body).count(),
        waiting=respondents(assembly).filter(status=Status.SELECTED).count(),
    )

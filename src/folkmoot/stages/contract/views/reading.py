"""Reading the contract: as it stands, one version, its paper twin."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.commons.assemblies.queries import Assembly, holds, membership_of
from folkmoot.core.contract.clauses import from_plain
from folkmoot.stages.contract import queries
from folkmoot.stages.contract.labels import FIELDS
from folkmoot.stages.contract.manifest import DRAFT, ENTER_READING, NEGOTIATE
from folkmoot.stages.contract.wording import open_points, told

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def contract(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The contract as it stands: in force, offered, drafted, or not begun."""
    every = list(queries.versions(assembly))
    return _show(request, assembly, every, every[-1] if every else None)


@require_safe
def version(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One version, with what changed from the one before."""
    every = list(queries.versions(assembly))
    if found := next((each for each in every if each.number == number), None):
        return _show(request, assembly, every, found)
    raise Http404


def _show(
    request: HttpRequest,
    assembly: Assembly,
    every: list[queries.ContractVersion],
    shown: queries.ContractVersion | None,
) -> HttpResponse:
    may = {"may_draft": holds(request.user, DRAFT, assembly), "may_enter": holds(request.user, ENTER_READING, assembly)}
    context: dict[str, Any] = {"version": shown, "every": every} | may
    if shown:
        earlier = next((each for each in every if each.number == shown.number - 1), None)
        context |= in_full(shown) | {
            "offices": _offices(shown),
            "changes": _changes(earlier, shown) if earlier else [],
            "mine": waiting_for(request, shown),
            "negotiates": shown.offered_at is None and holds(request.user, NEGOTIATE, assembly),
            "successions": queries.successions(assembly),
            "acts": queries.acts_under(shown) if len(every) > 1 else [],
            "read_by": queries.readings(shown).count() if shown.published_at else 0,
            "to_confirm": _to_confirm(request, shown),
        }
    return render(request, "contract/contract.html", context)


def in_full(shown: queries.ContractVersion) -> dict[str, Any]:
    """A version's clauses in words, and what they leave open."""
    clauses = from_plain(shown.clauses)
    return {"clauses": clauses, "told": told(clauses), "gaps": open_points(clauses.gaps())}


def waiting_for(request: HttpRequest, shown: queries.ContractVersion) -> queries.Commissioner | None:
    """The office that the reader holds and has not signed for."""
    if shown.offered_at is None or shown.published_at is not None:
        return None
    return next((office for office in queries.unsigned(shown) if office.person == request.user), None)


def _to_confirm(request: HttpRequest, shown: queries.ContractVersion) -> bool:
    """Whether the reader is a member who has not said yet that she read the version in force."""
    found = queries.in_force(shown.assembly)
    if found is None or found.pk != shown.pk or not request.user.is_authenticated:
        return False
    member = membership_of(request.user, shown.assembly)
    return member is not None and not queries.readings(shown).filter(membership=member).exists()


def _offices(shown: queries.ContractVersion) -> list[tuple[queries.Commissioner, queries.Signature | None]]:
    """Every office with its signature, or `None` where it is still missing."""
    signed = {signature.commissioner_id: signature for signature in shown.signatures.all()}
    return [(office, signed.get(office.pk)) for office in queries.commissioners(shown.assembly)]


def _changes(earlier: queries.ContractVersion, later: queries.ContractVersion) -> list[tuple[str, queries.Change]]:
    found = queries.changes(earlier, later)
    return [(str(FIELDS[f"{change.clause}.{change.field}"][0]), change) for change in found]


def latest(assembly: Assembly) -> queries.ContractVersion:
    """The newest version; 404 where there is none."""
    found = queries.latest_version(assembly)
    if found is None:
        raise Http404
    return found

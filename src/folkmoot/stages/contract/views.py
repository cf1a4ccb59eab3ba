"""Pages of the contract."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.commons.accounts.actions import register_person
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.contract import actions, forms, queries
from folkmoot.stages.contract.clauses import Clauses, from_stored
from folkmoot.stages.contract.manifest import DRAFT

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
    clauses = from_stored(shown.clauses) if shown else None
    earlier = next((each for each in every if shown and each.number == shown.number - 1), None)
    return render(
        request,
        "contract/contract.html",
        {
            "version": shown,
            "clauses": clauses,
            "offices": _offices(shown) if shown else [],
            "every": every,
            "changes": _changes(earlier, shown) if earlier and shown else [],
            "may_draft": holds(request.user, DRAFT, assembly),
            "mine": _waiting_for(request, shown) if shown else None,
        }
        | (_labels(clauses) if clauses else {}),
    )


def _offices(shown: queries.ContractVersion) -> list[tuple[queries.Commissioner, queries.Signature | None]]:
    """Every office with its signature, or `None` where it is still missing."""
    signed = {signature.commissioner_id: signature for signature in shown.signatures.all()}
    return [(office, signed.get(office.pk)) for office in queries.commissioners(shown.assembly)]


def _changes(earlier: queries.ContractVersion, later: queries.ContractVersion) -> list[tuple[str, queries.Change]]:
    labels = forms.ClausesForm.base_fields
    return [(str(labels[change.clause].label), change) for change in queries.changes(earlier, later)]


def _waiting_for(request: HttpRequest, shown: queries.ContractVersion) -> queries.Commissioner | None:
    """The office that the reader holds and has not signed for."""
    if shown.offered_at is None or shown.published_at is not None:
        return None
    return next((office for office in queries.unsigned(shown) if office.person == request.user), None)


@read_or_send
def draft(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Write the clauses."""
    latest = queries.latest_version(assembly)
    initial = forms.initial_from(from_stored(latest.clauses)) if latest else forms.starting_point(assembly.language)
    form = forms.ClausesForm(request.POST or None, initial=initial)
    if form.is_valid():
        with faults_on(form):
            actions.draft_contract(by=person_of(request), assembly=assembly, clauses=form.clauses())
            messages.success(request, _("The draft is saved. Name who commissions it, then offer it for signature."))
            return redirect("contract:commissioners", assembly.slug)
    return render(request, "contract/draft.html", {"form": form, "first": latest is None})


@read_or_send
def commissioners(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Name who commissions the assembly."""
    form = forms.CommissionerForm(request.POST or None)
    if form.is_valid():
        written = form.cleaned_data
        by = person_of(request)
        with faults_on(form):
            person = register_person(by=by, email=written["email"], name=written["name"]) if written["email"] else None
            actions.name_commissioner(
                by=by,
                assembly=assembly,
                ref=written["ref"],
                office=written["office"],
                name=written["name"],
                person=person,
            )
            messages.success(request, _("%(office)s is named.") % {"office": written["office"]})
            return redirect("contract:commissioners", assembly.slug)
    context = {"form": form, "offices": queries.commissioners(assembly), "version": queries.latest_version(assembly)}
    return render(request, "contract/commissioners.html", context)


@read_or_send
def remove_commissioner(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Take an office off the draft, asked once."""
    office = get_object_or_404(queries.commissioners(assembly), ref=ref)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            actions.remove_commissioner(by=person_of(request), commissioner=office)
            messages.success(request, _("%(office)s is removed.") % {"office": office.office})
            return redirect("contract:commissioners", assembly.slug)
    return render(request, "contract/remove_commissioner.html", {"form": form, "office": office})


@read_or_send
def offer(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Offer the draft for signature, asked once: it is frozen from then on."""
    latest = _latest(assembly)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            door = request.build_absolute_uri(reverse("contract:sign", args=[assembly.slug]))
            actions.offer_contract(by=person_of(request), assembly=assembly, door=door)
            messages.success(request, _("The contract is frozen and waits for signatures."))
            return redirect("contract:contract", assembly.slug)
    context = {"form": form, "version": latest, "offices": queries.commissioners(assembly)}
    return render(request, "contract/offer.html", context)


@read_or_send
def sign(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Read the contract and sign it for one's office."""
    latest = _latest(assembly)
    office = _waiting_for(request, latest)
    if office is None:
        return redirect("contract:contract", assembly.slug)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            actions.sign_contract(by=person_of(request), version=latest, commissioner=office)
            messages.success(request, _("You have signed for %(office)s.") % {"office": office.office})
            return redirect("contract:contract", assembly.slug)
    clauses = from_stored(latest.clauses)
    context = {"form": form, "version": latest, "office": office, "clauses": clauses}
    return render(request, "contract/sign.html", context | _labels(clauses))


def _labels(clauses: Clauses) -> dict[str, object]:
    return {
        "influence": queries.INFLUENCE_LABELS[clauses.influence],
        "base": forms.BASE_LABELS[clauses.threshold_of],
    }


@read_or_send
def paper_signature(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Enter a signature that was given on paper before a witness."""
    office = get_object_or_404(queries.commissioners(assembly), ref=ref)
    form = forms.PaperSignatureForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            actions.enter_paper_signature(
                by=person_of(request),
                version=_latest(assembly),
                commissioner=office,
                witness=form.cleaned_data["witness"],
            )
            messages.success(request, _("The paper signature for %(office)s is entered.") % {"office": office.office})
            return redirect("contract:contract", assembly.slug)
    return render(request, "contract/paper_signature.html", {"form": form, "office": office})


@read_or_send
def publish(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Publish the signed contract, asked once."""
    latest = _latest(assembly)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            actions.publish_contract(by=person_of(request), version=latest)
            messages.success(request, _("The contract of power is public. Invitations and the draw are open now."))
            return redirect("assembly", assembly.slug)
    return render(request, "contract/publish.html", {"form": form, "version": latest})


@read_or_send
def amend(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Start the next version, with a public reason."""
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            actions.amend_contract(by=person_of(request), assembly=assembly, reason=form.cleaned_data["reason"])
            messages.success(request, _("A new version is started. Change what must change, then offer it."))
            return redirect("contract:draft", assembly.slug)
    return render(request, "contract/amend.html", {"form": form})


def _latest(assembly: Assembly) -> queries.ContractVersion:
    latest = queries.latest_version(assembly)
    if latest is None:
        raise Http404
    return latest

"""Signing, publishing, and what happens to an office and its readers afterwards."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from folkmoot.commons.accounts.actions import register_person
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.contract import actions, forms, queries
from folkmoot.stages.contract.views.reading import in_full, latest, read_or_send, waiting_for


@read_or_send
def sign(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Read the contract and sign it for one's office."""
    version = latest(assembly)
    office = waiting_for(request, version)
    if office is None:
        return redirect("contract:contract", assembly.slug)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            actions.sign_contract(by=person_of(request), version=version, commissioner=office)
            messages.success(request, _("You have signed for %(office)s.") % {"office": office.office})
            return redirect("contract:contract", assembly.slug)
    context = {"form": form, "version": version, "office": office}
    return render(request, "contract/sign.html", context | in_full(version))


@read_or_send
def paper_signature(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Enter a signature that was given on paper before a witness."""
    office = get_object_or_404(queries.commissioners(assembly), ref=ref)
    form = forms.PaperSignatureForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            actions.enter_paper_signature(
                by=person_of(request),
                version=latest(assembly),
                commissioner=office,
                witness=form.cleaned_data["witness"],
            )
            messages.success(request, _("The paper signature for %(office)s is entered.") % {"office": office.office})
            return redirect("contract:contract", assembly.slug)
    return render(request, "contract/paper_signature.html", {"form": form, "office": office})


@read_or_send
def publish(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Publish the signed contract, asked once."""
    version = latest(assembly)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            actions.publish_contract(by=person_of(request), version=version)
            messages.success(request, _("The contract of power is public. Invitations and the draw are open now."))
            return redirect("assembly", assembly.slug)
    return render(request, "contract/publish.html", {"form": form, "version": version})


@read_or_send
def succeed(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Enter who holds an office now."""
    office = get_object_or_404(queries.commissioners(assembly), ref=ref)
    form = forms.SuccessionForm(request.POST or None)
    if form.is_valid():
        written, by = form.cleaned_data, person_of(request)
        with faults_on(form):
            person = register_person(by=by, email=written["email"], name=written["name"]) if written["email"] else None
            actions.succeed(
                by=by,
                commissioner=office,
                name=written["name"],
                on=written["on"],
                reason=written["reason"],
                person=person,
            )
            said = {"name": written["name"], "office": office.office}
            messages.success(request, _("%(name)s holds the office “%(office)s” now. Every date stands.") % said)
            return redirect("contract:contract", assembly.slug)
    return render(request, "contract/succeed.html", {"form": form, "office": office})


@read_or_send
def confirm(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """A member reads the contract in force and says so."""
    version = queries.in_force(assembly)
    if version is None:
        return redirect("contract:contract", assembly.slug)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            actions.confirm_reading(by=person_of(request), version=version)
            messages.success(request, _("Thank you. Hold them to it."))
            return redirect("contract:contract", assembly.slug)
    return render(request, "contract/confirm.html", {"form": form, "version": version} | in_full(version))


@read_or_send
def enter_reading(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Enter that a member has read the contract on paper, or had it read to her."""
    version = queries.in_force(assembly)
    if version is None:
        return redirect("contract:contract", assembly.slug)
    form = forms.ReadingForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            pseudonym = form.cleaned_data["pseudonym"]
            actions.enter_reading(by=person_of(request), version=version, pseudonym=pseudonym)
            messages.success(request, _("%(name)s has confirmed the reading.") % {"name": pseudonym})
            return redirect("contract:enter_reading", assembly.slug)
    context = {"form": form, "version": version, "readings": queries.readings(version)}
    return render(request, "contract/enter_reading.html", context)

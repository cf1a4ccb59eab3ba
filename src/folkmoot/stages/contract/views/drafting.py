"""Writing the contract: from a precedent, page by page, with proposals from those who will sign."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.commons.accounts.actions import register_person
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.commons.languages.queries import faults_on
from folkmoot.core.contract.clauses import from_plain, read_clause
from folkmoot.stages.contract import actions, forms, queries
from folkmoot.stages.contract.clause_forms import SectionForm
from folkmoot.stages.contract.labels import CLAUSE_TITLES, FIELDS
from folkmoot.stages.contract.manifest import DRAFT
from folkmoot.stages.contract.models import ClauseChange
from folkmoot.stages.contract.precedents import PRECEDENTS, start_from
from folkmoot.stages.contract.sections import SECTIONS, Section, section_after, section_at
from folkmoot.stages.contract.views.reading import latest, read_or_send
from folkmoot.stages.contract.wording import open_points


@read_or_send
def draft(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The draft at a glance: where to start, the pages to write, what is still open."""
    version = queries.latest_version(assembly)
    if version is None:
        return _start(request, assembly)
    gaps = from_plain(version.clauses).gaps()
    sections = [(each, [gap for gap in gaps if gap.clause in each.clauses]) for each in SECTIONS]
    context = {
        "version": version,
        "sections": sections,
        "required": open_points(gap for gap in gaps if gap.required),
        "gaps": open_points(gap for gap in gaps if not gap.required),
        "waiting": queries.proposals(version).count(),
        "offices": queries.commissioners(assembly),
    }
    return render(request, "contract/draft.html", context)


def _start(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    form = forms.PrecedentForm(request.POST or None, initial={"precedent": "municipal"})
    if form.is_valid():
        with faults_on(form):
            clauses = start_from(form.cleaned_data["precedent"], assembly.language)
            actions.draft_contract(by=person_of(request), assembly=assembly, clauses=clauses)
            return redirect("contract:section", assembly.slug, SECTIONS[0].slug)
    return render(request, "contract/start.html", {"form": form, "precedents": PRECEDENTS.values()})


@read_or_send
def section(request: HttpRequest, assembly: Assembly, page: str) -> HttpResponse:
    """One page of the editor: the organiser writes, whoever will sign proposes."""
    found, version = section_at(page), latest(assembly)
    if found is None:
        raise Http404
    clauses = from_plain(version.clauses)
    form = SectionForm(found, clauses, request.POST or None)
    writes = holds(request.user, DRAFT, assembly)
    note = forms.NoteForm(request.POST or None)
    if form.is_valid() and (writes or note.is_valid()):
        with faults_on(form):
            if writes:
                return _save(request, assembly, form)
            return _propose(request, assembly, form, note.cleaned_data["note"])
    gaps = open_points(gap for gap in clauses.gaps() if gap.clause in found.clauses)
    context = {"form": form, "note": note, "section": found, "writes": writes, "gaps": gaps, "version": version}
    return render(request, "contract/section.html", context | _place(found))


def _place(found: Section) -> dict[str, object]:
    return {"place": SECTIONS.index(found) + 1, "of": len(SECTIONS), "after": section_after(found)}


def _save(request: HttpRequest, assembly: Assembly, form: SectionForm) -> HttpResponse:
    clauses = from_plain(latest(assembly).clauses).having(form.read.values())
    actions.draft_contract(by=person_of(request), assembly=assembly, clauses=clauses)
    messages.success(request, _("“%(page)s” is saved.") % {"page": form.section.title})
    after = section_after(form.section)
    if after is None:
        return redirect("contract:draft", assembly.slug)
    return redirect("contract:section", assembly.slug, after.slug)


def _propose(request: HttpRequest, assembly: Assembly, form: SectionForm, note: str) -> HttpResponse:
    """Every clause on the page that differs becomes a proposal of the reader's office."""
    by = person_of(request)
    office = next((each for each in queries.commissioners(assembly) if each.person == by), None)
    if office is None:
        raise Http404
    actions.propose_changes(by=by, commissioner=office, clauses=list(form.read.values()), note=note)
    messages.success(request, _("Your proposal is kept. Whoever drafts the contract accepts or declines it."))
    return redirect("contract:negotiation", assembly.slug)


@read_or_send
def negotiation(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Every change that the draft went through or was offered, word by word."""
    version = latest(assembly)
    rows = [(change, CLAUSE_TITLES[change.clause], _in_words(change)) for change in queries.history(version)]
    writes = holds(request.user, DRAFT, assembly)
    context = {"version": version, "rows": rows, "writes": writes, "sections": SECTIONS}
    return render(request, "contract/negotiation.html", context)


def _in_words(change: ClauseChange) -> list[tuple[str, str, str]]:
    """Field by field, what differs: its question, the words before, the words after."""
    before, after = read_clause(change.clause, change.before), read_clause(change.clause, change.after)
    return [
        (
            str(FIELDS[f"{change.clause}.{name}"][0]),
            queries.in_words(getattr(before, name)),
            queries.in_words(getattr(after, name)),
        )
        for name in change.after
        if change.before.get(name) != change.after[name]
    ]


@read_or_send
def decide(request: HttpRequest, assembly: Assembly, change: int) -> HttpResponse:
    """Accept or decline one proposed change."""
    version = latest(assembly)
    found = get_object_or_404(queries.proposals(version), number=change)
    form = forms.DecisionForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            accept = form.cleaned_data["decision"] == "accept"
            by = person_of(request)
            actions.decide_change(by=by, change=found, accept=accept, answer=form.cleaned_data["answer"])
            messages.success(request, _("Accepted: it stands in the draft now.") if accept else _("Declined."))
            return redirect("contract:negotiation", assembly.slug)
    context = {"form": form, "change": found, "title": CLAUSE_TITLES[found.clause], "words": _in_words(found)}
    return render(request, "contract/decide.html", context)


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
    version = latest(assembly)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            door = request.build_absolute_uri(reverse("contract:sign", args=[assembly.slug]))
            actions.offer_contract(by=person_of(request), assembly=assembly, door=door)
            messages.success(request, _("The contract is frozen and waits for signatures."))
            return redirect("contract:contract", assembly.slug)
    context = {
        "form": form,
        "version": version,
        "gaps": open_points(from_plain(version.clauses).gaps()),
        "offices": queries.commissioners(assembly),
    }
    return render(request, "contract/offer.html", context)


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

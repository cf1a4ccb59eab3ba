"""Pages of deliberation."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.commons.languages.queries import faults_on
from folkmoot.commons.lineage.queries import family
from folkmoot.core.journey import BeadState
from folkmoot.stages.deliberation import actions, forms, queries
from folkmoot.stages.deliberation.actions import Heard
from folkmoot.stages.deliberation.manifest import CURATE, FREEZE, GATHER, WRITE
from folkmoot.stages.deliberation.reading import heard_in
from folkmoot.stages.deliberation.rules import state

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def deliberation(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The drafts: all of them, whatever became of them."""
    wanted, fate = request.GET.get("q", "").strip(), request.GET.get("fate", "")
    found = queries.drafts(assembly, containing=wanted, fate=fate)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "choices": [("fate", _("State"), [(each.value, label) for each, label in forms.FATES.items()])],
        "rows": [(draft, forms.FATES[queries.Fate(draft.fate)]) for draft in page],
        "is_open": state(assembly) is BeadState.OPEN,
        "may_write": holds(request.user, WRITE, assembly),
        "may_freeze": holds(request.user, FREEZE, assembly),
    }
    return _show(request, assembly, "deliberation/deliberation.html", context)


@require_safe
def statements(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """What people said, with where it is from."""
    found = queries.statements(assembly, containing=request.GET.get("q", "").strip())
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    context = {"page": page, "may_gather": holds(request.user, GATHER, assembly)}
    return _show(request, assembly, "deliberation/statements.html", context)


@require_safe
def statement(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One statement, and where it went."""
    found = _statement(assembly, number)
    context = {
        "statement": found,
        "fate_label": forms.FATES[queries.Fate(found.fate)],
        "may_curate": holds(request.user, CURATE, assembly),
    }
    return _show(request, assembly, "deliberation/statement.html", context | _family(assembly, found.name))


@require_safe
def draft(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One draft: its words, its versions, where it came from and where it went."""
    found = _draft(assembly, number)
    versions = list(queries.versions(found))
    is_open = found.fate == queries.Fate.OPEN and state(assembly) is BeadState.OPEN
    context = {
        "draft": found,
        "fate_label": forms.FATES[queries.Fate(found.fate)],
        "words": versions[-1],
        "versions": list(zip(versions, [None, *versions], strict=False))[::-1],
        "may_write": is_open and holds(request.user, WRITE, assembly),
        "may_curate": holds(request.user, CURATE, assembly) and state(assembly) is BeadState.OPEN,
        "others": [each for each in queries.open_drafts(assembly) if each != found] if is_open else [],
    }
    return _show(request, assembly, "deliberation/draft.html", context | _family(assembly, found.name))


@require_safe
def texts(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The frozen texts as they go to the ballot."""
    return _show(request, assembly, "deliberation/texts.html", {"texts": queries.frozen_texts(assembly)})


@require_safe
def texts_json(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The frozen texts as data, each with its hash."""
    rows = [
        {"number": each.number, "title": each.title, "text": each.text, "sha256": each.sha256}
        for each in queries.frozen_texts(assembly)
    ]
    return JsonResponse({"assembly": assembly.slug, "texts": rows}, json_dumps_params={"ensure_ascii": False})


@require_safe
def text(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One frozen text."""
    found = queries.frozen_text_at(assembly, number)
    mine = queries.in_my_language(assembly, number)
    if found is None:
        raise Http404
    return _show(
        request, assembly, "deliberation/text.html", {"text": found, "mine": mine} | _family(assembly, found.name)
    )


@read_or_send
def gather(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Bring in statements from a file, or one by hand."""
    form = forms.GatherForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        written = form.cleaned_data
        with faults_on(form):
            taken = actions.gather_statements(
                by=person_of(request),
                assembly=assembly,
                heard=_heard(written),
                source=written["source"],
                licence=written["licence"],
            )
            said = ngettext("%(n)d statement is taken in.", "%(n)d statements are taken in.", len(taken))
            messages.success(request, said % {"n": len(taken)})
            return redirect("deliberation:statements", assembly.slug)
    happens = _(
        "Statements are public as soon as they are taken in. Leave out names and anything that points to a person."
    )
    return _ask(
        request,
        form,
        heading=_("Bring in what people have said"),
        submit=_("Take in"),
        happens=happens,
        back=reverse("deliberation:statements", args=[assembly.slug]),
    )


def _heard(written: dict[str, Any]) -> list[Heard]:
    """What the form brings: a file's statements or the one that was typed."""
    file = written["file"]
    return heard_in(file.read(), name=file.name) if file else [Heard(text=written["text"])]


@read_or_send
def set_statement_aside(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Say why a statement leads no further."""
    found = _statement(assembly, number)
    form = forms.AsideForm(request.POST or None)
    back = reverse("deliberation:statement", args=[assembly.slug, number])
    if form.is_valid():
        with faults_on(form):
            actions.set_statement_aside(
                by=person_of(request),
                statement=found,
                fate=queries.Fate(form.cleaned_data["fate"]),
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("The reason now stands on the page of this statement."))
            return redirect(back)
    return _ask(request, form, heading=_("Set statement %d aside") % number, lead=found.text, back=back)


@read_or_send
def write(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Start a draft, perhaps from a statement."""
    form = forms.DraftForm(request.POST or None, initial={"sources": request.GET.get("from", "")[:80]})
    if form.is_valid():
        with faults_on(form):
            made = actions.write_draft(
                by=person_of(request),
                assembly=assembly,
                words=form.words(),
                table=form.cleaned_data["table"],
                authors=form.cleaned_data["authors"],
                sources=form.cleaned_data["sources"],
            )
            messages.success(request, _("Draft %d is saved. Others can read it and write on.") % made.number)
            return redirect("deliberation:draft", assembly.slug, made.number)
    happens = _("Drafts are public under your pseudonym. Every version is kept.")
    back = reverse("deliberation:deliberation", args=[assembly.slug])
    return _ask(request, form, heading=_("Write a draft"), happens=happens, back=back)


@read_or_send
def revise(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Write a draft's next version."""
    found = _draft(assembly, number)
    initial: dict[str, Any] = {
        **forms.initial_from(queries.current(found)),
        "table": found.table,
        "authors": ", ".join(found.authors),
        "based_on": found.version,
    }
    form = forms.DraftForm(request.POST or None, initial=initial)
    if form.is_valid():
        with faults_on(form):
            actions.revise_draft(
                by=person_of(request),
                draft=found,
                words=form.words(),
                based_on=form.cleaned_data["based_on"] or 0,
                table=form.cleaned_data["table"],
                authors=form.cleaned_data["authors"],
                sources=form.cleaned_data["sources"],
            )
            messages.success(request, _("The new version is saved; the old one is kept."))
            return redirect("deliberation:draft", assembly.slug, number)
        form = _rebased(form, found)
    back = reverse("deliberation:draft", args=[assembly.slug, number])
    return _ask(request, form, heading=_("Revise draft %d") % number, back=back)


def _rebased(form: forms.DraftForm, found: queries.Draft) -> forms.DraftForm:
    """The same form with what was typed, so that the next save builds on the version that was shown as newer."""
    fresh = queries.draft_at(found.assembly, found.number) or found
    form.data = {**form.data.dict(), "based_on": str(fresh.version)}  # type: ignore[attr-defined]
    return form


@read_or_send
def merge(request: HttpRequest, assembly: Assembly, number: int, other: int) -> HttpResponse:
    """Make one draft from two."""
    one, two = _draft(assembly, number), _draft(assembly, other)
    first, second = queries.current(one), queries.current(two)
    initial = {
        "title": first.title,
        "text": f"{first.text}\n\n{second.text}",
        "why": "\n\n".join(filter(None, (first.why, second.why))),
    }
    form = forms.MergeForm(request.POST or None, initial=initial)
    back = reverse("deliberation:draft", args=[assembly.slug, number])
    if form.is_valid():
        with faults_on(form):
            made = actions.merge_drafts(by=person_of(request), draft=one, other=two, words=form.words())
            messages.success(request, _("Both drafts are merged into draft %d and stay readable.") % made.number)
            return redirect("deliberation:draft", assembly.slug, made.number)
    heading = _("Merge draft %(one)d with draft %(two)d") % {"one": number, "two": other}
    happens = _("A new draft is made with the words below. Both old drafts stay readable and point to it.")
    return _ask(request, form, heading=heading, submit=_("Merge"), happens=happens, back=back)


@read_or_send
def split(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Make two drafts from one."""
    found = _draft(assembly, number)
    form = forms.SplitForm(request.POST or None, first=forms.initial_from(queries.current(found)))
    back = reverse("deliberation:draft", args=[assembly.slug, number])
    if form.is_valid():
        with faults_on(form):
            one, two = actions.split_draft(by=person_of(request), draft=found, parts=form.parts())
            said = _("Drafts %(one)d and %(two)d are made from it.") % {"one": one.number, "two": two.number}
            messages.success(request, said)
            return redirect("deliberation:draft", assembly.slug, one.number)
    happens = _("Two new drafts are made, so that each can be voted on alone. The old one stays readable.")
    heading = _("Split draft %d in two") % number
    return _ask(request, form, heading=heading, submit=_("Split"), happens=happens, back=back)


@read_or_send
def set_draft_aside(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Park a draft or call it out of scope."""
    found = _draft(assembly, number)
    form = forms.AsideForm(request.POST or None)
    back = reverse("deliberation:draft", args=[assembly.slug, number])
    if form.is_valid():
        with faults_on(form):
            actions.set_draft_aside(
                by=person_of(request),
                draft=found,
                fate=queries.Fate(form.cleaned_data["fate"]),
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("Draft %d is set aside; its page says why.") % number)
            return redirect(back)
    return _ask(request, form, heading=_("Set draft %d aside") % number, lead=found.title, back=back)


@require_POST
def take_up_draft(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Open a draft again that was set aside."""
    actions.take_up_draft(by=person_of(request), draft=_draft(assembly, number))
    messages.success(request, _("Draft %d is open again.") % number)
    return redirect("deliberation:draft", assembly.slug, number)


@read_or_send
def freeze(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Choose the drafts and freeze them, asked once."""
    drafts = list(queries.open_drafts(assembly))
    form = forms.FreezeForm(request.POST or None, drafts=drafts)
    if form.is_valid():
        with faults_on(form):
            frozen = actions.freeze_texts(
                by=person_of(request), assembly=assembly, drafts=form.chosen(), rest=form.cleaned_data["rest"]
            )
            said = ngettext(
                "%(n)d text is frozen for the ballot.", "%(n)d texts are frozen for the ballot.", len(frozen)
            )
            messages.success(request, said % {"n": len(frozen)})
            return redirect("deliberation:texts", assembly.slug)
    return _show(request, assembly, "deliberation/freeze.html", {"form": form, "drafts": drafts})


def _ask(
    request: HttpRequest, form: Any, *, heading: str, back: str, submit: str = "", happens: str = "", lead: str = ""
) -> HttpResponse:
    """A page that only asks."""
    context = {
        "base": "assembly_base.html",
        "form": form,
        "heading": heading,
        "submit": submit or _("Save"),
        "what_happens": happens,
        "lead": lead,
        "back_url": back,
    }
    return render(request, "form_page.html", context)


def _show(request: HttpRequest, assembly: Assembly, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of this stage, with its neighbours."""
    links = [
        (_("Drafts"), reverse("deliberation:deliberation", args=[assembly.slug])),
        (_("What people said"), reverse("deliberation:statements", args=[assembly.slug])),
        (_("Frozen texts"), reverse("deliberation:texts", args=[assembly.slug])),
    ]
    return render(request, template, context | {"links": links})


def _family(assembly: Assembly, name: str) -> dict[str, Any]:
    found = family(assembly, name)
    return {
        "came_from": queries.titled(assembly, found.came_from),
        "led_to": queries.titled(assembly, found.led_to),
    }


def _draft(assembly: Assembly, number: int) -> queries.Draft:
    found = queries.draft_at(assembly, number)
    if found is None:
        raise Http404
    return found


def _statement(assembly: Assembly, number: int) -> queries.Statement:
    found = queries.statement_at(assembly, number)
    if found is None:
        raise Http404
    return found

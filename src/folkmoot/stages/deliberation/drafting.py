"""Pages of deliberation on which something is written: statements gathered, drafts made, texts frozen."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.deliberation import actions, forms, queries
from folkmoot.stages.deliberation.actions import Heard
from folkmoot.stages.deliberation.frame import ask, draft_or_404, show, statement_or_404
from folkmoot.stages.deliberation.reading import heard_in

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


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
                language=written["language"],
            )
            said = ngettext("%(n)d statement is taken in.", "%(n)d statements are taken in.", len(taken))
            messages.success(request, said % {"n": len(taken)})
            return redirect("deliberation:statements", assembly.slug)
    happens = _(
        "Statements are public as soon as they are taken in. Leave out names and anything that points to a person."
    )
    return ask(
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
    found = statement_or_404(assembly, number)
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
    return ask(request, form, heading=_("Set statement %d aside") % number, lead=found.text, back=back)


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
    return ask(request, form, heading=_("Write a draft"), happens=happens, back=back)


@read_or_send
def revise(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Write a draft's next version."""
    found = draft_or_404(assembly, number)
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
    return ask(request, form, heading=_("Revise draft %d") % number, back=back)


def _rebased(form: forms.DraftForm, found: queries.Draft) -> forms.DraftForm:
    """The same form with what was typed, so that the next save builds on the version that was shown as newer."""
    fresh = queries.draft_at(found.assembly, found.number) or found
    form.data = {**form.data.dict(), "based_on": str(fresh.version)}  # type: ignore[attr-defined]
    return form


@read_or_send
def merge(request: HttpRequest, assembly: Assembly, number: int, other: int) -> HttpResponse:
    """Make one draft from two."""
    one, two = draft_or_404(assembly, number), draft_or_404(assembly, other)
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
    return ask(request, form, heading=heading, submit=_("Merge"), happens=happens, back=back)


@read_or_send
def split(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Make two drafts from one."""
    found = draft_or_404(assembly, number)
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
    return ask(request, form, heading=heading, submit=_("Split"), happens=happens, back=back)


@read_or_send
def set_draft_aside(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Park a draft or call it out of scope."""
    found = draft_or_404(assembly, number)
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
    return ask(request, form, heading=_("Set draft %d aside") % number, lead=found.title, back=back)


@require_POST
def take_up_draft(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Open a draft again that was set aside."""
    actions.take_up_draft(by=person_of(request), draft=draft_or_404(assembly, number))
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
    return show(request, assembly, "deliberation/freeze.html", {"form": form, "drafts": drafts})

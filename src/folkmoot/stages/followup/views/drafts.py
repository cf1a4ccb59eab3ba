"""Pages of an office's desk: its drafts, alone or as a table, who writes them, and their release."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot import clock, tables
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on, said
from folkmoot.core.faults import Fault, Faults
from folkmoot.stages.followup import actions, draft_forms, queries
from folkmoot.stages.followup import desk as desks
from folkmoot.stages.followup.desk import Desk, DeskRow, DraftState
from folkmoot.stages.followup.draft_files import COLUMNS, FILLED_IN, Known, read_drafts
from folkmoot.stages.followup.models import Drafter, DraftSheet
from folkmoot.stages.followup.wording import ANSWERS, DRAFT_STATES, REASONS

read_or_send = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 50
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


@require_safe
def drafts(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Everything that the office still owes: how far each draft is, to search, filter, take along, release."""
    office = _office(request, assembly, ref)
    found = desks.desk(office)
    people = desks.drafters(office)
    shown = [row for row in found.rows if _fits(row, request)]
    context = {
        "office": office,
        "desk": found,
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("page")),
        "shown": len(shown),
        "counts": [(number, DRAFT_STATES[state]) for state, number in found.counts.items()],
        "choices": [
            ("state", _("State"), [(state.value, DRAFT_STATES[state]) for state in DraftState]),
            ("who", _("Who writes it"), [(person.email, person.name or person.email) for person in people]),
        ],
        "people": people,
        "planned": desks.planned(office),
        "last": desks.last_release(office),
        "is_holder": office.person == request.user,
        "formats": list(TYPES),
    }
    return render(request, "followup/drafts.html", context)


def _fits(row: DeskRow, request: HttpRequest) -> bool:
    words, state, who = (request.GET.get(name, "").strip().casefold() for name in ("q", "state", "who"))
    it = row.recommendation
    assigned = row.draft.assigned_to.email.casefold() if row.draft and row.draft.assigned_to else ""
    return (
        words in f"{it.number} {it.title} {it.text}".casefold()
        and (not state or row.state == state)
        and (not who or assigned == who)
    )


@read_or_send
def draft(request: HttpRequest, assembly: Assembly, ref: str, number: int) -> HttpResponse:
    """Write one draft, or say that it was checked."""
    office = _office(request, assembly, ref)
    found = desks.desk(office)
    row = found.row(number)
    if row is None:
        messages.info(request, _("The reply to recommendation %d is out. It is answered on its own page.") % number)
        return redirect("followup:drafts", assembly.slug, ref)
    form = draft_forms.DraftForm(request.POST or None, writers=desks.drafters(office), draft=row.draft)
    by = person_of(request)
    if "check" in request.POST and row.draft:
        with faults_on(form):
            actions.check_draft(by=by, draft=row.draft)
            return _onward(request, found, number)
    elif form.is_valid():
        with faults_on(form):
            actions.write_draft(by=by, office=office, number=number, fields=form.cleaned_data)
            messages.success(request, _("The draft is kept. Nobody outside your office sees it."))
            return _onward(request, found, number)
    may_check = row.state is DraftState.WRITTEN and row.draft is not None and row.draft.written_by != by
    context = {"office": office, "row": row, "it": row.recommendation, "form": form, "may_check": may_check}
    return render(request, "followup/draft.html", context)


def _onward(request: HttpRequest, found: Desk, number: int) -> HttpResponse:
    """To the next draft that is not complete, where that was asked for; else to the same one again."""
    office = found.office
    onward = found.after(number) if "next" in request.POST else number
    if onward is None:
        return redirect("followup:drafts", office.assembly.slug, office.ref)
    return redirect("followup:draft", office.assembly.slug, office.ref, onward)


@require_safe
def drafts_table(request: HttpRequest, assembly: Assembly, ref: str, format: str) -> HttpResponse:
    """Everything that is still owed with its drafts, to fill in anywhere."""
    if format not in TYPES:
        raise Http404
    office = _office(request, assembly, ref)
    rows = [_cells(row) for row in desks.desk(office).rows]
    response = HttpResponse(tables.WRITERS[format](COLUMNS, rows), content_type=TYPES[format])
    response["Content-Disposition"] = f'attachment; filename="{assembly.slug}-{ref}-drafts.{format}"'
    return response


def _cells(row: DeskRow) -> tuple[str, ...]:
    it, draft = row.recommendation, row.draft
    start = (str(it.number), it.title, it.text)
    if draft is None:
        return (*start, *[""] * len(FILLED_IN))
    return (
        *start,
        str(ANSWERS.get(draft.answer, "")),
        draft.text,
        draft.wording,
        draft.source,
        draft.until.isoformat() if draft.until else "",
        draft.authority,
        str(REASONS.get(draft.reason_code, "")),
        draft.assigned_to.email if draft.assigned_to else "",
        draft.remark,
    )


@read_or_send
def drafts_upload(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Choose the filled-in table; nothing changes before its dry run is confirmed."""
    office = _office(request, assembly, ref)
    form = draft_forms.SheetForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with faults_on(form):
            actions.keep_sheet(by=person_of(request), office=office, filename=file.name, content=file.read())
            return redirect("followup:drafts_check", assembly.slug, ref)
    shown = {"form": form, "office": office, "answers": ANSWERS.values(), "reasons": REASONS.values()}
    return render(request, "followup/drafts_upload.html", shown | {"formats": list(TYPES)})


@read_or_send
def drafts_check(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """What the table says and every problem in it by row and column; then take it over, or discard it."""
    office, by = _office(request, assembly, ref), person_of(request)
    sheet = desks.sheet_of(office, by)
    if sheet is None:
        return redirect("followup:drafts_upload", assembly.slug, ref)
    if request.POST.get("discard"):
        actions.discard_sheet(by=by, office=office)
        messages.success(request, _("The file is discarded; nothing was changed."))
        return redirect("followup:drafts", assembly.slug, ref)
    if request.method == "POST":
        return _take_over(request, office)
    return render(request, "followup/drafts_check.html", {"office": office, "sheet": sheet} | _looked_at(office, sheet))


def _take_over(request: HttpRequest, office: queries.Commissioner) -> HttpResponse:
    slug, sha256 = office.assembly.slug, request.POST.get("sha256", "")
    try:
        count = actions.import_drafts(by=person_of(request), office=office, sha256=sha256, known=_known(office))
    except Faults:  # something changed since the dry run: it says what
        return redirect("followup:drafts_check", slug, office.ref)
    except Fault as fault:
        messages.error(request, said(fault))
        return redirect("followup:drafts_upload", slug, office.ref)
    messages.success(
        request, ngettext("%(n)d draft is taken over.", "%(n)d drafts are taken over.", count) % {"n": count}
    )
    return redirect("followup:drafts", slug, office.ref)


def _looked_at(office: queries.Commissioner, sheet: DraftSheet) -> dict[str, Any]:
    try:
        lines = read_drafts(bytes(sheet.content), name=sheet.filename, known=_known(office))
    except Faults as several:
        return {"problems": _told(several)}
    return {"columns": (_("Row"), _("Recommendation"), _("What is filled in")), "lines": _seen(lines)}


def _known(office: queries.Commissioner) -> Known:
    return Known(
        owed=[row.recommendation.number for row in desks.desk(office).rows],
        drafters=[person.email.casefold() for person in desks.drafters(office)],
        answers={code: str(word) for code, word in ANSWERS.items()},
        reasons={code: str(word) for code, word in REASONS.items()},
        today=clock.now().date(),
    )


def _told(several: Faults) -> list[tuple[object, object, str]]:
    """Every problem as row, column and sentence; those of the whole file first."""
    lines = [
        (fault.params.get("row") or "–", fault.params.get("column") or "–", said(fault)) for fault in several.faults
    ]
    return sorted(lines, key=lambda line: (line[0] != "–", line[0] if isinstance(line[0], int) else 0))


def _seen(lines: Any) -> list[tuple[str, str, str]]:
    """What each row fills in, shortened."""
    words = {**ANSWERS, **REASONS}
    return [
        (
            str(line.row),
            str(line.number),
            " · ".join(f"{name}: {words.get(value, value)!s:.80}" for name, value in line.fields.items() if value),
        )
        for line in lines
    ]


@read_or_send
def release(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Release drafts together, now or at an hour; or take a planned release back."""
    office, by = _office(request, assembly, ref), person_of(request)
    if office.person != by:
        raise Http404
    found = desks.desk(office)
    back = reverse("followup:drafts", args=[assembly.slug, ref])
    if request.POST.get("cancel"):
        actions.cancel_release(by=by, office=office)
        messages.success(request, _("The planned release is taken back. The drafts are still there."))
        return redirect(back)
    form = draft_forms.ReleaseForm(request.POST or None)
    if form.is_valid():
        numbers = found.ready(unchecked=form.cleaned_data["which"] == "complete")
        with faults_on(form):
            done = actions.release_drafts(by=by, office=office, numbers=numbers, at=form.cleaned_data["at"])
            messages.success(request, _released(len(numbers), out=done.done_at is not None))
            return redirect(back)
    counts = {"checked": len(found.ready(unchecked=False)), "complete": len(found.ready(unchecked=True))}
    context = {"office": office, "form": form, "desk": found, "counts": counts, "planned": desks.planned(office)}
    return render(request, "followup/release.html", context)


def _released(count: int, *, out: bool) -> str:
    if out:
        return ngettext("%(n)d reply is public.", "%(n)d replies are public.", count) % {"n": count}
    return ngettext("%(n)d reply will be public then.", "%(n)d replies will be public then.", count) % {"n": count}


@read_or_send
def drafters(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Who writes for an office: named by the organiser; the office-holder alone releases."""
    office = queries.office_at(assembly, ref)
    if office is None:
        raise Http404
    by = person_of(request)
    if request.POST.get("remove"):
        named = Drafter.objects.filter(commissioner=office, pk=_whole(request.POST["remove"])).first()
        if named is not None:
            actions.remove_drafter(by=by, drafter=named)
            messages.success(
                request, _("%s writes for this office no more.") % (named.person.name or named.person.email)
            )
        return redirect("followup:drafters", assembly.slug, ref)
    form = draft_forms.DrafterForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            door = request.build_absolute_uri(reverse("followup:drafts", args=[assembly.slug, ref]))
            actions.name_drafter(by=by, office=office, door=door, **form.cleaned_data)
            messages.success(request, _("%s writes for this office and was told so.") % form.cleaned_data["name"])
            return redirect("followup:drafters", assembly.slug, ref)
    named_ones = Drafter.objects.filter(commissioner=office).select_related("person")
    return render(request, "followup/drafters.html", {"office": office, "form": form, "named": named_ones})


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _office(request: HttpRequest, assembly: Assembly, ref: str) -> queries.Commissioner:
    """The office, for those who write for it; 404 for everybody else."""
    found = next((each for each in desks.offices_written_for(assembly, request.user) if each.ref == ref), None)
    if found is None:
        raise Http404
    return found

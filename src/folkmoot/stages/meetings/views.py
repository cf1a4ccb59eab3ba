"""Pages of meetings."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.meetings import actions, forms, queries
from folkmoot.stages.meetings.calendars import calendar_file
from folkmoot.stages.meetings.manifest import ATTENDANCE, PLAN
from folkmoot.stages.meetings.queries import Meeting

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def meetings(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """All meetings: those to come, then those held."""
    now, every = clock.now(), list(queries.meetings(assembly))
    context = {
        "coming": [one for one in every if one.ends_at > now],
        "held": [one for one in reversed(every) if one.ends_at <= now],
        "may_plan": holds(request.user, PLAN, assembly),
    }
    return render(request, "meetings/meetings.html", context)


@require_safe
def calendar(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """All meetings as a calendar file."""
    every = queries.meetings(assembly).select_related("assembly")
    content = calendar_file(every, host=request.get_host().partition(":")[0], now=clock.now())
    name = f'attachment; filename="{assembly.slug}.ics"'
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": name})


@require_safe
def meeting(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One meeting: when, where, how to get there, the agenda, how many came."""
    found = _meeting(assembly, number)
    context = {
        "meeting": found,
        "agenda": queries.agenda(found),
        "may_plan": holds(request.user, PLAN, assembly),
        "may_tick": holds(request.user, ATTENDANCE, assembly),
    }
    return render(request, "meetings/meeting.html", context)


@read_or_send
def plan(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Plan a meeting."""
    initial = {"zone": settings.TIME_ZONE, "place": assembly.place}
    form = forms.MeetingForm(request.POST or None, initial=initial)
    if form.is_valid():
        with faults_on(form):
            planned = actions.plan_meeting(by=person_of(request), assembly=assembly, **form.plan())
            messages.success(request, _("The meeting is planned and public."))
            return redirect("meetings:meeting", assembly.slug, planned.number)
    return _ask(
        request, form, _("Plan a meeting"), _("Plan and publish"), reverse("meetings:meetings", args=[assembly.slug])
    )


@read_or_send
def change(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Change a planned meeting."""
    found = _meeting(assembly, number)
    form = forms.MeetingForm(request.POST or None, initial=forms.initial_from(found))
    if form.is_valid():
        with faults_on(form):
            actions.change_meeting(by=person_of(request), meeting=found, **form.plan())
            messages.success(request, _("The change is public. Tell the members, too."))
            return redirect("meetings:meeting", assembly.slug, number)
    return _ask(request, form, _("Change the meeting"), _("Save and publish"), _page(found))


def _ask(request: HttpRequest, form: forms.MeetingForm, heading: str, submit: str, back: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "submit": submit, "back_url": back, "base": "assembly_base.html"}
    promise = _("Date, place and agenda become public at once and enter the public record. Write no names of members.")
    return render(request, "form_page.html", context | {"what_happens": promise})


@read_or_send
def cancel(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Call a meeting off, asked once."""
    found = _meeting(assembly, number)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            actions.cancel_meeting(by=person_of(request), meeting=found, reason=form.cleaned_data["reason"])
            messages.success(request, _("The meeting is called off. Tell the members, too."))
            return redirect("meetings:meeting", assembly.slug, number)
    context = {
        "form": form,
        "question": _("Call off “%(title)s”?") % {"title": found.title},
        "consequences": [_("The page of the meeting stays and says that it is called off, and why.")],
        "verb": _("Call it off"),
        "back_url": _page(found),
        "base": "assembly_base.html",
    }
    return render(request, "confirm.html", context)


@read_or_send
def attendance(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Tick who is here; on paper first, if that is easier."""
    found = _meeting(assembly, number)
    if queries.is_closed(found):
        return redirect("meetings:meeting", assembly.slug, number)
    form = forms.AttendanceForm(request.POST if request.method == "POST" else None, lines=queries.sheet(found))
    if form.is_valid():
        with faults_on(form):
            by = person_of(request)
            actions.keep_attendance(by=by, meeting=found, here=form.here(), reasons=form.reasons())
            count = len(form.here())
            words = ngettext("Saved: %(count)d member is present.", "Saved: %(count)d members are present.", count)
            messages.success(request, words % {"count": count})
            next_page = "meetings:close" if "close" in request.POST else "meetings:attendance"
            return redirect(next_page, assembly.slug, number)
    _log_read(request, found)
    return render(request, "meetings/attendance.html", {"form": form, "meeting": found})


@read_or_send
def close(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Close the attendance list, asked once."""
    found = _meeting(assembly, number)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            actions.close_attendance(by=person_of(request), meeting=found)
            messages.success(request, _("The list is closed. Ballots can be opened now."))
            return redirect("meetings:meeting", assembly.slug, number)
    counts = {"present": queries.present_count(found), "eligible": queries.eligible_count(found)}
    context = {
        "form": form,
        "question": _("Close the list with %(present)d of %(eligible)d members present?") % counts,
        "consequences": [
            _("These two numbers become public and enter the public record. Who came stays private."),
            _("Every ballot at this meeting is held against them. A later correction needs a public reason."),
        ],
        "verb": _("Close the list"),
        "back_url": reverse("meetings:attendance", args=[assembly.slug, number]),
        "base": "assembly_base.html",
    }
    return render(request, "confirm.html", context)


@read_or_send
def correct(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Put a closed list right."""
    found = _meeting(assembly, number)
    if not queries.is_closed(found):
        return redirect("meetings:attendance", assembly.slug, number)
    form = forms.CorrectionForm(request.POST or None, lines=queries.sheet(found))
    if form.is_valid():
        with faults_on(form):
            actions.correct_attendance(
                by=person_of(request),
                meeting=found,
                here=form.here(),
                reasons=form.reasons(),
                reason=form.cleaned_data["why"],
            )
            messages.success(request, _("The list is corrected; the new numbers and the reason are public."))
            return redirect("meetings:meeting", assembly.slug, number)
    _log_read(request, found)
    return render(request, "meetings/attendance.html", {"form": form, "meeting": found, "correcting": True})


@require_safe
def sheet(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """The sheet to print: a line, a box and room for a signature for every member."""
    found = _meeting(assembly, number)
    _log_read(request, found)
    return render(request, "meetings/sheet.html", {"meeting": found, "lines": queries.sheet(found)})


def _meeting(assembly: Assembly, number: int) -> Meeting:
    found = queries.meeting_at(assembly, number)
    if found is None:
        raise Http404
    return found


def _page(found: Meeting) -> str:
    return reverse("meetings:meeting", args=[found.assembly.slug, found.number])


def _log_read(request: HttpRequest, found: Meeting) -> None:
    log_access(by=person_of(request), what="read attendance", subject=f"{found.assembly.slug} meeting/{found.number}")

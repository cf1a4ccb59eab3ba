"""What meetings declare."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from folkmoot import clock
from folkmoot.commons.assemblies.queries import Assembly, roles_of
from folkmoot.manifest import EVERYBODY, Act, Chapter, Manifest, NextStep, Right, Role
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.stages.meetings import queries
from folkmoot.stages.meetings.queries import Meeting

READ = Right(name="meetings.read", roles=EVERYBODY)
PLAN = Right(name="meetings.plan", roles=frozenset({Role.ORGANISER}))
ATTENDANCE = Right(name="meetings.attendance", roles=frozenset({Role.ORGANISER, Role.FACILITATOR}))


def said_when(meeting: Meeting) -> str:
    """The day and hour of a meeting as people say it, by the clock on its own wall."""
    return date_format(meeting.starts_there, gettext("l j F Y, H:i"))


def next_steps(person: object, assembly: Assembly) -> Sequence[NextStep]:
    """A member learns when and where; who keeps the list learns that it is time; the organiser plans."""
    if assembly.opened_at is None:
        return ()
    roles = roles_of(person, assembly)
    steps: list[NextStep] = []
    if roles & ATTENDANCE.roles:
        steps += [_take_attendance(meeting) for meeting in queries.meetings_under_way(assembly)]
    coming = queries.next_meeting(assembly)
    if Role.MEMBER in roles and coming is not None:
        steps.append(_come(coming))
    if Role.ORGANISER in roles and not queries.meetings(assembly).exists():
        url = reverse("meetings:plan", args=[assembly.slug])
        detail = gettext("Dates and places belong into the invitation.")
        steps.append(NextStep(title=gettext("Plan the first meeting"), url=url, detail=detail))
    return steps


def _take_attendance(meeting: Meeting) -> NextStep:
    return NextStep(
        title=gettext("Tick who is present at “%(meeting)s” and close the list") % {"meeting": meeting.title},
        url=reverse("meetings:attendance", args=[meeting.assembly.slug, meeting.number]),
        detail=gettext("Votes can only be opened once the list is closed."),
        urgent=True,
    )


def _come(meeting: Meeting) -> NextStep:
    today = timezone.localdate(clock.now()) == timezone.localdate(meeting.starts_at)
    return NextStep(
        title=gettext("Your next meeting: %(when)s") % {"when": said_when(meeting)},
        url=reverse("meetings:meeting", args=[meeting.assembly.slug, meeting.number]),
        detail=gettext("%(meeting)s, %(place)s. The page says how to get there.")
        % {"meeting": meeting.title, "place": meeting.place},
        due=meeting.starts_at,
        urgent=today,
    )


def story(assembly: Assembly) -> Sequence[Chapter]:
    """How often the members meet, and when next."""
    every = [meeting for meeting in queries.meetings(assembly) if not queries.is_cancelled(meeting)]
    url = reverse("meetings:meetings", args=[assembly.slug])
    if not every:
        return (Chapter(title=gettext("Meetings"), url=url, sentences=(gettext("No meeting is planned yet."),)),)
    now = clock.now()
    coming = next((meeting for meeting in every if meeting.ends_at > now), None)
    words = {"when": said_when(coming), "place": coming.place} if coming else {}
    sentence = gettext("Next: %(when)s, %(place)s.") % words if coming else gettext("All meetings have been held.")
    return (Chapter(title=gettext("Meetings"), url=url, sentences=(sentence,), figures=_figures(every)),)


def _figures(every: Sequence[Meeting]) -> tuple[tuple[str, str], ...]:
    figures = [(str(len(every)), ngettext("meeting", "meetings", len(every)))]
    closed = [meeting for meeting in every if queries.is_closed(meeting)]
    if closed:
        last = closed[-1]
        label = gettext("of %(eligible)d members came to the last one") % {"eligible": last.eligible or 0}
        figures.append((str(last.present), label))
    return tuple(figures)


MANIFEST = Manifest(
    name="meetings",
    label=_("Meetings"),
    acts=(
        Act(kind="meetings.planned", label=_("Meeting planned"), tells=("title",)),
        Act(kind="meetings.changed", label=_("Meeting changed"), tells=("title",)),
        Act(kind="meetings.cancelled", label=_("Meeting called off")),
        Act(kind="meetings.attendance_closed", label=_("Attendance counted")),
        Act(kind="meetings.attendance_corrected", label=_("Attendance corrected")),
    ),
    rights=(READ, PLAN, ATTENDANCE),
    pages={
        "meetings:meetings": READ,
        "meetings:calendar": READ,
        "meetings:meeting": READ,
        "meetings:plan": PLAN,
        "meetings:change": PLAN,
        "meetings:cancel": PLAN,
        "meetings:attendance": ATTENDANCE,
        "meetings:close": ATTENDANCE,
        "meetings:correct": ATTENDANCE,
        "meetings:sheet": ATTENDANCE,
    },
    front_page="meetings:meetings",
    next_steps=next_steps,
    story=story,
    known_about=queries.known_about,
)

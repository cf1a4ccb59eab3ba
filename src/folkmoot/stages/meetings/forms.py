"""Forms of meetings."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.stages.meetings.queries import Meeting, SheetLine

_AGENDA_LINE = re.compile(r"(\d{1,4})\s*(?:min\.?|minutes|minutter)?[\s:–-]+(\S.*)", re.IGNORECASE)


class MeetingForm(forms.Form):
    """Date, hours, place, the way there, the agenda."""

    title = forms.CharField(
        label=_("What the meeting is called"), help_text=_("For example: First weekend"), max_length=160
    )
    day = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        # Days on which every time zone still has a day before and a day after.
        validators=[MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))],
    )
    starts = forms.TimeField(label=_("Starts at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Ends at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    zone = forms.CharField(
        label=_("Time zone of the place"), help_text=_("As the continent and a city: Europe/Copenhagen"), max_length=60
    )
    place = forms.CharField(label=_("Place"), help_text=_("Name of the house and its address."), max_length=200)
    way_there = forms.CharField(
        label=_("How to get there"),
        help_text=_("Bus and train, steps and lifts, parking, which door. Whom to call on the way."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    agenda = forms.CharField(
        label=_("Agenda"),
        help_text=_("One point a line: how many minutes, then what. For example: 45 What we heard last time"),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
    )

    def clean_zone(self) -> str:
        """A time zone that exists."""
        zone = str(self.cleaned_data["zone"]).strip()
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            words = gettext("No time zone is called “%(zone)s”. Write it as in Europe/Copenhagen.")
            raise forms.ValidationError(words % {"zone": zone}) from None
        return zone

    def clean_agenda(self) -> list[tuple[int, str]]:
        """The points; every line that is not empty begins with its minutes."""
        points = []
        for number, line in enumerate(self.cleaned_data["agenda"].splitlines(), 1):
            if not line.strip():
                continue
            found = _AGENDA_LINE.fullmatch(line.strip())
            if found is None:
                words = gettext("Line %(number)d of the agenda does not begin with its minutes: “%(line)s”.")
                raise forms.ValidationError(words % {"number": number, "line": line.strip()})
            points.append((int(found[1]), found[2]))
        return points

    def clean(self) -> dict[str, Any]:
        """A meeting ends after it starts."""
        cleaned = super().clean() or {}
        if cleaned.get("starts") and cleaned.get("ends") and cleaned["ends"] <= cleaned["starts"]:
            self.add_error("ends", gettext("The meeting must end after it starts."))
        return cleaned

    def plan(self) -> dict[str, Any]:
        """The meeting as `plan_meeting` takes it; call after `is_valid`."""
        written = self.cleaned_data
        zone = ZoneInfo(written["zone"])
        return {
            "title": written["title"],
            "starts_at": datetime.combine(written["day"], written["starts"], zone),
            "ends_at": datetime.combine(written["day"], written["ends"], zone),
            "zone": written["zone"],
            "place": written["place"],
            "way_there": written["way_there"],
            "agenda": written["agenda"],
        }


def initial_from(meeting: Meeting) -> dict[str, Any]:
    """What `MeetingForm` shows for a planned meeting."""
    return {
        "title": meeting.title,
        "day": meeting.starts_there.date(),
        "starts": meeting.starts_there.time(),
        "ends": meeting.ends_there.time(),
        "zone": meeting.zone,
        "place": meeting.place,
        "way_there": meeting.way_there,
        "agenda": "\n".join(f"{minutes} {what}" for minutes, what in meeting.agenda),
    }


class AttendanceForm(forms.Form):
    """A box to tick and a reason for each sitting member, by seat."""

    def __init__(self, *args: Any, lines: Sequence[SheetLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            here = forms.BooleanField(required=False, initial=line.here)
            here.widget.attrs["aria-label"] = gettext("%(name)s is present") % {"name": line.name}
            reason = forms.CharField(required=False, initial=line.reason, max_length=200)
            reason.widget.attrs["aria-label"] = gettext("Why %(name)s is absent") % {"name": line.name}
            self.fields[f"here-{line.seat}"], self.fields[f"reason-{line.seat}"] = here, reason

    def rows(self) -> list[tuple[SheetLine, forms.BoundField, forms.BoundField]]:
        """Each line of the sheet with its two fields."""
        return [(line, self[f"here-{line.seat}"], self[f"reason-{line.seat}"]) for line in self.lines]

    def here(self) -> list[str]:
        """The pseudonyms of those who are present."""
        return [line.membership.pseudonym for line in self.lines if self.cleaned_data[f"here-{line.seat}"]]

    def reasons(self) -> dict[str, str]:
        """Why others are absent, by pseudonym."""
        return {line.membership.pseudonym: self.cleaned_data[f"reason-{line.seat}"] for line in self.lines}


class CorrectionForm(AttendanceForm):
    """The sheet again, after it was closed, with a public reason."""

    why = forms.CharField(
        label=_("Why the closed list is corrected"),
        help_text=_("Everybody will read this beside the new numbers. Name nobody."),
        max_length=300,
    )


class ReasonForm(forms.Form):
    """Why a meeting is called off."""

    reason = forms.CharField(
        label=_("Why the meeting is called off"), help_text=_("Everybody will read this."), max_length=300
    )


class ConfirmForm(forms.Form):
    """A page that asks once."""

"""The components as template tags, available in every template without `{% load %}`.

Each tag takes plain values and renders one partial of `templates/components/`. `docs/design.md` says which to use for
what; `/design/` shows them all.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.context import Context, RequestContext
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from folkmoot.core.fidelity.wording import changed_words
from folkmoot.web.beadwork import places

register = template.Library()
Values = dict[str, Any]

BADGES = frozenset({"done", "open", "waiting", "late", "broken", "draft", "plain"})
NOTICES = frozenset({"info", "success", "warning", "broken"})
MESSAGE_KINDS = {"success": "success", "warning": "warning", "error": "warning"}
TINTS = 6


def _part(name: str, values: Mapping[str, Any]) -> SafeString:
    return render_to_string(f"components/{name}.html", dict(values))


# -- Doing something ---------------------------------------------------------------------------------------------------


@register.inclusion_tag("components/button.html")
def button(
    label: str, kind: str = "primary", url: str = "", name: str = "", value: str = "", size: str = "", about: str = ""
) -> Values:
    """A button that submits its form, or a link that looks like one where `url` is given.

    `kind`: primary, secondary, quiet, danger, bright. `size`: "", small, large.
    `about` is for ears only: what the button means where several say the same.
    """
    shown = {"label": label, "about": about, "kind": kind, "size": size}
    return {**shown, "url": url, "name": name, "value": value}


@register.inclusion_tag("components/print_button.html")
def print_button(label: str = "") -> Values:
    """A button that prints the page; without JavaScript it is a sentence that says how to."""
    return {"label": label or gettext("Print this page")}


# -- Saying something --------------------------------------------------------------------------------------------------


@register.inclusion_tag("components/badge.html")
def badge(label: str, kind: str = "plain") -> Values:
    """A state in a word with its own shape. `kind`: done, open, waiting, late, broken, draft, plain."""
    return {"label": label, "kind": kind if kind in BADGES else "plain"}


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A paragraph that must not be missed. `kind`: info, success, warning, broken (a broken promise, nothing else)."""
    return _part("notice", {"content": content, "kind": kind if kind in NOTICES else "info", "title": title})


@register.filter
def notice_kind(level_tag: str) -> str:
    """The kind of notice for a message of Django's levels."""
    return MESSAGE_KINDS.get(level_tag, "info")


@register.simple_block_tag
def card(content: str, title: str = "", url: str = "", kind: str = "", level: int = 3) -> SafeString:
    """Something that stands for itself, in a grid or alone. With `url` the whole card leads there."""
    return _part("card", {"content": content, "title": title, "url": url, "kind": kind, "level": level})


@register.simple_block_tag
def disclosure(content: str, summary: str, open: bool = False) -> SafeString:
    """More for those who want it, closed at first."""
    return _part("disclosure", {"content": content, "summary": summary, "open": open})


@register.simple_block_tag
def empty_state(content: str, title: str, url: str = "", action: str = "") -> SafeString:
    """What an empty page says: what will be here, and one thing to do."""
    return _part("empty_state", {"content": content, "title": title, "url": url, "action": action})


@register.inclusion_tag("components/language_note.html")
def language_note(provenance: str, language: str = "", original_url: str = "", stale: bool = False) -> Values:
    """Where a text comes from. `provenance`: original, machine, human or reviewed."""
    return {"provenance": provenance, "language": language, "original_url": original_url, "stale": stale}


@register.inclusion_tag("components/command.html")
def command(text: str, title: str = "") -> Values:
    """A command for the terminal, ready to copy."""
    return {"text": text, "title": title or gettext("In a terminal")}


# -- Facts and figures -------------------------------------------------------------------------------------------------


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[Any]) -> Values:
    """Names and values. A row is `(name, value)` or `(name, value, url, what the link does)`."""
    named = [dict(zip(("name", "value", "url", "action"), row, strict=False)) for row in rows]
    return {"rows": named, "acting": any("url" in row for row in named)}


@register.inclusion_tag("components/stat.html")
def stat(figure: object, label: str, note: str = "", kind: str = "") -> Values:
    """One figure in large type: `{% stat "1 in 14" "chance to be drawn" %}`. `kind`: "" or broken."""
    return {"figure": figure, "label": label, "note": note, "kind": kind}


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int, label: str, note: str = "") -> Values:
    """How far long work is, as a bar and in words."""
    share = round(100 * done / total) if total else 0
    return {"done": done, "total": total, "label": label, "note": note, "share": share}


@register.inclusion_tag("components/quota_bar.html")
def quota_bar(name: str, low: int, high: int, count: int, scale: int = 0) -> Values:
    """How many of a kind sit on the panel against the target from `low` to `high`. `scale`: the bar's full width."""
    full = max(scale, high, count, 1)
    where = "below" if count < low else "above" if count > high else "within"
    at = {key: round(1000 * number / full) for key, number in (("low", low), ("high", high), ("count", count))}
    band = {"start": at["low"], "width": max(at["high"] - at["low"], 12)}
    return {"name": name, "low": low, "high": high, "count": count, "where": where, "at": at, "band": band}


@register.inclusion_tag("components/bead_panel.html")
def bead_panel(people: Iterable[Any], title: str = "") -> Values:
    """An assembly as beads in circles. A person has `label`, `group` (what the colour tells), perhaps `vacant`."""
    seats = [_seat(person) for person in people]
    groups = list(dict.fromkeys(seat["group"] for seat in seats if not seat["vacant"]))
    for seat, place in zip(seats, places(len(seats)), strict=True):
        seat |= {"place": place, "tint": groups.index(seat["group"]) % TINTS + 1 if not seat["vacant"] else 0}
        seat["letter"] = "" if seat["vacant"] else _letter(groups.index(seat["group"]))
    legend = [
        {"group": group, "tint": number % TINTS + 1, "letter": _letter(number), "count": _count(seats, group)}
        for number, group in enumerate(groups)
    ]
    reach = round(max((abs(seat["place"].y) for seat in seats), default=60) + 16)
    return {
        "seats": seats,
        "legend": legend,
        "vacant": sum(1 for seat in seats if seat["vacant"]),
        "title": title or ngettext("%(n)d seat", "%(n)d seats", len(seats)) % {"n": len(seats)},
        "reach": reach,
        "size": 2 * reach,
    }


def _seat(person: Any) -> Values:
    names = ("label", "group", "vacant")
    if isinstance(person, Mapping):
        return {name: person.get(name, "") for name in names}
    return {name: getattr(person, name, "") for name in names}


def _letter(number: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26]


def _count(seats: Sequence[Values], group: str) -> int:
    return sum(1 for seat in seats if seat["group"] == group and not seat["vacant"])


@register.inclusion_tag("components/short_hash.html")
def short_hash(digest: str, length: int = 12) -> Values:
    """A fingerprint: its beginning at sight, all of it on demand, and a copy button."""
    return {"digest": digest, "short": digest[:length]}


@register.inclusion_tag("components/countdown.html")
def countdown(days: int, kind: str = "due", grand: bool = False) -> Values:
    """Days that the clock counts. `kind` due: days until then (negative: late); silence: days without an answer."""
    if kind == "silence":
        return {"text": gettext("day %(n)d of silence") % {"n": days}, "state": "broken", "grand": grand}
    if days < 0:
        late = ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
        return {"text": late, "state": "broken", "grand": grand}
    if days == 0:
        return {"text": gettext("due today"), "state": "soon", "grand": grand}
    text = ngettext("due in %(n)d day", "due in %(n)d days", days) % {"n": days}
    return {"text": text, "state": "soon" if days <= 7 else "ahead", "grand": grand}


@register.simple_tag
def when(moment: date | datetime | None, time: bool = False) -> SafeString:
    """A date as people say it, with the exact time on demand; `time=True` shows the hour as well."""
    if moment is None:
        return format_html("")
    if not isinstance(moment, datetime):
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(), date_format(moment, "DATE_FORMAT"))
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    said = date_format(local, "DATETIME_FORMAT" if time else "DATE_FORMAT")
    exact = f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname() or ''}".strip()
    return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(timespec="seconds"), exact, said)


@register.inclusion_tag("components/word_diff.html")
def word_diff(before: str, after: str) -> Values:
    """What changed in the wording, word by word."""
    return {"runs": changed_words(before, after)}


@register.inclusion_tag("components/person.html")
def person(name: str, role: str = "", tint: int = 0) -> Values:
    """A person or pseudonym with a bead in her colour."""
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    return {"name": name, "role": role, "initials": initials, "tint": tint or sum(map(ord, name)) % TINTS + 1}


# -- Finding the way ---------------------------------------------------------------------------------------------------


@register.inclusion_tag("components/thread.html")
def thread(beads: Sequence[Any], stage: bool = False, tall: bool = False, label: str = "") -> Values:
    """The journey as a thread of beads; `stage=True` on the dark ground, `tall=True` as a column with notes.

    `label` names it where a page shows more than one.
    """
    named = label or gettext("The journey of this assembly")
    return {"beads": beads, "stage": stage, "tall": tall, "total": len(beads), "label": named}


@register.inclusion_tag("components/crumbs.html")
def crumbs(links: Iterable[tuple[str, str]]) -> Values:
    """Where this page is: `(label, url)` from the front door down; the page itself is not in it."""
    return {"links": links}


@register.inclusion_tag("components/tabs.html", takes_context=True)
def tabs(context: Context, links: Iterable[Any], label: str = "", kind: str = "tabs") -> Values:
    """Neighbouring pages. A link is `(label, url)` or `(label, url, count)`. `kind`: tabs, or sub-nav in the head."""
    path = context["request"].get_full_path() if "request" in context else ""
    named = [dict(zip(("label", "url", "count"), link, strict=False)) for link in links]
    for link in named:
        link["current"] = link["url"] in {path, path.partition("?")[0]}
    return {"links": named, "label": label or gettext("In this part"), "kind": kind}


@register.inclusion_tag("components/steps.html")
def steps(rows: Iterable[Any]) -> Values:
    """Numbered steps: each `(title, text)` or only a title."""
    return {"rows": [(row, "") if isinstance(row, str) else row for row in rows]}


@register.inclusion_tag("components/timeline.html")
def timeline(events: Iterable[Any]) -> Values:
    """What happened, newest first. An event has `at`, `what`, and perhaps `detail`, `url`, `kind` ("broken")."""
    return {"events": events}


# -- Lists and tables --------------------------------------------------------------------------------------------------


@register.simple_block_tag
def table(content: str, caption: str, stack: bool = True, hide_caption: bool = False) -> SafeString:
    """A frame for `<thead>` and `<tbody>`. With `stack` rows are blocks on a phone: give each `<td>` a `data-label`."""
    return _part("table", {"content": content, "caption": caption, "stack": stack, "hide_caption": hide_caption})


@register.inclusion_tag("components/data_table.html")
def data_table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], caption: str, hide_caption: bool = False
) -> Values:
    """A whole table from plain rows; the first cell of a row is its header."""
    cells = [list(zip(columns, row, strict=True)) for row in rows]
    return {"columns": columns, "rows": cells, "caption": caption, "hide_caption": hide_caption}


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context: RequestContext, label: str, key: str, number: bool = False) -> Values:
    """A `<th>` whose link sorts by `key` (`?sort=key`, again for `?sort=-key`), keeping the rest of the address."""
    asked = context["request"].GET.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(asked, "")
    query = context["request"].GET.copy()
    query["sort"] = f"-{key}" if direction == "ascending" else key
    query.pop("page", None)
    return {"label": label, "url": f"?{query.urlencode()}", "direction": direction, "number": number}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: RequestContext, page: Page[Any], parameter: str = "page") -> Values:
    """Which part of a list this is, with the way to the parts before and after."""
    query = context["request"].GET.copy()
    links = {}
    for name, number in (("before", page.number - 1), ("after", page.number + 1)):
        query[parameter] = str(number)
        links[name] = f"?{query.urlencode()}"
    return {"page": page, "links": links}


@register.inclusion_tag("components/filter_bar.html", takes_context=True)
def filter_bar(
    context: RequestContext, label: str, choices: Sequence[Any] = (), total: int | None = None, name: str = "q"
) -> Values:
    """Search and filter by GET. `choices`: `(name, label, [(value, label), …])` for each drop-down."""
    asked = context["request"].GET
    lists = [
        {
            "name": key,
            "label": said,
            "options": [(value, text, asked.get(key) == str(value)) for value, text in options],
        }
        for key, said, options in choices
    ]
    return {
        "label": label,
        "name": name,
        "value": asked.get(name, ""),
        "lists": lists,
        "total": total,
        "sort": asked.get("sort", ""),
        "active": any(asked.get(key) for key in (name, *(entry["name"] for entry in lists))),
    }


# -- Forms -------------------------------------------------------------------------------------------------------------


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm | None) -> Values:
    """What must be put right, with a link to each place; renders nothing where nothing is wrong."""
    if not isinstance(form, BaseForm) or not form.is_bound or form.is_valid():
        return {"problems": []}
    problems = [{"text": _named(field, text), "target": _target(field)} for field in form for text in field.errors]
    return {"problems": [{"text": text, "target": ""} for text in form.non_field_errors()] + problems}


def _named(field: BoundField, text: object) -> str:
    """An error that still says which field it means, away from that field."""
    return f"{field.label} {text}" if str(field.label).endswith("?") else f"{field.label}: {text}"


def _target(field: BoundField) -> str:
    """The id to jump to: the field itself, or the first of its choices."""
    if field.id_for_label:
        return field.id_for_label
    return f"{field.auto_id}_0" if field.auto_id else ""


@register.inclusion_tag("components/form_body.html")
def form_body(form: BaseForm, submit: str = "", cancel_url: str = "", kind: str = "primary") -> Values:
    """Everything between `<form>` and `</form>`: csrf, fields, the button, a way out; the error summary goes on top."""
    return {"form": form, "submit": submit or gettext("Save"), "cancel_url": cancel_url, "kind": kind}


@register.filter
def is_widget(field: BoundField, kinds: str) -> bool:
    """Whether the field's widget is one of `kinds` (comma-separated `widget_type`s)."""
    return field.widget_type in kinds.split(",")


@register.inclusion_tag("components/summary_list.html")
def check_answers(form: BaseForm, change_url: str = "") -> Values:
    """The answers of a valid form, to read again before they are sent."""
    return {"rows": [_answered(field, change_url) for field in form.visible_fields()], "acting": bool(change_url)}


def _answer(field: BoundField) -> str:
    value = getattr(field.form, "cleaned_data", {}).get(field.name)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if value in (None, "", [], ()):
        return gettext("Not given")
    said = dict(getattr(field.field, "choices", ()))
    values = value if isinstance(value, list | tuple | set) else [value]
    return ", ".join(str(said.get(each, said.get(str(each), each))) for each in values)


def _answered(field: BoundField, url: str) -> Values:
    change = {"url": f"{url}#{_target(field)}", "action": gettext("Change")} if url else {}
    return {"name": field.label, "value": _answer(field), **change}

"""Pages of what goes in: the workshop, the targets, whether they can be met, the pool, its erasure."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on, said
from folkmoot.core.faults import Fault
from folkmoot.stages.contract.queries import published_contract
from folkmoot.stages.lottery import actions, forms, queries
from folkmoot.stages.lottery.rules import Status
from folkmoot.stages.lottery.views.frame import channel_label, frame, read_or_send

Channel = queries.Respondent.Channel


@require_safe
def workshop(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Where the way to a seated panel stands, one step below the other, and every lottery that was started."""
    counts, closed = queries.status_counts(assembly), queries.pool_is_closed(assembly)
    return render(
        request,
        "lottery/workshop.html",
        frame(request, assembly)
        | {
            "targets": queries.targets(assembly),
            "people": sum(counts.values()) - counts[Status.DELETED],
            "contract": published_contract(assembly),
            "closed": closed,
            "turn": None if closed else queries.open_turn(assembly),
            "rule": queries.term_rule(assembly),
            "seats": queries.vacancies(assembly),
            "every": list(queries.lotteries(assembly).order_by("-number")),
        },
    )


@require_safe
def pool(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The people of the pool, to search and to filter."""
    people = actions.open_list(by=person_of(request), assembly=assembly, what="looked at the pool")
    wanted, status = request.GET.get("q", "").strip(), request.GET.get("status", "")
    if wanted:
        people = people.filter(
            Q(pseudonym__icontains=wanted) | Q(name__icontains=wanted) | Q(imported_id__iexact=wanted)
        )
    if status in Status.values:
        people = people.filter(status=status)
    if (door := request.GET.get("door", "")) in Channel.values:
        people = people.filter(channel=door)
    page = Paginator(people, 50).get_page(request.GET.get("page"))
    categories = list(dict.fromkeys(target.category for target in queries.targets(assembly)))
    rows = [
        (each, channel_label(each.channel), [(name, each.features.get(name, "")) for name in categories])
        for each in page
    ]
    return render(
        request,
        "lottery/pool.html",
        frame(request, assembly)
        | {
            "page": page,
            "rows": rows,
            "categories": categories,
            "total": page.paginator.count,
            "choices": [
                ("status", _("Status"), [(value, status_label(value)) for value in Status.values]),
                ("door", _("Door"), [(value, channel_label(value)) for value in Channel.values]),
            ],
            "closed": queries.pool_is_closed(assembly),
            "filtered": bool(wanted or status or door),
        },
    )


def status_label(status: str) -> str:
    """A respondent's status in the reader's language."""
    return {
        Status.INVITED: _("has begun to answer"),
        Status.TEST: _("a test"),
        Status.POOL: _("in the pool"),
        Status.SELECTED: _("drawn, not asked yet"),
        Status.SUBSTITUTE: _("substitute"),
        Status.CONFIRMED: _("said yes"),
        Status.SERVED: _("her term is over"),
        Status.DECLINED: _("said no"),
        Status.WITHDRAWN: _("left"),
        Status.REMOVED: _("removed"),
        Status.DELETED: _("erased"),
    }[Status(status)]


@read_or_send
def erase(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Erase the personal data of everybody who has no seat, asked once."""
    form = forms.EraseForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            by, reason = person_of(request), form.cleaned_data["reason"]
            count = actions.erase_respondents(by=by, assembly=assembly, reason=reason)
            text = ngettext("The data of %(n)d person is erased.", "The data of %(n)d people is erased.", count)
            messages.success(request, text % {"n": count})
            return redirect("lottery:pool", assembly.slug)
    context = {
        "form": form,
        "base": "assembly_base.html",
        "question": _("Erase the personal data of everybody without a seat?"),
        "consequences": [
            _("Names, contacts, answers and imported ids are gone for good; pseudonyms stay in the record."),
            _("Nobody can be drawn as a replacement any more."),
        ],
        "verb": _("Erase"),
        "back_url": reverse("lottery:pool", args=[assembly.slug]),
    }
    return render(request, "confirm.html", context)


def told(faults: Sequence[Fault]) -> list[tuple[object, object, str]]:
    """Faults of a table as lines: row, column, sentence; those of the whole file first, then by row."""
    lines = [(fault.params.get("row"), _column(fault), said(fault)) for fault in faults]
    return sorted(lines, key=lambda line: (line[0] is not None, line[0] or 0))


def _column(fault: Fault) -> object:
    return "id" if fault.code in {"id_missing", "id_repeated"} else fault.params.get("column")

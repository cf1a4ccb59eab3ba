"""Pages of ballots; the booth, where nobody is known, is in `booth.py`."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot import clock
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.ballots import actions, forms, queries
from folkmoot.stages.ballots.actions import Opened
from folkmoot.stages.ballots.manifest import COUNT, OPEN, STATE
from folkmoot.stages.ballots.queries import Ballot, BallotItem
from folkmoot.stages.ballots.wording import said_rule, told
from folkmoot.stages.deliberation.queries import frozen_texts
from folkmoot.stages.meetings.queries import is_cancelled, is_closed, meeting_at, meetings

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def ballots(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """What is being voted on, what was decided, and what is secret about it."""
    every = list(queries.ballots(assembly))
    context = {
        "now_open": next((ballot for ballot in every if queries.is_open(ballot)), None),
        "results": queries.results(assembly),
        "every": [(ballot, len(ballot.items.all())) for ballot in reversed(every)],
        "to_vote": queries.texts_to_vote(assembly),
        "may_open": holds(request.user, OPEN, assembly),
    }
    return render(request, "ballots/ballots.html", context)


@require_safe
def ballot(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One ballot: texts, threshold, electorate; after the count the results and how they came about."""
    found = ballot_or_404(assembly, number)
    results = queries.counted_items(found)
    filed = list(queries.statements(found))
    items = {item.number: item for item in found.items.all()}
    context = {
        "ballot": found,
        "rule": said_rule(queries.rule_of(found)),
        "rows": [(items[one.number], one, told(one), _beside(filed, one.number)) for one in results],
        "items": list(items.values()),
        "is_open": queries.is_open(found),
        "in_clear": queries.ballots_in_clear(found),
        "may_open": holds(request.user, OPEN, assembly),
        "may_count": holds(request.user, COUNT, assembly),
        "may_state": holds(request.user, STATE, assembly) and queries.takes_statements(found, clock.now()),
        "cast": queries.cast_on_devices(found) if holds(request.user, COUNT, assembly) else None,
    }
    return render(request, "ballots/ballot.html", context)


def _beside(filed: list[queries.MinorityStatement], number: int) -> list[queries.MinorityStatement]:
    return [one for one in filed if one.item.number == number]


@read_or_send
def open_ballot(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Open a ballot; the answer is the sheet of voting cards, shown this once."""
    held = [one for one in meetings(assembly) if is_closed(one) and not is_cancelled(one)]
    frozen = queries.texts_to_vote(assembly) or list(frozen_texts(assembly))
    form = forms.OpenForm(request.POST or None, meetings=held, frozen=frozen)
    if form.is_valid() and (meeting := meeting_at(assembly, form.cleaned_data["meeting"])):
        written = form.cleaned_data
        with faults_on(form):
            opened = actions.open_ballot(
                by=person_of(request),
                assembly=assembly,
                meeting=meeting,
                numbers=written["texts"],
                spares=written["spares"],
                on_device=written["on_device"],
            )
            return _show_cards(request, opened)
    context = {"form": form, "ready": bool(held and frozen), "held": held, "frozen": frozen}
    return render(request, "ballots/open.html", context)


@read_or_send
def replace_cards(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Void all cards and print new ones, asked once."""
    found = ballot_or_404(assembly, number)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            return _show_cards(request, actions.replace_cards(by=person_of(request), ballot=found))
    context = {
        "question": _("Print all voting cards of ballot %(number)d anew?") % {"number": number},
        "consequences": [
            _("Every card printed so far becomes void. Collect and destroy them."),
            _("The public record says that the cards were replaced."),
        ],
        "verb": _("Void the old cards and show new ones"),
    }
    return _confirm(request, found, form, context)


def _show_cards(request: HttpRequest, opened: Opened) -> HttpResponse:
    if not opened.cards:
        messages.success(request, _("The ballot is open, on paper only."))
        return redirect("ballots:ballot", opened.ballot.assembly.slug, opened.ballot.number)
    address = request.build_absolute_uri(_page("vote", opened.ballot))
    return render(request, "ballots/cards.html", {"ballot": opened.ballot, "cards": opened.cards, "address": address})


@read_or_send
def close(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Close and count, asked once."""
    found = ballot_or_404(assembly, number)
    form = forms.CloseForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            days = form.cleaned_data["days"]
            actions.close_ballot(by=person_of(request), ballot=found, days_for_statements=days)
            messages.success(request, _("Counted. The result is public and stands in the public record."))
            return redirect("ballots:ballot", assembly.slug, number)
    papers = [count.papers for count in queries.paper_counts(found)]
    figures = {"device": queries.cast_on_devices(found), "paper": papers[0] if papers else 0, "present": found.present}
    words = _("%(device)d votes on devices and %(paper)d on paper are in; %(present)d members are present.")
    context = {
        "question": _("Close ballot %(number)d and count?") % {"number": number},
        "consequences": [
            words % figures,
            _("Nobody can vote after this. The result becomes public at once and cannot be changed."),
        ],
        "verb": _("Close and count"),
    }
    return _confirm(request, found, form, context)


@read_or_send
def cancel(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Call a ballot off, asked once."""
    found = ballot_or_404(assembly, number)
    form = forms.CancelForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            actions.cancel_ballot(by=person_of(request), ballot=found, reason=form.cleaned_data["reason"])
            messages.success(request, _("The ballot is called off. Its votes were destroyed unread."))
            return redirect("ballots:ballot", assembly.slug, number)
    context = {
        "question": _("Call ballot %(number)d off?") % {"number": number},
        "consequences": [
            _("All votes cast so far are destroyed unread, and all cards become void."),
            _("The public record says that it was called off, and why. The texts can be voted on in a new ballot."),
        ],
        "verb": _("Call it off"),
    }
    return _confirm(request, found, form, context)


@read_or_send
def paper(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One counter enters what she found; when both have, the two counts stand side by side."""
    found, person = ballot_or_404(assembly, number), person_of(request)
    items = list(found.items.all())
    mine = queries.my_paper_count(found, person)
    form = forms.PaperForm(request.POST or None, items=items, initial=forms.initial_from(mine))
    if queries.is_open(found) and form.is_valid():
        with faults_on(form):
            written = form.cleaned_data["papers"]
            actions.enter_paper_count(by=person, ballot=found, papers=written, counts=form.counts())
            messages.success(request, _("Your count is entered."))
            return redirect("ballots:paper", assembly.slug, number)
    counts = queries.paper_counts(found)
    context = {
        "ballot": found,
        "form": form,
        "mine": mine,
        "others": len([count for count in counts if count.counter != person]),
        "comparison": queries.compare_paper(counts),
        "labels": forms.MARK_LABELS,
        "may_close": holds(person, OPEN, assembly),
    }
    return render(request, "ballots/paper.html", context)


@read_or_send
def hand_in(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Void a card whose holder wants to vote on paper."""
    found = ballot_or_404(assembly, number)
    form = forms.CardForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            actions.hand_in_card(by=person_of(request), ballot=found, card=form.cleaned_data["card"])
            messages.success(request, _("The card is void. Give its holder a paper ballot now."))
            return redirect("ballots:hand_in", assembly.slug, number)
    context = {
        "form": form,
        "heading": _("A card for a paper ballot"),
        "submit": _("Void this card"),
        "what_happens": _(
            "A member who would rather vote on paper hands over her card. You void it here, she gets a paper ballot: "
            "so nobody votes twice. Keep the voided cards with the papers."
        ),
        "back_url": _page("ballot", found),
        "base": "assembly_base.html",
    }
    return render(request, "form_page.html", context)


@require_safe
def paper_ballot(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """The paper ballot, to print and copy."""
    found = ballot_or_404(assembly, number)
    rule = said_rule(queries.rule_of(found))
    return render(request, "ballots/paper_ballot.html", {"ballot": found, "items": found.items.all(), "rule": rule})


@read_or_send
def statement(request: HttpRequest, assembly: Assembly, number: int, text: int) -> HttpResponse:
    """File a minority statement beside one result."""
    found = ballot_or_404(assembly, number)
    item = item_or_404(found, text)
    form = forms.StatementForm(request.POST or None)
    if form.is_valid():
        written = form.cleaned_data
        with faults_on(form):
            actions.file_statement(
                by=person_of(request), ballot=found, number=text, text=written["text"], names=written["names"]
            )
            messages.success(request, _("The statement is public, beside the result."))
            return redirect("ballots:ballot", assembly.slug, number)
    context = {
        "form": form,
        "heading": _("Minority statement on text %(number)d: %(title)s") % {"number": text, "title": item.title},
        "submit": _("Publish the statement"),
        "what_happens": _(
            "The words become public beside the result and enter the public record for good. The names stand only "
            "on the page and can be taken off. That it was you who filed it is not stored."
        ),
        "back_url": _page("ballot", found),
        "base": "assembly_base.html",
    }
    return render(request, "form_page.html", context)


def ballot_or_404(assembly: Assembly, number: int) -> Ballot:
    """The ballot with this number, or a page that says there is none."""
    found = queries.ballot_at(assembly, number)
    if found is None:
        raise Http404
    return found


def item_or_404(found: Ballot, number: int) -> BallotItem:
    """The text with this number on a ballot, or a page that says there is none."""
    for item in found.items.all():
        if item.number == number:
            return item
    raise Http404


def _page(name: str, found: Ballot) -> str:
    return reverse(f"ballots:{name}", args=[found.assembly.slug, found.number])


def _confirm(request: HttpRequest, found: Ballot, form: object, context: Mapping[str, object]) -> HttpResponse:
    frame = {"form": form, "back_url": _page("ballot", found), "base": "assembly_base.html"}
    return render(request, "confirm.html", {**frame, **context})

"""The booth: pages on which nobody is known (the manifest's `blind_pages`: the shell forgets who asks before it calls).

Each page carries all it needs in its own form; the server keeps nothing between them.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on, said
from folkmoot.core.faults import Fault
from folkmoot.stages.ballots import actions, faults, forms, queries
from folkmoot.stages.ballots.cards import fresh_code, grouped, plain
from folkmoot.stages.ballots.queries import Ballot
from folkmoot.stages.ballots.views import ballot_or_404
from folkmoot.stages.ballots.wording import said_rule

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def vote(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Card, choices, check your answers, cast: four pages at one address."""
    ballot = ballot_or_404(assembly, number)
    if not queries.is_open(ballot):
        return render(request, "ballots/booth_closed.html", {"ballot": ballot})
    if request.method != "POST" or "card" not in request.POST:
        return _card(request, ballot, forms.CardForm())
    pages = {"choose": _choose, "check": _check, "cast": _cast}
    return pages.get(request.POST.get("page", ""), _choose)(request, ballot)


@read_or_send
def receipt(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Is the vote with this receipt in the count? Sent by POST, so that no log learns the code."""
    ballot = ballot_or_404(assembly, number)
    form, listed = forms.ReceiptForm(request.POST or None), None
    if form.is_valid():
        listed = queries.receipt_is_listed(ballot, form.cleaned_data["receipt"])
    context = {"ballot": ballot, "form": form, "listed": listed, "counted": queries.is_counted(ballot)}
    return render(request, "ballots/receipt.html", context)


def _card(request: HttpRequest, ballot: Ballot, form: forms.CardForm, *, status: int = 200) -> HttpResponse:
    return render(request, "ballots/booth_card.html", {"ballot": ballot, "form": form}, status=status)


def _choose(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    """The card is good: show the texts."""
    form = forms.CardForm(request.POST)
    if form.is_valid():
        with faults_on(form):
            _require_fresh(ballot, form.cleaned_data["card"])
            items = list(ballot.items.all())
            fields = [f"text-{item.number}" for item in items]
            marked = {name: request.POST[name] for name in fields if name in request.POST}
            return _texts(
                request, ballot, forms.VoteForm(initial={"card": form.cleaned_data["card"], **marked}, items=items)
            )
    return _card(request, ballot, form)


def _require_fresh(ballot: Ballot, written: str) -> None:
    """Say at once what is wrong with a card; the cast checks again, under lock."""
    refusals: dict[str, type[Fault]] = {"used": faults.CardUsed, "handed-in": faults.CardHandedIn}
    state = queries.card_state(ballot, written)
    if state is None:
        raise faults.CardUnknown
    if state in refusals:
        raise refusals[state]


def _texts(request: HttpRequest, ballot: Ballot, form: forms.VoteForm) -> HttpResponse:
    context = {"ballot": ballot, "form": form, "rule": said_rule(queries.rule_of(ballot))}
    return render(request, "ballots/booth_texts.html", context)


def _check(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    """Read your answers again. The receipt is made here, so that sending twice still gives one vote."""
    form = forms.VoteForm(request.POST, items=list(ballot.items.all()))
    if not form.is_valid():
        return _texts(request, ballot, form)
    return render(request, "ballots/booth_check.html", {"ballot": ballot, "form": form, "receipt": fresh_code()})


def _cast(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    """Into the box, and the receipt."""
    form = forms.VoteForm(request.POST, items=list(ballot.items.all()))
    if not form.is_valid():
        return _texts(request, ballot, form)
    given = request.POST.get("receipt", "")
    try:
        actions.cast_vote(ballot=ballot, card=form.cleaned_data["card"], choices=form.choices(), receipt=given)
    except Fault as fault:
        again = forms.CardForm({"card": form.cleaned_data["card"]})
        again.add_error(None, said(fault))
        return _card(request, ballot, again, status=409)
    return render(request, "ballots/booth_done.html", {"ballot": ballot, "receipt": grouped(plain(given) or "")})

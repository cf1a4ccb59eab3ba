"""Pages of the lottery."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from folkmoot.commons.assemblies.queries import Assembly


def lottery(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """What everybody may know about the lottery."""
    return render(request, "lottery/lottery.html", {})

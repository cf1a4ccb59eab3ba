"""What the pages of this stage share: neighbouring pages, and the lottery that an address names."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folkmoot.commons.assemblies.queries import Assembly, holders, holds, roles_of
from folkmoot.manifest import Role
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.rules import is_public

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


def frame(request: HttpRequest, assembly: Assembly) -> dict[str, Any]:
    """The stage's neighbouring pages; only those who manage the lottery have any."""
    if not holds(request.user, MANAGE, assembly):
        return {"links": [], "manages": False}
    names = [
        ("lottery", _("In public")),
        ("workshop", _("Workshop")),
        ("frames", _("Invitations")),
        ("targets", _("Targets")),
        ("letters", _("Letters")),
        ("registration", _("Registration")),
        ("pool", _("Pool")),
        ("seats", _("Seats")),
    ]
    return {
        "links": [(label, reverse(f"lottery:{name}", args=[assembly.slug])) for name, label in names],
        "manages": True,
    }


def watched(request: HttpRequest, assembly: Assembly) -> dict[str, Any]:
    """Whether anybody can read balls or dice beside those who run the lottery; whether the reader may name somebody."""
    witnesses = holders(assembly, Role.WITNESS)
    return {
        "lacks_witness": all(holds(each.person, MANAGE, assembly) for each in witnesses),
        "manages_people": Role.ORGANISER in roles_of(request.user, assembly),
    }


def channel_label(channel: str) -> str:
    """A door of registration in the reader's language."""
    return {
        "web": _("On the web"),
        "phone": _("By telephone"),
        "card": _("By reply card"),
        "door": _("At the door"),
        "import": _("From a file"),
    }[channel]


def lottery_or_404(assembly: Assembly, number: int) -> queries.Lottery:
    """Lottery `number` of the assembly."""
    found = queries.lottery_numbered(assembly, number)
    if found is None:
        raise Http404
    return found


def public_or_404(assembly: Assembly, number: int) -> queries.Lottery:
    """Lottery `number`, where everybody may see it."""
    found = lottery_or_404(assembly, number)
    if not is_public(found):
        raise Http404
    return found

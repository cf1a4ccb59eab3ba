"""The page on which an auditor takes what opens a lottery."""

import io
import zipfile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person, person_of
from folkmoot.commons.assemblies.queries import Assembly, handle_of
from folkmoot.commons.languages.queries import faults_on
from folkmoot.core.canonical import instant
from folkmoot.stages.lottery import actions, forms, queries
from folkmoot.stages.lottery.views.frame import frame, public_or_404, read_or_send


@read_or_send
def audit(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Say what is in the pack and what is expected of whoever takes it; then hand it over, once asked."""
    shown = public_or_404(assembly, number)
    name = f"{assembly.slug}-lottery-{number}-audit.zip"
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            by = person_of(request)
            files = actions.take_audit_pack(by=by, lottery=shown)
            return _zip({**files, "README.txt": _readme(by, shown).encode()}, name)
    order = f"folkmoot verify record.zip --audit {name}"
    context = {"form": form, "shown": shown, "erased": not shown.frozen, "order": order}
    return render(request, "lottery/audit.html", frame(request, assembly) | context)


def _zip(files: dict[str, bytes], name: str) -> HttpResponse:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(path, files[path])
    response = HttpResponse(packed.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _readme(by: Person, shown: queries.Lottery) -> str:
    """What the pack is, and whose copy: so that one that turns up elsewhere says where it came from."""
    words = {
        "n": shown.number,
        "title": shown.assembly.title,
        "name": by.name or by.email,
        "handle": handle_of(by, shown.assembly),
        "at": instant(clock.now()),
    }
    return (
        _(
            "AUDITOR'S PACK: lottery %(n)d, %(title)s\n"
            "Copy of %(name)s (%(handle)s), taken at %(at)s. Do not pass it on. Delete it when the audit is done.\n\n"
            "It holds the pool as it was frozen (pseudonyms, answers, what opens each line), the targets, every panel, "
            "and what opens every seal. It holds no name, address or telephone number.\n\n"
            "To check it by itself:                   folkmoot verify THIS.zip\n"
            "To check it beside the public record:    folkmoot verify RECORD --audit THIS.zip\n"
        )
        % words
    )

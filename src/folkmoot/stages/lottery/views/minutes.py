"""Minutes of a draw as PDF, worded from the public record alone, so that paper and record cannot differ."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import Entry, verifier_key
from folkmoot.core.sortition import ball_count, dice_count
from folkmoot.paper import Edition, print_paper
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.views.frame import public_or_404
from folkmoot.stages.lottery.views.words import category_words, told

GROUP = 8  # a digest is read aloud in groups of eight


@require_safe
def minutes(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """The minutes of a draw in the reader's language; `?print=large` in large print."""
    public_or_404(assembly, number)
    told = queries.draw_in_the_record(assembly, number)
    if told is None:
        raise Http404
    published, drawn = told
    printed = print_paper(
        "minutes",
        minutes_of(
            assembly,
            published,
            drawn,
            record=request.build_absolute_uri(reverse("opendata:record")),
            sworn=queries.oaths_in_the_record(assembly, number),
        ),
        title=_heading(published, drawn),
        language=get_language() or assembly.language,
        edition=Edition.LARGE if request.GET.get("print") == "large" else Edition.STANDARD,
        at=drawn.at,
    )
    response = HttpResponse(printed.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{assembly.slug}-minutes-{number}.pdf"'
    return response


def minutes_of(
    assembly: Assembly, published: Entry, drawn: Entry, *, record: str, sworn: Sequence[Entry] = ()
) -> dict[str, Any]:
    """What the minutes say, in words: values for the paper `minutes`.

    `record` is the address of the public record; `sworn` what witnesses attested or objected to in it.
    """
    return {
        "kicker": _("Minutes of a public draw"),
        "heading": _heading(published, drawn),
        "lead": f"{assembly.title}, {assembly.place}",
        "facts": _facts(assembly, drawn),
        "sections": [
            _before(published),
            {"title": _("What chance said"), "facts": _chance(drawn.data["source"], published.data["panels"])},
            *_panels(published, drawn),
            *([_targets(drawn)] if drawn.data.get("targets") else []),
            _checks(published, drawn, record),
        ],
        "signing": _signing(drawn, sworn),
        "foot": f"{assembly.title} · {_heading(published, drawn)} · {drawn.data['sha256'][:16]}",
    }


def _heading(published: Entry, drawn: Entry) -> str:
    return _("Lottery %(n)d: panel %(panel)s") % {"n": drawn.data["number"], "panel": _panel_number(published, drawn)}


def _panel_number(published: Entry, drawn: Entry) -> str:
    return str(drawn.data["panel"]).zfill(ball_count(published.data["panels"]))


def _facts(assembly: Assembly, drawn: Entry) -> list[tuple[str, str]]:
    place = _("Room, written in by hand:")
    return [
        (_("When"), _moment(drawn)),
        (_("Where"), f"{assembly.place}\n{place} ______________________"),
        (_("Who drew"), drawn.by),
        (_("Witness"), drawn.data.get("witness") or "–"),
    ]


def _moment(entry: Entry) -> str:
    local = timezone.localtime(entry.at)
    return f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M:%S} {local.tzname()}"


def _before(published: Entry) -> dict[str, Any]:
    data = published.data
    said = _(
        "%(panels)d panels of %(seats)d people each were published under their numbers on %(at)s, from a pool of "
        "%(pool)d people. Each of them meets every target, and each was equally likely."
    ) % {"panels": data["panels"], "seats": data["seats"], "pool": data["pool"], "at": _moment(published)}
    runs = ngettext(
        "%(n)d lottery had been computed by then.", "%(n)d lotteries had been computed by then.", data["computed"]
    ) % {"n": data["computed"]}
    fingerprint = _("Since then they have carried this fingerprint (SHA-256), and nobody can change them unseen:")
    if data.get("leaving"):
        said = _(
            "%(panels)d panels of %(seats)d members each were published under their numbers on %(at)s, from "
            "%(pool)d members who began together: those on the panel drawn leave. Everybody has the same chance."
        ) % {"panels": data["panels"], "seats": data["seats"], "pool": data["pool"], "at": _moment(published)}
    purpose = (_("They fill seats that became vacant."),) if data["replacement"] else ()
    return {
        "title": _("What was fixed beforehand"),
        "text": "\n\n".join((said, *purpose, runs, fingerprint)),
        "fingerprint": grouped_digest(data["sha256"]),
    }


def grouped_digest(digest: str) -> str:
    """A digest as people compare it: eight characters at a time."""
    return " ".join(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))


def _chance(source: dict[str, Any], panels: int) -> list[tuple[str, str]]:
    """Each part of the source that the record names: what it was and what it showed."""
    return [row for part in source.get("parts", [source]) for row in _part(part, panels)]


def _part(part: dict[str, Any], panels: int) -> Sequence[tuple[str, str]]:
    match part["kind"]:
        case "balls":
            return ((_("Balls, in the order drawn"), _run(part["digits"])),)
        case "dice":
            return ((_("Dice with %(n)d sides") % {"n": part["sides"]}, _throws(part, panels)),)
        case "beacon":
            name = _("A public beacon, round %(n)s") % {"n": part["round"]}
            return ((name, grouped_digest(part["randomness"])),)
        case "parties":
            return [(each["name"], each["value"] or _("said nothing")) for each in part["parties"]]
        case _:
            return ((_("A public seed"), grouped_digest(part["seed"])),)


def _throws(part: dict[str, Any], panels: int) -> str:
    faces, count = part["faces"], dice_count(panels, part["sides"])
    return "\n".join(_run(faces[start : start + count]) for start in range(0, len(faces), count))


def _run(digits: Sequence[int]) -> str:
    return " – ".join(map(str, digits))


def _panels(published: Entry, drawn: Entry) -> list[dict[str, Any]]:
    """The panel that was drawn; of several, each with its name and people."""
    parts = drawn.data.get("parts", ())
    if len(parts) < 2:
        return [_panel(published, drawn)]
    stands_by = _("Number %(panel)s, “%(name)s”: %(n)d people stand by")
    asked = _("Number %(panel)s, “%(name)s”: %(n)d people are asked to sit")
    text = _("They stand here under pseudonyms. Each of them finds her own on her letter or confirmation.")
    return [
        {
            "title": (stands_by if part["substitutes"] else asked)
            % {"panel": _panel_number(published, drawn), "name": part["name"], "n": len(part["selected"])},
            "text": text,
            "names": part["selected"],
        }
        for part in parts
    ]


def _panel(published: Entry, drawn: Entry) -> dict[str, Any]:
    count = len(drawn.data["selected"])
    title = ngettext(
        "Panel %(panel)s: %(n)d person is asked to sit", "Panel %(panel)s: %(n)d people are asked to sit", count
    )
    if drawn.data.get("leaving"):
        title = ngettext(
            "Panel %(panel)s: %(n)d member leaves her seat", "Panel %(panel)s: %(n)d members leave their seats", count
        )
    return {
        "title": title % {"panel": _panel_number(published, drawn), "n": count},
        "text": _("They stand here under pseudonyms. Each of them finds her own on her letter or confirmation."),
        "names": drawn.data["selected"],
    }


def _targets(drawn: Entry) -> dict[str, Any]:
    columns = [_("Category"), _("Value"), _("At least"), _("At most"), _("On the panel")]
    fields = ("category", "value", "min", "max", "seats")
    targets = told([row[name] for name in fields] for row in drawn.data.get("targets", ()))
    rows = [[category_words(category), *map(str, more)] for category, *more in targets]
    return {"title": _("How the panel meets the targets"), "table": {"columns": columns, "rows": rows}}


def _checks(published: Entry, drawn: Entry, record: str) -> dict[str, Any]:
    return {
        "title": _("How anybody can check this"),
        "steps": [
            _("Download the public record from %(url)s.") % {"url": record},
            _("Compare: the publication is entry %(published)d of the record, the draw entry %(drawn)d.")
            % {"published": published.index, "drawn": drawn.index},
            _("Run on your own machine: %(command)s. It works everything out again and says what does not fit.")
            % {"command": "folkmoot verify record/"},
            _("The record is signed with this key: %(key)s") % {"key": verifier_key()},
        ],
    }


def _oath(entry: Entry) -> str:
    agreed = _("On screen %(who)s attested this.") if entry.data["agrees"] else _("On screen %(who)s objected.")
    who = ", ".join(filter(None, (entry.by, entry.data["name"], entry.data["office"])))
    return " ".join(filter(None, (agreed % {"who": who}, entry.data["words"] and f"“{entry.data['words']}”")))


def _signing(drawn: Entry, sworn: Sequence[Entry]) -> dict[str, Any]:
    words = [_("I was there and saw it happen as it is written here."), *map(_oath, sworn)]
    drew, witness = _("Who drew: %(who)s") % {"who": drawn.by}, drawn.data.get("witness")
    return {
        "title": _("Signatures"),
        "text": "\n\n".join(words),
        "people": [drew, _("Witness: %(who)s") % {"who": witness or "–"}, _("A further witness from the audience")],
        "labels": [_("Name in capitals"), _("Signature"), _("Place and date")],
    }

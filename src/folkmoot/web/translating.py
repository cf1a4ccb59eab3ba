"""The public texts of an assembly in other languages: what is translated, by whom, and what has gone stale."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.actions import translate_text
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import Rendering, Translation, renderings
from folkmoot.manifest import PublicText
from folkmoot.web.shell import manifests, pages_behind

LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text and how it stands in one language."""

    text: PublicText
    label: str
    shown: Rendering

    @property
    def translated(self) -> bool:
        """Whether there is a translation at all."""
        return self.shown.provenance is not None


def texts_of(assembly: Assembly) -> list[PublicText]:
    """Every public text of `assembly`, over all apps, in journey order."""
    return [text for manifest in manifests() for text in manifest.texts(assembly)]


def rows_in(assembly: Assembly, language: str) -> list[Row]:
    """How each text stands in `language`: stale ones first, then those without a translation."""
    texts = [text for text in texts_of(assembly) if text.language != language]
    shown = renderings(texts, language=language)
    rows = [Row(text=text, label=gettext(text.label), shown=each) for text, each in zip(texts, shown, strict=True)]
    return sorted(rows, key=lambda row: (not row.shown.stale, row.translated))


@require_safe
def overview(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """How far each language is."""
    languages = [(code, name, rows_in(assembly, code)) for code, name in LANGUAGES.items()]
    counted = [
        {
            "code": code,
            "name": name,
            "total": len(rows),
            "done": sum(row.translated and not row.shown.stale for row in rows),
            "stale": sum(row.shown.stale for row in rows),
        }
        for code, name, rows in languages
        if rows
    ]
    return render(
        request, "translating/overview.html", {"languages": counted, "links": pages_behind(request.user, assembly)}
    )


class TranslationForm(forms.Form):
    """One text in another language, and who made it."""

    wording = forms.CharField(label=_("Translation"), widget=forms.Textarea(attrs={"rows": 5}))
    provenance = forms.ChoiceField(
        label=_("How was it made?"),
        choices=[
            (Translation.Provenance.HUMAN, _("By a person")),
            (Translation.Provenance.REVIEWED, _("By a person, and somebody else has read it")),
            (Translation.Provenance.MACHINE, _("By a machine, and nobody has read it yet")),
        ],
        widget=forms.RadioSelect,
    )

    @classmethod
    def of(cls, row: Row) -> "TranslationForm":
        """The form for a text as it stands."""
        start = {"wording": row.shown.text if row.translated else "", "provenance": row.shown.provenance or "human"}
        return cls(initial=start, auto_id=f"id_{row.text.subject.replace('/', '-')}_%s")


@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, assembly: Assembly, language: str) -> HttpResponse:
    """Every text beside its translation; one is saved at a time."""
    if language not in LANGUAGES:
        raise Http404
    rows = rows_in(assembly, language)
    wrong: dict[str, TranslationForm] = {}
    if request.method == "POST":
        row = next((row for row in rows if row.text.subject == request.POST.get("subject")), None)
        if row is None:
            raise Http404
        form = TranslationForm(request.POST, auto_id=TranslationForm.of(row).auto_id)
        if form.is_valid():
            translate_text(
                by=person_of(request), assembly=assembly, text=row.text, language=language, **form.cleaned_data
            )
            messages.success(request, gettext("The translation of “%(what)s” is saved.") % {"what": row.label})
            return redirect("translate", assembly.slug, language)
        wrong = {row.text.subject: form}
    context = {
        "form": next(iter(wrong.values()), None),
        "rows": [(row, wrong.get(row.text.subject) or TranslationForm.of(row)) for row in rows],
        "language": LANGUAGES[language],
        "language_code": language,
        "links": pages_behind(request.user, assembly),
    }
    return render(request, "translating/translate.html", context)

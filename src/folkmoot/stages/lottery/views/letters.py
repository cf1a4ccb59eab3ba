"""Pages of letters: their words in each language, a sample, and a wave's letters as PDF or as tables."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.lottery import actions, forms, queries
from folkmoot.stages.lottery.archives import zipped
from folkmoot.stages.lottery.letter_papers import Press
from folkmoot.stages.lottery.models import Invitation, LetterText
from folkmoot.stages.lottery.views.files import TYPES, table_response
from folkmoot.stages.lottery.views.frame import frame, read_or_send

NO_CODE = "TEST-TEST-TESTU"  # there is no U in codes, so it can never be one
TABLES = {
    "addresses": ("reference", "file", "languages", "name", "address", "postcode", "city"),
    "letters": ("reference", "file", "languages", "name", "address", "postcode", "city", "code", "link"),
}


@require_safe
def letters(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The letter in each language, and the waves whose letters can be printed."""
    names, written = queries.letter_languages(), queries.letter_texts(assembly)
    asked = request.GET.get("language", "")
    if asked in names:
        return redirect("lottery:letter_text", assembly.slug, asked)
    every = [*queries.waves(assembly), *queries.waves(assembly, test=True)]
    context = {
        "written": [(names.get(code, code), text) for code, text in written.items()],
        "own": names.get(assembly.language, assembly.language),
        "own_missing": assembly.language not in written,
        "form": forms.LetterLanguageForm(
            choices=[(code, name) for code, name in names.items() if code not in written],
            initial={"language": assembly.language},
        ),
        "waves": [(wave.mark.partition("@")[0], wave) for wave in every],
    }
    return render(request, "lottery/letters.html", frame(request, assembly) | context)


@read_or_send
def letter_text(request: HttpRequest, assembly: Assembly, language: str) -> HttpResponse:
    """Write the letter in one language, or take that language away."""
    names, written = queries.letter_languages(), queries.letter_texts(assembly)
    if language not in names:
        raise Http404
    by, text = person_of(request), written.get(language)
    if text and request.POST.get("remove"):
        actions.remove_letter(by=by, assembly=assembly, language=language)
        messages.success(request, _("The letter in %(name)s is removed.") % {"name": names[language]})
        return redirect("lottery:letters", assembly.slug)
    words = queries.default_words(language)
    form = forms.LetterForm(request.POST or None, words=words, initial=_initial(text, written.get(assembly.language)))
    if form.is_valid():
        with faults_on(form):
            texts, said = form.texts(), form.words()
            actions.write_letter(by=by, assembly=assembly, language=language, texts=texts, words=said)
            messages.success(request, _("The letter is saved. Look at its sample now."))
            return redirect("lottery:letters", assembly.slug)
    context = {"form": form, "text": text, "name": names[language], "language": language}
    return render(request, "lottery/letter_text.html", frame(request, assembly) | context)


def _initial(text: LetterText | None, own: LetterText | None) -> dict[str, str]:
    """What the form begins with: the text as it stands, or sender and phone as in the assembly's own language."""
    if text:
        return {**{name: getattr(text, name) for name in forms.LetterForm.TEXTS}, **text.words}
    return {name: getattr(own, name) for name in ("sender", "phone", "return_address")} if own else {}


@require_safe
def letter_sample(request: HttpRequest, assembly: Assembly, language: str) -> HttpResponse:
    """Two letters to nobody, with a code that is none: to look at, and to try the printer with."""
    written = queries.letter_texts(assembly)
    if language not in written:
        raise Http404
    line = "Vestergade 118, 3. sal t.v., Øster Hæsinge og Sønder Ærøskøbing"
    people = [
        Invitation(reference="TEST-1", address="Kajen 12", postcode="9000", city="Ravnkilde", languages=language),
        Invitation(reference="TEST-2", name="Ægir Þórðarson-Ångström", address=line, postcode="9000", city="Ravnkilde"),
    ]
    codes = {each.reference: NO_CODE for each in people}
    sample = _press(request, assembly, test=True).sample(people, codes, language)
    return _pdf(sample, f"TEST-{assembly.slug}-{language}")


@require_safe
def wave_letters(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """The dry run of a wave's letters: how many, in which languages, what is amiss; then its files."""
    wave, names = _wave_or_404(assembly, ref), queries.letter_languages()
    plan = queries.letter_plan(assembly, wave)
    rows = [(" + ".join(names.get(code, code) for code in codes), count) for codes, count in plan.languages]
    files = [
        (number, (number - 1) * queries.BATCH + 1, min(number * queries.BATCH, plan.letters))
        for number in range(1, plan.batches + 1)
    ]
    context = {"wave": wave, "ref": ref, "plan": plan, "rows": rows, "files": files, "formats": list(TYPES)}
    context["states"] = queries.letter_states(wave)
    return render(request, "lottery/wave_letters.html", frame(request, assembly) | context)


@require_safe
def letters_batch(request: HttpRequest, assembly: Assembly, ref: str, number: int) -> HttpResponse:
    """One file of a wave's letters, made anew each time: nothing with a code on it is kept."""
    wave = _wave_or_404(assembly, ref)
    if not 1 <= number <= queries.batch_count(queries.letters_of(wave).count()):
        raise Http404
    people = actions.open_letters(by=person_of(request), assembly=assembly, wave=wave, batch=number)
    pdf = _press(request, assembly, test=wave.test).pdf(people, queries.codes_of(wave), wave.answers_until)
    return _pdf(pdf, f"{assembly.slug}-{ref}-{number:03}")


@require_safe
def letters_all(request: HttpRequest, assembly: Assembly, ref: str) -> StreamingHttpResponse:
    """Every file of a wave in one archive, made while it is fetched: nothing with a code on it is kept here."""
    wave = _wave_or_404(assembly, ref)
    people = actions.open_letters(by=person_of(request), assembly=assembly, wave=wave)
    if not people:
        raise Http404
    name = f"{assembly.slug}-{ref}"
    batches = _press(request, assembly, test=wave.test).batches(people, queries.codes_of(wave), wave.answers_until)
    archive = zipped((f"{name}-{number:03}.pdf", pdf) for number, pdf in batches)
    response = StreamingHttpResponse(archive, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


@require_safe
def letters_table(request: HttpRequest, assembly: Assembly, ref: str, which: str, format: str) -> HttpResponse:
    """Whom the letters go to, for the printer; `letters` with codes and links, for whoever merges elsewhere."""
    if which not in TABLES or format not in TYPES:
        raise Http404
    wave = _wave_or_404(assembly, ref)
    people = actions.open_letters(by=person_of(request), assembly=assembly, wave=wave)
    codes, written = queries.codes_of(wave), queries.letter_texts(assembly)
    press = _press(request, assembly, test=wave.test)
    rows = [
        (
            each.reference,
            str(place // queries.BATCH + 1),
            " ".join(queries.languages_of(each, written, assembly.language)),
            *(each.name, each.address, each.postcode, each.city),
            codes[each.reference],
            press.link(codes[each.reference]),
        )[: len(TABLES[which])]
        for place, each in enumerate(people)
    ]
    return table_response(TABLES[which], rows, f"{assembly.slug}-{ref}-{which}", format)


@require_POST
def post_letters(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """The letters went to the post, or did not after all."""
    wave, by = _wave_or_404(assembly, ref), person_of(request)
    if "undo" in request.POST:
        actions.unpost_letters(by=by, wave=wave)
        messages.success(request, _("Noted: the letters are not posted."))
    else:
        actions.post_letters(by=by, wave=wave)
        messages.success(request, _("Noted: the letters are posted."))
    return redirect("lottery:wave_letters", assembly.slug, ref)


@read_or_send
def returned(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Which letters the post brought back."""
    wave = _wave_or_404(assembly, ref)
    form = forms.ReturnedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            lines = form.cleaned_data["references"].splitlines()
            count = actions.take_back_letters(by=person_of(request), wave=wave, references=lines)
            text = ngettext("%(n)d letter came back.", "%(n)d letters came back.", count)
            messages.success(request, text % {"n": count})
            return redirect("lottery:wave_letters", assembly.slug, ref)
    asked = {
        "form": form,
        "heading": _("Letters that came back"),
        "lead": _("Whoever answers all the same is registered as anybody else."),
        "submit": _("Keep"),
        "base": "assembly_base.html",
        "back_url": reverse("lottery:wave_letters", args=[assembly.slug, ref]),
    }
    return render(request, "form_page.html", frame(request, assembly) | asked)


def _wave_or_404(assembly: Assembly, ref: str) -> queries.Wave:
    found = queries.wave_referred(assembly, ref)
    if found is None:
        raise Http404
    return found


def _press(request: HttpRequest, assembly: Assembly, *, test: bool) -> Press:
    large = request.GET.get("print") == "large"
    return Press(assembly=assembly, site=request.build_absolute_uri("/"), large=large, test=test)


def _pdf(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response

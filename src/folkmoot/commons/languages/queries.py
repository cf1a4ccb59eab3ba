"""Reads: a public text in the reader's language, and faults in words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import get_language, gettext

from folkmoot.commons.languages.models import Translation
from folkmoot.core.canonical import sha256_hex
from folkmoot.core.faults import Fault, Faults
from folkmoot.manifest import PublicText
from folkmoot.messages import sentence

__all__ = ["Rendering", "Translation", "faults_on", "rendering", "renderings", "said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A text as a reader sees it: in which language, made how, and whether the original has changed since."""

    text: str
    language: str
    original: str
    original_language: str
    provenance: str | None
    stale: bool

    @property
    def fallback(self) -> bool:
        """Whether the original stands here because there is no translation into the language asked for."""
        return self.provenance is None and self.language != get_language()


def rendering(*, subject: str, original: str, original_language: str, language: str | None = None) -> Rendering:
    """The text `subject` in `language` (the reader's by default), or its original where there is no translation."""
    text = PublicText(subject=subject, original=original, language=original_language, label="")
    return renderings([text], language=language)[0]


def renderings(texts: Sequence[PublicText], *, language: str | None = None) -> list[Rendering]:
    """Several texts at once, in one query: each in `language`, or in its original."""
    wanted = language or get_language() or ""
    subjects = [text.subject for text in texts if text.language != wanted]
    found = Translation.objects.filter(subject__in=subjects, language=wanted) if subjects else ()
    by_subject = {each.subject: each for each in found}
    return [_rendering(text, by_subject.get(text.subject)) for text in texts]


def _rendering(text: PublicText, found: Translation | None) -> Rendering:
    return Rendering(
        text=found.text if found else text.original,
        language=found.language if found else text.language,
        original=text.original,
        original_language=text.language,
        provenance=found.provenance if found else None,
        stale=found is not None and found.original_sha256 != sha256_hex(text.original.encode()),
    )


def said(fault: Fault) -> str:
    """Say `fault` in the reader's language."""
    return sentence(fault, gettext)


@contextmanager
def faults_on(form: Form) -> Iterator[None]:
    """Within the block a fault becomes an error of `form`, shown with all else that was typed."""
    try:
        yield
    except Fault as fault:
        form.add_error(None, said(fault))
    except Faults as several:
        for each in several.faults:
            form.add_error(None, said(each))

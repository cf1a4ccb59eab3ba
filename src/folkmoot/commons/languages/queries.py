"""Reads: a public text in the reader's language, and faults in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import get_language, gettext

from folkmoot.commons.languages.models import Translation
from folkmoot.core.canonical import sha256_hex
from folkmoot.core.faults import Fault, Faults
from folkmoot.messages import sentence

__all__ = ["Rendering", "Translation", "faults_on", "rendering", "said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A text as a reader sees it: in which language, made how, and whether the original has changed since."""

    text: str
    language: str
    original: str
    original_language: str
    provenance: str | None
    stale: bool


def rendering(*, subject: str, original: str, original_language: str, language: str | None = None) -> Rendering:
    """The text `subject` in `language` (the reader's by default), or its original where there is no translation."""
    wanted = language or get_language() or original_language
    found = (
        None
        if wanted == original_language
        else Translation.objects.filter(subject=subject, language=wanted).first()
    )
    if found is None:
        return Rendering(
            text=original,
            language=original_language,
            original=original,
            original_language=original_language,
            provenance=None,
            stale=False,
        )
    return Rendering(
        text=found.text,
        language=found.language,
        original=original,
        original_language=original_language,
        provenance=found.provenance,
        stale=found.original_sha256 != sha256_hex(original.encode()),
    )


def said(fault: Fault) -> str:
    """Say `fault` in the reader's language."""
    return sentence(fault, gettext)


@contextmanager
def faults_on(form: Form) -> Iterator[None]:
    """Within the block a fault becomes an error of `form`, so that the page can show it with all else that was typed."""
    try:
        yield
    except Fault as fault:
        form.add_error(None, said(fault))
    except Faults as faults:
        for fault in faults.faults:
            form.add_error(None, said(fault))

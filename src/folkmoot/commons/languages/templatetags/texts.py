"""Shows a public text in the reader's language, with a note where it is a translation."""

from typing import Any

from django import template
from django.conf import settings

from folkmoot.commons.languages.queries import rendering

register = template.Library()


@register.inclusion_tag("languages/public_text.html")
def public_text(subject: str, original: str, language: str) -> dict[str, Any]:
    """The text known as `subject`, in paragraphs: translated where it is, with the original one click away.

    `original` and its `language` are what is authoritative.
    """
    shown = rendering(subject=subject, original=original, original_language=language)
    names = dict(settings.LANGUAGES)
    return {"shown": shown, "original_language": names.get(language, language)}


@register.simple_tag
def public_line(subject: str, original: str, language: str) -> str:
    """The text known as `subject` as one plain line (a title), in the reader's language where it is translated."""
    return rendering(subject=subject, original=original, original_language=language).text

"""Writes about translations. Rooms above, which know assemblies and roles, ask for the right before they call."""

from folkmoot import clock
from folkmoot.commons.languages.models import Translation
from folkmoot.core.canonical import sha256_hex


def keep_translation(
    *, handle: str, subject: str, original: str, language: str, wording: str, provenance: Translation.Provenance
) -> Translation:
    """Keep `wording` as the translation of `subject`, in place of an older one, pinned to the original as it is now."""
    return Translation.objects.update_or_create(
        subject=subject,
        language=language,
        defaults={
            "text": wording,
            "provenance": provenance,
            "original_sha256": sha256_hex(original.encode()),
            "translator": handle,
            "made_at": clock.now(),
        },
    )[0]

"""Marks a text for translation without translating it, so that this package needs no Django."""


def gettext_noop(text: str) -> str:
    """Return `text` unchanged; the message extractor finds the call by its name."""
    return text

"""The site's signing key: made once, kept in a file that only the site's own user can read."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from folkmoot.core.record.notes import SigningKey, read_signing_key


def key_file() -> Path:
    """Where the signing key lies."""
    return Path(settings.HOME) / "record-key"


def signing_key() -> SigningKey:
    """The key that signs checkpoints, from `record-key` in the site's home; drawn and kept there the first time."""
    path = key_file()
    try:
        return read_signing_key(path.read_text().strip())
    except FileNotFoundError:
        pass
    key = SigningKey(name=settings.RECORD_ORIGIN, secret=secrets.token_bytes(32))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # Another process was quicker: its key is the site's.
        return read_signing_key(path.read_text().strip())
    with os.fdopen(descriptor, "w") as file:
        file.write(key.private_text() + "\n")
    return key

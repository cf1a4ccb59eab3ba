"""The names under which people of the pool are known in public."""

import hashlib
import hmac
from collections.abc import Collection


def pseudonym_for(secret: bytes, imported_id: str, taken: Collection[str]) -> str:
    """`p-` and six hexadecimal digits, the same for the same secret and id; the next ones where another has them.

    Without the secret nobody can find the id from the pseudonym, or tell that two pseudonyms are one person.
    """
    attempt = 0
    while True:
        message = f"{attempt}\x00{imported_id}".encode()
        found = "p-" + hmac.new(secret, message, hashlib.sha256).hexdigest()[:6]
        if found not in taken:
            return found
        attempt += 1


def pseudonyms_for(secret: bytes, imported_ids: Collection[str], taken: Collection[str]) -> dict[str, str]:
    """A pseudonym for each id, given out in the order of the ids, so that the order of rows does not matter."""
    used = set(taken)
    given: dict[str, str] = {}
    for imported_id in sorted(imported_ids):
        given[imported_id] = pseudonym_for(secret, imported_id, used)
        used.add(given[imported_id])
    return given

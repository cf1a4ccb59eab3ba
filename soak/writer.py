"""Appends entries of its own to the record until it is killed; says each one's number once it is kept.

DATABASE_URL=… python -m soak.writer NAME [TOGETHER]: so many entries in each transaction (1)
"""

import os
import sys
from itertools import count

import django


def main(name: str, together: int = 1) -> None:
    """Append, and print each entry's number and which of one's own it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.web.settings")
    django.setup()
    from django.db import transaction

    from folkmoot.commons.publicrecord.actions import append_entry

    def append(by: str, number: int) -> int:
        return append_entry(kind="soak.appended", assembly="", by=by, data={"number": number}).index

    for first in count(0, together):
        with transaction.atomic():
            kept = [(append(name, number), number) for number in range(first, first + together)]
        print("".join(f"{index} {number}\n" for index, number in kept), end="", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))

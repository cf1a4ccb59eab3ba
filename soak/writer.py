"""Appends entries of its own to the record until it is killed; says each one's number once it is kept.

DATABASE_URL=… python -m soak.writer NAME
"""

import os
import sys
from itertools import count

import django


def main(name: str) -> None:
    """Append, and print the entry's number and which of one's own it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.web.settings")
    django.setup()
    from folkmoot.commons.publicrecord.actions import append_entry

    for number in count():
        entry = append_entry(kind="soak.appended", assembly="", by=name, data={"number": number})
        print(entry.index, number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])

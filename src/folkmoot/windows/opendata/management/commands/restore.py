"""`folkmoot restore EXPORT`: take up an exported record on a new host, or behind what was published."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from folkmoot.commons.publicrecord.actions import restore_record
from folkmoot.core.faults import Fault
from folkmoot.core.record.exports import CHECKPOINT_FILE
from folkmoot.messages import sentence


class Command(BaseCommand):
    """Restores the record; a record that is here already only grows."""

    help = "Take up an exported record: on a new host all of it, on an older copy what it lacks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to take up, and whether another key signs from now on."""
        parser.add_argument("export", type=Path, metavar="EXPORT", help="the folder of an exported record")
        parser.add_argument("--new-key", action="store_true", help="the signing key is lost: another one from now on")

    def handle(self, *args: Any, export: Path, new_key: bool, **options: Any) -> None:
        """Check everything, then take it up in one step."""
        found = sorted(one for one in export.rglob("*") if one.is_file())
        files = {one.relative_to(export).as_posix(): one.read_bytes() for one in found}
        if CHECKPOINT_FILE not in files:
            raise CommandError(f"{export} is no exported record. Unpack record.zip and name that folder.")
        try:
            added = restore_record(files=files, new_key=new_key)
        except Fault as fault:
            raise CommandError(sentence(fault)) from fault
        self.stdout.write(f"{added} lines were added. The record goes on from there.")
        self.stdout.write(
            "Only the record is restored: people, drafts and settings come from a backup of the database."
        )

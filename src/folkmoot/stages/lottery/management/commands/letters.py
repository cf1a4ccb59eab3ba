"""`folkmoot letters ASSEMBLY WAVE FOLDER`: every letter of a wave as PDF files, for a printer."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from folkmoot.commons.accounts.queries import person_with_email
from folkmoot.commons.assemblies.queries import assembly_at
from folkmoot.core.faults import Fault
from folkmoot.messages import sentence
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.letter_papers import Press


class Command(BaseCommand):
    """Prints a whole wave, file after file, without a browser that waits for it."""

    help = "Write every letter of a wave into a folder, as PDF files of 250 letters."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which wave, where to, whose act it is, and the address of the site for the squares."""
        parser.add_argument("assembly", help="as in its address")
        parser.add_argument("wave", help="A1, or TEST-A1")
        parser.add_argument("folder", type=Path, help="a new or empty folder; the codes on the letters are secret")
        parser.add_argument(
            "--as", dest="email", required=True, help="your address: it is written down that you did it"
        )
        parser.add_argument("--site", required=True, help="https://… as people type it")
        parser.add_argument("--large", action="store_true", help="in large print")

    def handle(
        self, *args: Any, assembly: str, wave: str, folder: Path, email: str, site: str, large: bool, **options: Any
    ) -> None:
        """Write the files one after the other, and say how far it is."""
        here, by = assembly_at(assembly), person_with_email(email)
        found = queries.wave_referred(here, wave) if here else None
        if here is None or found is None or by is None:
            raise CommandError(f"There is no wave {wave} of {assembly} here, or nobody with the address {email}.")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty. Nothing was written. Name a new folder.")
        try:
            people = actions.open_letters(by=by, assembly=here, wave=found)
        except Fault as problem:
            raise CommandError(sentence(problem)) from problem
        press = Press(assembly=here, site=site.rstrip("/") + "/", large=large, test=found.test)
        files = queries.batch_count(len(people))
        for number, pdf in press.batches(people, queries.codes_of(found), found.answers_until):
            (folder / f"{assembly}-{wave}-{number:03}.pdf").write_bytes(pdf)
            self.stdout.write(f"{number} of {files} files")
        self.stdout.write(f"{len(people)} letters are in {folder}. Delete them here once they are printed.")

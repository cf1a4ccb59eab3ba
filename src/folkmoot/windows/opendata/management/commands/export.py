"""`folkmoot export --out DIR`: write the public record as files that `folkmoot verify DIR` checks."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from folkmoot.commons.publicrecord.queries import export_files

NO_SITE = (
    "There is no site here whose record could be exported. FOLKMOOT_HOME names the folder of a site: of the living "
    "example it is var/demo. A site of your own begins with: folkmoot serve"
)


class Command(BaseCommand):
    """Exports the record; nothing half-written is left behind."""

    help = "Write the site's public record as files that `folkmoot verify DIR` checks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one thing to say: where to."""
        parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="a directory that is not there yet")

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        """Write everything beside the place, then move it there in one step."""
        if out.exists() and not (out.is_dir() and not any(out.iterdir())):
            raise CommandError(f"{out} is already there. Name a directory that does not exist yet.")
        try:
            files = export_files()
        except DatabaseError as error:
            raise CommandError(NO_SITE) from error
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix=".export-", dir=out.parent))
        beside.chmod(0o755)
        for path, content in files.items():
            place = beside / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        beside.replace(out)
        self.stdout.write(f"{len(files)} files in {out}. Check them with: folkmoot verify {out}")

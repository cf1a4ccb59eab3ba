"""`folkmoot serve`: prepare and serve this site on one machine."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from folkmoot.web.preparing import prepare
from folkmoot.web.serving import check_port, serve


class Command(BaseCommand):
    """Serves the site with a production server, a worker for tasks and the clock."""

    help = "Prepare the database and serve this site; Ctrl-C stops all of it."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1)

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        """Prepare, then serve until interrupted."""
        check_port(host, port)
        prepare()
        self.stdout.write(f"Folkmoot on http://{host}:{port}  (Ctrl-C stops it)")
        serve(host=host, port=port, workers=workers)

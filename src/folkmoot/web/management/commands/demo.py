"""`folkmoot demo`: play the living example once, then serve it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.urls import reverse

from folkmoot.web.demo import harbour, invitation, repair
from folkmoot.web.demo.people import PEOPLE
from folkmoot.web.demo.playing import is_played, play
from folkmoot.web.preparing import prepare
from folkmoot.web.serving import check_port, serve

GUIDE = """
  The living example is at  {address}

  Look first at
    {address}{board}   promises kept and broken, counted by the clock
    {address}{lottery}   a lottery about to be drawn: sign in as operator and as witness, and throw the balls
{letter}    {address}{record}   the public record, to take away and check

  Sign in with one click on the front page, or at {address}/sign-in/ with one of these addresses
  (the code comes to {address}/demo/outbox/):
{people}

  Ctrl-C stops it. What you enter stays; ./run demo --fresh begins anew.
"""


class Command(BaseCommand):
    """Plays four invented assemblies through the same actions that the pages use, and serves them."""

    help = "Play the living example once, then serve it; --fresh begins anew."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and whether to begin anew."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true", help="ask, then throw away everything and play it again")
        parser.add_argument("--yes", action="store_true", help="with --fresh: do not ask")
        parser.add_argument("--no-serve", action="store_true", help="play it and stop")

    def handle(self, *args: Any, host: str, port: int, fresh: bool, yes: bool, no_serve: bool, **options: Any) -> None:
        """Prepare, play where nothing is there yet, serve."""
        if not settings.DEMO:
            raise CommandError("The living example needs a place of its own. Start it with: ./run demo")
        if not no_serve:
            check_port(host, port)
        if fresh:
            self._begin_anew(yes=yes)
        prepare()
        if not is_played():
            self.stdout.write("Playing four assemblies, from the question to the promise (half a minute) …")
            play(tell=lambda line: self.stdout.write(f"  {line}"))
        if no_serve:
            connection.close()
            return
        people = "\n".join(f"    {each.email:<28} {each.name}: {each.shows}" for each in PEOPLE)
        places = {
            "board": reverse("followup:board", args=[repair.SLUG]),
            "lottery": reverse("lottery:lottery", args=[harbour.SLUG]),
            "record": reverse("opendata:record"),
            "letter": self._letter(f"http://{host}:{port}"),
        }
        self.stdout.write(GUIDE.format(address=f"http://{host}:{port}", people=people, **places))
        connection.close()
        serve(host=host, port=port, workers=1)

    def _letter(self, address: str) -> str:
        """Where to answer a letter of the example, with the code on one that nobody has answered."""
        code = invitation.code_to_try()
        return f"    {address}{reverse('join')}   answer a letter yourself: its code is {code}\n" if code else ""

    def _begin_anew(self, *, yes: bool) -> None:
        """Throw the example away, after asking once and naming what is lost."""
        if not yes:
            database = settings.DATABASES["default"]["NAME"]
            self.stdout.write(f"This throws away everything in the database {database}, what you entered too.")
            if input("Type fresh to go on: ").strip().lower() != "fresh":
                raise CommandError("Nothing was changed.")
        prepare()
        call_command("flush", verbosity=0, interactive=False)
        (settings.HOME / "record-checkpoint").unlink(missing_ok=True)  # nobody relies on what the example gave away

"""`folkmoot convener ADDRESS`: say who may start assemblies on this site."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from folkmoot.commons.accounts.actions import allow_convening
from folkmoot.web.preparing import prepare


class Command(BaseCommand):
    """Names a person who may start assemblies, with the account that she then signs in to by code."""

    help = "Let the person with this e-mail address start assemblies on this site."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose address, and what she is called."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        """Register her where she is new, and say so."""
        prepare()
        person = allow_convening(email=email, name=name)
        self.stdout.write(f"{person.email} may start assemblies now. She signs in with a code that is sent there.")

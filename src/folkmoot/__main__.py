"""The door: `folkmoot VERB …`. The core's verbs need no Django; the server's are there where it is installed."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from folkmoot import __version__

CORE_VERBS = ("invite", "targets", "draw", "rotate", "seat", "tally", "compare", "verify", "witness")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and answer with its exit code; 2 for bad input."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] not in CORE_VERBS and not arguments[0].startswith("-"):
        return _server_verb(arguments)
    parser = _parser(arguments[:1])
    parsed = parser.parse_args(arguments)
    if parsed.verb is None:
        parser.print_help()
        return 0
    return int(parsed.run(parsed))


def _parser(asked: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="folkmoot",
        description="Citizens' assemblies end to end: the lottery and the public record on files.",
        epilog="With the server installed, its verbs are here as well: folkmoot help lists them.",
    )
    parser.add_argument("--version", action="version", version=f"folkmoot {__version__}")
    subparsers = parser.add_subparsers(dest="verb", metavar="VERB")
    for verb in asked if asked and asked[0] in CORE_VERBS else CORE_VERBS:
        name = f"folkmoot.cli.{verb}"
        if find_spec(name) is not None:
            import_module(name).add_parser(subparsers)
    return parser


def _server_verb(arguments: Sequence[str]) -> int:
    if find_spec("django") is None or find_spec("folkmoot.web.settings") is None:
        print(
            f"folkmoot {arguments[0]} needs the server: pip install 'folkmoot[server]'. Without it there are: "
            f"{', '.join(CORE_VERBS)}.",
            file=sys.stderr,
        )
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.web.settings")
    execute = import_module("django.core.management").execute_from_command_line
    execute(["folkmoot", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`folkmoot stamp DIR`: ask an outside authority, by files alone, to vouch for when the record's checkpoint existed."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from folkmoot.commons.publicrecord.actions import keep_stamp
from folkmoot.commons.publicrecord.queries import snapshot
from folkmoot.core.faults import Fault
from folkmoot.core.record.stamps import read_authorities
from folkmoot.messages import sentence

CHECKPOINT, REQUEST, NONCE, ANSWER = "checkpoint", "checkpoint.tsq", "nonce.txt", "checkpoint.tsr"
NEXT = """{folder} holds the newest checkpoint and the request for a time stamp of it.
Send checkpoint.tsq to an authority of your choice, and put its answer beside it as checkpoint.tsr:
    curl -H 'Content-Type: application/timestamp-query' --data-binary @checkpoint.tsq -o checkpoint.tsr ADDRESS
Then, with the certificate of that authority: folkmoot stamp {folder} --authority AUTHORITY.pem"""


class Command(BaseCommand):
    """Writes a request, or takes up the answer to it; sends nothing itself."""

    help = "Have an outside authority stamp the record's checkpoint with the time (RFC 3161), by files alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where request and answer lie, and who answered."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="a folder for the request; later with the answer")
        parser.add_argument("--authority", type=Path, metavar="PEM", help="the certificate of who answered")

    def handle(self, *args: Any, folder: Path, authority: Path | None, **options: Any) -> None:
        """One of the two steps."""
        try:
            self.stdout.write(_ask(folder) if authority is None else _take_up(folder, authority))
        except Fault as fault:
            raise CommandError(sentence(fault)) from fault
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error


def _ask(folder: Path) -> str:
    if folder.exists() and any(folder.iterdir()):
        raise CommandError(f"{folder} is not empty. Name a new folder; or take up an answer with --authority.")
    checkpoint = (snapshot() / "record/checkpoint").read_bytes()
    request = TimestampRequestBuilder(data=checkpoint, hash_algorithm=HashAlgorithm.SHA256).build()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CHECKPOINT).write_bytes(checkpoint)
    (folder / REQUEST).write_bytes(request.as_bytes())
    (folder / NONCE).write_text(f"{request.nonce}\n")
    return NEXT.format(folder=folder)


def _take_up(folder: Path, authority: Path) -> str:
    stamp = keep_stamp(
        checkpoint=(folder / CHECKPOINT).read_bytes(),
        answer=(folder / ANSWER).read_bytes(),
        authorities=read_authorities(authority.read_bytes()),
        nonce=int((folder / NONCE).read_text()),
    )
    return f"The stamp of {stamp.at}, vouched for by {stamp.issuer}, holds. It goes with the record from now on."

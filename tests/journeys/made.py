"""Made addresses and people for the stories of real recruitments, and the desk at which they are played.

Nobody of them exists. Every row is made here from a fixed seed. Only sizes and shares follow what was published of the
real cases; where they are from is said beside each story.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import ceil, floor
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery import actions, queries
from folkmoot.tables import write_csv
from tests import builders

Shares = Mapping[str, Mapping[str, float]]
ADDRESS_COLUMNS = ("id", "residents", "group", "address", "postcode", "city")
_STREETS = [f"{first}{last}" for first, last in product(("Alder", "Birch", "Mill", "Quay", "Well"), ("gate", "row"))]


def addresses(groups: Mapping[str, int], *, seed: int, residents: int = 1) -> bytes:
    """A file of so many addresses of each group, of 1 to `residents` residents."""
    return write_csv(ADDRESS_COLUMNS, _addresses(groups, Random(seed), residents))


def _addresses(groups: Mapping[str, int], chance: Random, residents: int) -> Iterator[Sequence[str]]:
    number = 0
    for group, size in groups.items():
        for _ in range(size):
            number += 1
            house, street = divmod(number, len(_STREETS))
            people = str(chance.randint(1, residents))
            yield f"U{number:06}", people, group, f"{_STREETS[street]} {house}", f"{house % 900 + 100}", "Anytown"


def people(shares: Shares, count: int, *, seed: int) -> list[dict[str, str]]:
    """So many people as category → value, each value with its own chance."""
    chance = Random(seed)
    return [{name: chance.choices(list(of), list(of.values()))[0] for name, of in shares.items()} for _ in range(count)]


def targets(shares: Shares, seats: int, *, play: int = 0) -> list[tuple[str, str, int, int]]:
    """Each share of the seats, rounded down and up: 27 % of 50 is 13 to 14; `play` more to either side."""
    return [
        (name, value, max(0, floor(round(seats * share, 6)) - play), ceil(round(seats * share, 6)) + play)
        for name, of in shares.items()
        for value, share in of.items()
    ]


class Desk:
    """Somebody at her desk: the pages of one lottery, opened and sent as a browser does. An organiser by default."""

    def __init__(self, assembly: Assembly, *, client: Client | None = None) -> None:
        self.assembly, self.organiser, self._client = assembly, builders.the_organiser(assembly), client or Client()
        if client is None:
            self._client.force_login(self.organiser)

    def _at(self, name: str, *more: object) -> str:
        return reverse(f"lottery:{name}", args=[self.assembly.slug, *more])

    def page(self, name: str, /, *more: object, **asked: object) -> str:
        """The words of a page that is there."""
        answer = self._client.get(self._at(name, *more), asked)
        assert (name, answer.status_code) == (name, 200)
        return " ".join(answer.content.decode().split())

    def file(self, name: str, *more: object) -> bytes:
        """A table as it is downloaded."""
        answer = self._client.get(self._at(name, *more))
        assert (name, answer.status_code) == (name, 200)
        return bytes(answer.content)

    def send(self, name: str, /, *more: object, **typed: Any) -> str:
        """Send a form; the words of the page that it leads to, which tells of no problem."""
        answer = self._client.post(self._at(name, *more), typed, follow=True)
        words = " ".join(answer.content.decode().split())
        assert (name, answer.status_code, 'role="alert"' in words) == (name, 200, False)
        return words

    def upload(self, kind: str, content: bytes) -> None:
        """Bring a table, look at its dry run, confirm it."""
        upload, check = ("calls_upload", "calls_check") if kind == "calls" else ("upload", "dry_run")
        more = () if kind == "calls" else (kind,)
        looked = self.send(upload, *more, file=SimpleUploadedFile(f"{kind}.csv", content))
        sha256 = re.search(r'name="sha256" value="([0-9a-f]{64})"', looked)
        assert sha256 is not None
        self.send(check, *more, sha256=sha256[1])

    def letter(self) -> None:
        """Words of the letter, in the assembly's language."""
        texts = {"sender": "The secretariat", "heading": "You are invited", "body": "Two people at your address…"}
        texts |= {"signature": "The chair", "phone": "0800 100 200", "return_address": "Freepost 1"}
        words = queries.default_words(self.assembly.language)
        self.send("letter_text", self.assembly.language, **texts, **words)

    def computed(self, *, objective: str = "leximin", panels: str = "1000") -> queries.Lottery:
        """The next lottery; the task behind the page is done at once."""
        self.send("compute", objective=objective, panels=panels)
        started = queries.lotteries(self.assembly).order_by("number").last()
        assert started is not None
        return actions.compute_lottery(lottery=started)

"""The letters of a wave as paper: whom each goes to, its code and its square, set as tagged PDF batch by batch."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.paper import Edition, print_paper, qr_code
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.models import Invitation, LetterText

STAMP = "TEST"
TEXTS = ("sender", "heading", "body", "signature", "phone", "return_address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """How letters are printed: for which assembly, with which address of the site, large or not, as a test or not."""

    assembly: Assembly
    site: str
    large: bool = False
    test: bool = False

    def link(self, code: str) -> str:
        """The address in the square of a letter."""
        return urljoin(self.site, reverse("join_code", args=[code.replace("-", "")]))

    def pdf(self, people: Iterable[Invitation], codes: Mapping[str, str], until: date | None) -> bytes:
        """The letters to `people`, one after the other, as one tagged PDF."""
        return self._printed(people, codes, until)

    def sample(self, people: Iterable[Invitation], codes: Mapping[str, str], language: str) -> bytes:
        """The same in one language, whatever these people speak."""
        return self._printed(people, codes, None, languages=(language,))

    def batches(
        self, people: list[Invitation], codes: Mapping[str, str], until: date | None
    ) -> Iterator[tuple[int, bytes]]:
        """Number and PDF of each batch of letters, made one after the other, so that one alone is in memory."""
        for start in range(0, len(people), queries.BATCH):
            yield start // queries.BATCH + 1, self.pdf(people[start : start + queries.BATCH], codes, until)

    def _printed(
        self,
        people: Iterable[Invitation],
        codes: Mapping[str, str],
        until: date | None,
        languages: tuple[str, ...] = (),
    ) -> bytes:
        written = queries.letter_texts(self.assembly)
        letters = [self._letter(each, codes[each.reference], written, languages) for each in people]
        values = {"letters": letters, "texts": {code: _said(text, until) for code, text in written.items()}}
        return print_paper(
            "letters",
            values,
            title=gettext("Invitations: %(title)s") % {"title": self.assembly.title},
            language=self.assembly.language,
            edition=Edition.LARGE if self.large else Edition.STANDARD,
            stamp=STAMP if self.test else "",
        ).pdf

    def _letter(
        self, each: Invitation, code: str, written: Mapping[str, LetterText], languages: tuple[str, ...]
    ) -> dict[str, Any]:
        own = self.assembly.language
        return {
            "reference": each.reference,
            "address": _address(each, written, own),
            "code": code,
            "shown": f"{urlsplit(self.site).netloc}{reverse('join').rstrip('/')}",
            "qr": qr_code(self.link(code)),
            "languages": languages or queries.languages_of(each, written, own),
        }


def _said(text: LetterText, until: date | None) -> dict[str, str]:
    with override(text.language):
        day = date_format(until, "DATE_FORMAT") if until else ""
    return {**text.words, **{name: getattr(text, name) for name in TEXTS}, "until": day}


def _address(each: Invitation, written: Mapping[str, LetterText], own: str) -> str:
    first = queries.languages_of(each, written, own)[0]
    name = each.name or (written[first].words["household"] if first in written else "")
    lines = (name, *each.address.splitlines(), f"{each.postcode} {each.city}")
    return "\n".join(line.strip() for line in lines if line.strip())

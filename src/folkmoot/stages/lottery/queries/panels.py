"""Reads of a published lottery's file: the panels that everybody sees, or their seals. What was published stays so."""

from functools import lru_cache
from typing import Any

from folkmoot.commons.publicrecord.queries import attachment
from folkmoot.core.canonical import read_canonical
from folkmoot.core.sortition import Lottery as Published
from folkmoot.core.sortition import Several, read_lottery, read_parts
from folkmoot.stages.lottery.models import Lottery


def published_panels(lottery: Lottery) -> Published | None:
    """An open lottery as the record has it; `None` where its file is missing there."""
    return _published(lottery.path, lottery.sha256)


def panels_inside(lottery: Lottery) -> Published:
    """Every panel with its people. Of a sealed lottery it stays inside: only each person's own line may leave."""
    return _inside(lottery.pk, lottery.sha256)


def several_of(lottery: Lottery) -> Several | None:
    """Of several panels drawn by one number, who is on which; `None` where one is drawn."""
    return _divided(lottery.pk, lottery.path, lottery.sha256) if lottery.parts_path else None


@lru_cache(maxsize=8)
def _divided(lottery: int, path: str, sha256: str) -> Several | None:
    panels, content = _published(path, sha256), Lottery.objects.values_list("parts", flat=True).get(pk=lottery)
    return read_parts(read_canonical(bytes(content or b"")), panels) if panels else None


def sealed_panels(lottery: Lottery) -> tuple[str, ...]:
    """The seals of a sealed lottery's panels, by number."""
    return _seals(lottery.path, lottery.sha256, "panels")


def sealed_lines(lottery: Lottery) -> tuple[str, ...]:
    """The seals of everybody's lines, in the order of the file."""
    return _seals(lottery.path, lottery.sha256, "people")


@lru_cache(maxsize=8)
def _published(path: str, sha256: str) -> Published | None:
    """A file is known by its hash, so what was read once never goes stale."""
    document = _document(path, sha256)
    return None if document is None else read_lottery(document)


@lru_cache(maxsize=8)
def _inside(lottery: int, _sha256: str) -> Published:
    content = Lottery.objects.values_list("document", flat=True).get(pk=lottery)
    return read_lottery(read_canonical(bytes(content or b"")))


@lru_cache(maxsize=16)
def _seals(path: str, sha256: str, member: str) -> tuple[str, ...]:
    return tuple((_document(path, sha256) or {}).get(member, ()))


def _document(path: str, sha256: str) -> Any:
    found = attachment(path)
    return None if found is None or found.sha256 != sha256 else read_canonical(bytes(found.content))

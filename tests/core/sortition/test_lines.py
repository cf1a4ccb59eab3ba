"""One person's own line, held against the lottery as everybody sees it, open or sealed."""

from typing import Any

import pytest

from folkmoot.core.canonical import canonical_bytes, sha256_hex
from folkmoot.core.sortition import lottery_document, sealed_document
from folkmoot.core.sortition.lines import check_line, line_document, line_of
from tests.spec.test_draw_published import LOTTERY

SECRET = bytes(range(32))
OPEN: Any = lottery_document(LOTTERY)
SEALED: Any = sealed_document(LOTTERY, SECRET)


def line(published: Any, **changed: Any) -> dict[str, Any]:
    digest, secret = sha256_hex(canonical_bytes(published)), SECRET if published is SEALED else None
    found = line_of(LOTTERY, "bo", published=digest, secret=secret)
    assert found is not None
    return line_document(found) | changed


def said(document: dict[str, Any], published: Any) -> str:
    fault = check_line(document, published)[-1].fault
    return fault.code if fault else "holds"


@pytest.mark.parametrize("published", [OPEN, SEALED], ids=["open", "sealed"])
def test_everybodys_own_line_is_what_the_published_lottery_says(published):
    assert said(line(published), published) == "holds"
    assert len(line(published)["panels"]) == LOTTERY.tickets[1]


@pytest.mark.parametrize("published", [OPEN, SEALED], ids=["open", "sealed"])
@pytest.mark.parametrize(
    ("changed", "opened", "sealed"),
    [
        ({"panels": [1, 2, 3]}, "line_differs", "line_does_not_open"),
        ({"id": "cy"}, "line_differs", "line_does_not_open"),
        ({"id": "nobody"}, "line_differs", "line_does_not_open"),
        ({"of": 9}, "line_differs", "line_differs"),
        ({"salt": "00" * 32}, "holds", "line_does_not_open"),
        ({"lottery": "0" * 64}, "line_of_another_lottery", "line_of_another_lottery"),
        ({"salt": "x"}, "line_unreadable", "line_unreadable"),
    ],
)
def test_a_line_that_was_changed_is_refused(published, changed, opened, sealed):
    assert said(line(published, **changed), published) == (opened if published is OPEN else sealed)


def test_nobody_outside_the_pool_has_a_line():
    assert line_of(LOTTERY, "eve", published="") is None

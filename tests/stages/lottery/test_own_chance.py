"""What whoever holds a code sees of her own chance, and that the published files say the same."""

import json
from copy import deepcopy
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.canonical import read_canonical
from folkmoot.core.sortition.lines import check_line
from folkmoot.stages.lottery import actions, queries
from tests import builders

pytestmark = pytest.mark.django_db


def drawn(*, sealed: bool) -> Assembly:
    """Two people answered with one letter, one with another, nine without; then panel 42 of 100 was drawn."""
    assembly = builders.an_open_assembly(slug="sealed" if sealed else "open")
    builders.an_open_registration(assembly)
    household, single = (builders.an_invitation(assembly, reference=f"A1-0000{n}") for n in (1, 2))
    letters = [household, household, single, *[None] * 9]
    for n, letter in enumerate(letters):
        answers = {"question_gender": ("woman", "man")[n % 2], "born": f"{2002 - 25 * (n % 3)}-05-17"}
        builders.a_registration(assembly, invitation=letter, address=f"Quay {max(n, 1)}", **answers)
    by = builders.the_organiser(assembly)
    found = actions.compute_lottery(lottery=actions.start_lottery(by=by, assembly=assembly, panels=100))
    published = actions.publish_lottery(by=by, lottery=found, sealed=sealed)
    builders.read_by_both(assembly, published, "42")
    return assembly


@pytest.fixture(scope="module")
def both(once_for_all: None) -> dict[bool, Assembly]:
    return {sealed: drawn(sealed=sealed) for sealed in (False, True)}


@pytest.fixture
def made(db: None, both: dict[bool, Assembly]) -> dict[bool, Assembly]:
    cache.clear()
    return deepcopy(both)


def address(name: str, assembly: Assembly, *more: object) -> str:
    return reverse(f"lottery:{name}", args=[assembly.slug, *more])


def asked(assembly: Assembly, code: str, **more: Any) -> Any:
    return Client(REMOTE_ADDR="10.2.2.2").post(address("own", assembly), {"code": code, **more})


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def sheets_with(assembly: Assembly, letter: str) -> list[queries.AnswerSheet]:
    return list(queries.sheets(assembly).filter(invitation__reference=letter).order_by("number"))


def code_on(assembly: Assembly, letter: str) -> str:
    return queries.code_of(queries.invitations(assembly).get(reference=letter))


@pytest.mark.parametrize("sealed", [False, True])
def test_with_her_code_she_sees_her_chance_and_the_published_file_says_the_same(made: Any, sealed: bool) -> None:
    assembly = made[sealed]
    (sheet,) = sheets_with(assembly, "A1-00002")
    name = sheet.respondent.pseudonym
    (own,) = queries.own_lotteries(assembly, name)
    assert own.line is not None
    page = asked(assembly, code_on(assembly, "A1-00002").lower())
    said = text_of(page)
    assert (page.status_code, "no-store" in page["Cache-Control"]) == (200, True)
    hers = "You are on it" if 42 in own.line.panels else "You are not on it"
    told = (name, f"Panel 42 was drawn. {hers}", "of 100 panels held you", f"place {own.place} of the list")
    assert [text for text in told if text not in said] == []
    assert [word for word in ("Karen", "Quay", "woman") if word in said] == []
    line = asked(assembly, f"R-{sheet.reference}", lottery=1).content
    published = read_canonical(Client().get(address("file", assembly, 1)).content)
    assert [one.fault for one in check_line(read_canonical(line), published)] == [None, None]
    assert json.loads(line)["panels"] == list(own.line.panels)


def test_a_code_of_several_people_asks_each_for_a_reference_of_her_own(made: Any) -> None:
    assembly = made[False]
    people = sheets_with(assembly, "A1-00001")
    said = text_of(asked(assembly, code_on(assembly, "A1-00001")))
    assert "Several people of your household answered with this code" in said
    assert [each for each in people if each.respondent.pseudonym in said] == []
    found = [queries.names_opened_by(assembly, f"r {each.reference}") for each in people]
    assert found == [[each.respondent.pseudonym] for each in people]


def test_what_is_no_code_and_what_nobody_has_are_answered_alike_and_only_wrong_ones_are_counted(
    made: Any, django_assert_num_queries: Any
) -> None:
    assembly, right = made[False], code_on(made[False], "A1-00002")
    wrong = ("nonsense", "0000-0000-00000", "R-0000-0000-00000", code_on(made[True], "A1-00002"))
    for typed in wrong:
        with django_assert_num_queries(3):
            assert queries.names_opened_by(assembly, typed) == []
    assert {asked(assembly, right).status_code for _ in range(31)} == {200}
    said = [text_of(asked(assembly, wrong[n % 4])) for n in range(31)]
    assert ["Nobody in this pool is known under this code" in page for page in said] == [True] * 30 + [False]
    assert ["Too many codes were tried" in page for page in (said[30], text_of(asked(assembly, right)))] == [True] * 2


def test_a_pseudonym_alone_opens_nothing_of_a_sealed_lottery_but_the_panel_that_is_open(made: Any) -> None:
    assembly = made[True]
    selected = queries.draws(assembly)[0].selected
    others = [each.pseudonym for each in queries.respondents(assembly) if each.pseudonym not in selected]
    pages = [text_of(Client().get(address("lottery", assembly), {"p": name})) for name in (selected[0], others[0])]
    assert ["is on the panel that was drawn, which is open" in page for page in pages] == [True, False]
    assert ["is not on the panel that was drawn, which is open" in page for page in pages] == [False, True]
    assert [page for page in pages if "so a pseudonym alone opens nothing" not in page] == []


def test_before_a_lottery_is_published_the_page_says_to_keep_the_letter() -> None:
    page = Client().get(address("own", builders.an_open_assembly()))
    assert "No lottery is published yet" in text_of(page)

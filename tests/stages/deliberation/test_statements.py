import pytest

from folkmoot.commons.assemblies.actions import translate_text
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.languages.queries import Translation
from folkmoot.core.faults import Faults
from folkmoot.manifest import Role
from folkmoot.stages.deliberation.actions import Heard, gather_statements, set_statement_aside
from folkmoot.stages.deliberation.faults import (
    ReasonForSettingAside,
    StatementNotUsable,
    StatementsMissing,
    TextsAreFrozen,
)
from folkmoot.stages.deliberation.queries import Fate, Statement, public_texts, statement_at, statements
from folkmoot.stages.deliberation.reading import heard_in
from tests.builders import an_open_assembly, seated_members, some_frozen_texts, somebody, the_organiser

pytestmark = pytest.mark.django_db


def some_statements(assembly, texts=("More benches", "Fewer cars")) -> list[Statement]:
    heard = [Heard(text=text) for text in texts]
    return gather_statements(by=the_organiser(assembly), assembly=assembly, heard=heard, source="First meeting")


def test_statements_are_numbered_in_the_order_in_which_they_were_gathered():
    assembly = an_open_assembly()
    some_statements(assembly)
    some_statements(assembly, ("A ferry",))
    assert [(each.number, each.text) for each in statements(assembly)] == [
        (1, "More benches"),
        (2, "Fewer cars"),
        (3, "A ferry"),
    ]


def test_a_statement_brings_its_own_source_or_takes_that_of_its_file():
    assembly = an_open_assembly()
    heard = [Heard(text="One", author="B17", source="Letter 4"), Heard(text="Two")]
    made = gather_statements(
        by=the_organiser(assembly), assembly=assembly, heard=heard, source="Web", licence="CC BY 4.0"
    )
    assert [(each.author, each.source, each.licence) for each in made] == [
        ("B17", "Letter 4", "CC BY 4.0"),
        ("", "Web", "CC BY 4.0"),
    ]


def test_one_unusable_statement_keeps_the_whole_file_out():
    assembly = an_open_assembly()
    with pytest.raises(StatementNotUsable) as error:
        gather_statements(
            by=the_organiser(assembly), assembly=assembly, heard=[Heard(text="Good", line=2), Heard(text=" ", line=3)]
        )
    assert error.value.params == {"line": 3, "limit": 2000}
    assert statements(assembly).count() == 0


def test_a_file_without_statements_is_refused():
    assembly = an_open_assembly()
    with pytest.raises(StatementsMissing):
        gather_statements(by=the_organiser(assembly), assembly=assembly, heard=heard_in(b"name\nx\n", name="a.csv"))


def test_a_table_from_western_europe_is_read():
    content = "Text;Author;Source\r\nGrønne tage;B2;Møde 1\r\n".encode("cp1252")
    assert heard_in(content, name="notes.csv") == [
        Heard(text="Grønne tage", author="B2", source="Møde 1", line=2),
    ]


def test_an_empty_file_is_named():
    with pytest.raises(Faults):
        heard_in(b"", name="notes.csv")


def test_members_do_not_gather_and_strangers_neither():
    assembly = an_open_assembly()
    for role in (Role.MEMBER, Role.COMMISSIONER, Role.OBSERVER):
        with pytest.raises(NotAllowed):
            gather_statements(by=somebody(assembly, role), assembly=assembly, heard=[Heard(text="x")])


def test_a_statement_is_set_aside_with_a_reason_and_never_without():
    assembly = an_open_assembly()
    statement = some_statements(assembly)[0]
    facilitator = somebody(assembly, Role.FACILITATOR)
    with pytest.raises(ReasonForSettingAside):
        set_statement_aside(by=facilitator, statement=statement, fate=Fate.PARKED, reason="  ")
    set_statement_aside(
        by=facilitator, statement=statement, fate=Fate.OUT_OF_SCOPE, reason="The bridge is off the table"
    )
    found = statement_at(assembly, 1)
    assert found is not None
    assert (found.fate, found.reason) == ("out-of-scope", "The bridge is off the table")


def test_nothing_is_gathered_after_the_freeze():
    assembly = an_open_assembly()
    seated_members(assembly)
    some_frozen_texts(assembly)
    with pytest.raises(TextsAreFrozen):
        some_statements(assembly)


def test_a_statement_in_another_language_is_shown_in_the_readers_with_its_original(client):
    assembly = an_open_assembly()
    said = "Produkte sollen (wieder) reparabel sein"
    organiser = the_organiser(assembly)
    gather_statements(by=organiser, assembly=assembly, heard=[Heard(text=said)], language="de")
    assert f'lang="de">{said}' in client.get(f"/assemblies/{assembly.slug}/deliberation/statements/").content.decode()
    (text,) = public_texts(assembly)
    english = "Products should be repairable (again)"
    translate_text(
        by=organiser,
        assembly=assembly,
        text=text,
        language="en",
        wording=english,
        provenance=Translation.Provenance.MACHINE,
    )
    pages = [
        client.get(f"/assemblies/{assembly.slug}/deliberation/statements/{page}").content.decode()
        for page in ("", "1/")
    ]
    assert [(f'lang="en">{english}' in page, "Machine translation" in page) for page in pages] == [(True, True)] * 2
    assert f'lang="de">{said}' in pages[1]

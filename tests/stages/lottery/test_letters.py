"""Letters: written per language, printed per wave, and test letters never among real ones."""

import subprocess
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from folkmoot import clock
from folkmoot.commons.accounts.queries import AccessEntry
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery import actions, faults, queries
from folkmoot.stages.lottery.codes import plain_code
from folkmoot.stages.lottery.models import Invitation, Wave
from folkmoot.stages.lottery.views.letters import NO_CODE
from folkmoot.tables import read_table
from tests import builders

pytestmark = pytest.mark.django_db
TEXTS = {
    "sender": "Ravnkilde Kommune\nKajen 1",
    "heading": "#panic() invites you",
    "body": "Dear residents,\n\nyour address was drawn.",
    "signature": "Maren Holt",
    "phone": "80 20 30 40",
    "return_address": "Freepost 1234\n9000 Ravnkilde",
}
needs_pdftotext = pytest.mark.skipif(which("pdftotext") is None, reason="reads the text back with poppler")


def write(assembly: Assembly, language: str, **texts: str) -> None:
    actions.write_letter(
        by=builders.the_organiser(assembly),
        assembly=assembly,
        language=language,
        texts=TEXTS | texts,
        words=queries.default_words(language),
    )


def a_drawn_wave(assembly: Assembly, *, test: bool = False, people: int = 3, **columns: Any) -> Wave:
    """A wave with invitations to `people` addresses, as drawing leaves it."""
    for number in range(people):
        values = {"name": "", "address": f"Kajen {number}", "postcode": "9000", "city": "Ravnkilde"} | columns
        invitation = builders.an_invitation(assembly, reference=f"A1-{number:05}", test=test)
        Invitation.objects.filter(pk=invitation.pk).update(**values)
    mark = f"{'TEST-' if test else ''}A1@{assembly.slug}"
    Wave.objects.filter(mark=mark).update(drawn_at=clock.now())
    return Wave.objects.get(mark=mark)


def pages_of(pdf: bytes, tmp_path: Path) -> list[str]:
    path = tmp_path / "letters.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True).stdout
    return [" ".join(page.split()) for page in said.split("\f")[:-1]]


def organiser_of(assembly: Assembly) -> Client:
    client = Client()
    client.force_login(builders.the_organiser(assembly))
    return client


@needs_pdftotext
def test_each_household_is_written_to_in_its_languages_with_its_own_code_and_a_card(tmp_path: Path) -> None:
    assembly = builders.an_open_assembly()
    write(assembly, "en")
    write(assembly, "da", heading="Du er inviteret")
    wave = a_drawn_wave(assembly, people=2, languages="xx, da en")
    answer = organiser_of(assembly).get(f"/assemblies/{assembly.slug}/lottery/letters/waves/A1/1.pdf")
    pages, codes = pages_of(answer.content, tmp_path), sorted(queries.codes_of(wave).items())
    assert [["Du er inviteret" in page, TEXTS["heading"] in page] for page in pages] == [
        [True, False],
        [False, True],
        [False, False],
    ] * 2
    assert [[code in page for page in pages] for _, code in codes] == [
        [True] * 3 + [False] * 3,
        [False] * 3 + [True] * 3,
    ]
    assert ["Til husstanden" in page for page in pages] == [True, False, False] * 2
    assert [page for page in pages if "TEST" in page] == []
    assert AccessEntry.objects.filter(what="opened letters, batch 1").count() == 1


@needs_pdftotext
def test_a_test_says_so_on_every_page_and_a_sample_bears_a_code_that_is_none(tmp_path: Path) -> None:
    assembly = builders.an_open_assembly()
    write(assembly, "en")
    a_drawn_wave(assembly)
    a_drawn_wave(assembly, test=True)
    client, start = organiser_of(assembly), f"/assemblies/{assembly.slug}/lottery/letters/"
    stamped = {
        path: {"TEST" in page.split() for page in pages_of(client.get(start + path).content, tmp_path)}
        for path in ("waves/A1/1.pdf", "waves/TEST-A1/1.pdf", "texts/en/sample.pdf", "texts/en/sample.pdf?print=large")
    }
    assert list(stamped.values()) == [{False}, {True}, {True}, {True}]
    assert plain_code(NO_CODE) is None


def test_a_real_file_never_holds_a_test_letter_even_if_the_database_let_one_in() -> None:
    assembly = builders.an_open_assembly()
    write(assembly, "en")
    wave = a_drawn_wave(assembly)
    wave.test = True  # what no row can say: the database refuses it
    with pytest.raises(faults.LettersMixed):
        actions.open_letters(by=builders.the_organiser(assembly), assembly=assembly, wave=wave)


def test_the_dry_run_names_what_is_amiss_before_anything_is_printed() -> None:
    assembly = builders.an_open_assembly()
    wave = a_drawn_wave(assembly, people=2)
    Invitation.objects.filter(reference="A1-00000").update(city="", name="漢")
    page = organiser_of(assembly).get(f"/assemblies/{assembly.slug}/lottery/letters/waves/A1/").content.decode()
    plan = queries.letter_plan(assembly, wave)
    assert (plan.letters, plan.batches, plan.languages) == (2, 1, ((("en",), 2),))
    assert (plan.unaddressed, plan.unreadable, plan.text_missing) == (("A1-00000",), ("A1-00000",), True)
    assert (page.count("A1-00000"), "1.pdf" in page) == (2, False)
    with pytest.raises(faults.LetterNotWritten):
        actions.open_letters(by=builders.the_organiser(assembly), assembly=assembly, wave=wave, batch=1)


@pytest.mark.parametrize("ends", ["withdrawn_at", "drawn_at"])
def test_a_wave_that_is_withdrawn_or_not_drawn_has_no_letters(ends: str) -> None:
    assembly = builders.an_open_assembly()
    write(assembly, "en")
    wave = a_drawn_wave(assembly)
    Wave.objects.filter(pk=wave.pk).update(**{ends: clock.now() if ends == "withdrawn_at" else None})
    client, start = organiser_of(assembly), f"/assemblies/{assembly.slug}/lottery/letters/waves/A1/"
    assert [client.get(start + path).status_code for path in ("", "1.pdf")] == [200, 404]


def test_tables_hold_codes_only_where_they_are_asked_for() -> None:
    assembly = builders.an_open_assembly()
    write(assembly, "en")
    wave = a_drawn_wave(assembly, people=1)
    client, start = organiser_of(assembly), f"/assemblies/{assembly.slug}/lottery/letters/waves/A1/"
    found = {}
    for which_one, kind in (("addresses", "csv"), ("letters", "xlsx"), ("letters", "ods")):
        answer = client.get(f"{start}{which_one}.{kind}")
        found[which_one, kind] = [list(row) for row in read_table(answer.content, name=f"x.{kind}").rows]
    address, code = ["A1-00000", "1", "en", "", "Kajen 0", "9000", "Ravnkilde"], queries.codes_of(wave)["A1-00000"]
    full = [*address, code, f"http://testserver/join/{code.replace('-', '')}/"]
    assert found == {("addresses", "csv"): [address], ("letters", "xlsx"): [full], ("letters", "ods"): [full]}


def test_a_letter_is_written_on_a_page_in_any_language_that_can_be_printed_and_removed_again() -> None:
    assembly = builders.an_open_assembly()
    client, start = organiser_of(assembly), f"/assemblies/{assembly.slug}/lottery/letters/"
    words = queries.default_words("pl")
    refused = client.post(f"{start}texts/pl/", TEXTS | words | {"body": "漢"})
    assert (refused.status_code, queries.letter_texts(assembly)) == (200, {})
    assert client.post(f"{start}texts/pl/", TEXTS | words).status_code == 302
    assert {name: getattr(queries.letter_texts(assembly)["pl"], name) for name in TEXTS} == TEXTS
    assert client.get(f"{start}texts/ja/").status_code == 404
    assert client.get(f"{start}?language=da")["Location"] == f"{start}texts/da/"
    assert client.post(f"{start}texts/pl/", {"remove": "yes"}).status_code == 302
    assert queries.letter_texts(assembly) == {}


def test_a_whole_wave_comes_as_one_archive_and_by_command_and_both_hold_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "BATCH", 2)
    assembly = builders.an_open_assembly()
    write(assembly, "en")
    a_drawn_wave(assembly, people=3)
    by = builders.the_organiser(assembly)
    answer = organiser_of(assembly).get(f"/assemblies/{assembly.slug}/lottery/letters/waves/A1/all.zip")
    archive = ZipFile(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert (archive.testzip(), archive.namelist()) == (None, [f"{assembly.slug}-A1-00{n}.pdf" for n in (1, 2)])
    words = (assembly.slug, "A1", str(tmp_path / "letters"), "--as", by.email, "--site", "http://testserver")
    call_command("letters", *words)
    written = {each.name: each.read_bytes() for each in (tmp_path / "letters").iterdir()}
    assert written == {name: archive.read(name) for name in archive.namelist()}
    with pytest.raises(CommandError, match="is not empty"):
        call_command("letters", *words)
    assert AccessEntry.objects.filter(by=by, what="opened all letters").count() == 2


def test_letters_are_posted_come_back_and_an_unknown_one_is_named_by_its_line() -> None:
    assembly = builders.an_open_assembly()
    write(assembly, "en")
    a_drawn_wave(assembly, people=3)
    client, start = organiser_of(assembly), f"/assemblies/{assembly.slug}/lottery/letters/waves/A1/"

    def states() -> list[str]:
        return list(Invitation.objects.order_by("reference").values_list("state", flat=True))

    assert "are posted" in client.post(f"{start}posted/", follow=True).content.decode()
    assert states() == ["sent"] * 3
    client.post(f"{start}posted/", {"undo": "yes"})
    assert states() == ["drawn"] * 3
    Invitation.objects.filter(reference="A1-00002").update(state="answered")
    refused = client.post(f"{start}returned/", {"references": "A1-00000\nA1-99999"}).content.decode()
    assert ("Line 2: no letter of this wave is called A1-99999" in refused, states()[0]) == (True, "drawn")
    client.post(f"{start}returned/", {"references": "a1-00000\n\nA1-00002"})
    assert states() == ["returned", "drawn", "answered"]

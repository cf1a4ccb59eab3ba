"""An auditor's pack: who may take it, what it leaves out, and that it checks beside the public record and by itself."""

import argparse
import io
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.cli import verify
from folkmoot.commons.accounts.queries import AccessEntry, Person
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import export_files
from folkmoot.manifest import Role
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.manifest import next_steps
from tests import builders

pytestmark = pytest.mark.django_db


def drawn(*, sealed: bool) -> Assembly:
    assembly = builders.an_open_assembly(slug="sealed" if sealed else "open")
    builders.a_published_contract(assembly)
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    by = builders.the_organiser(assembly)
    found = actions.compute_lottery(lottery=actions.start_lottery(by=by, assembly=assembly, panels=100))
    builders.read_by_both(assembly, actions.publish_lottery(by=by, lottery=found, sealed=sealed), "42")
    return assembly


@pytest.fixture(scope="module")
def both(once_for_all: None) -> dict[bool, Assembly]:
    return {sealed: drawn(sealed=sealed) for sealed in (False, True)}


@pytest.fixture
def made(db: None, both: dict[bool, Assembly]) -> dict[bool, Assembly]:
    return deepcopy(both)


def taken(assembly: Assembly, by: Person) -> bytes:
    client = Client()
    client.force_login(by)
    return bytes(client.post(reverse("lottery:audit", args=[assembly.slug, 1])).content)


def unpacked(pack: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def said(capsys: Any, *arguments: object) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    verify.add_parser(parser.add_subparsers())
    args = parser.parse_args(["verify", *map(str, arguments)])
    return int(args.run(args)), capsys.readouterr().out


@pytest.mark.parametrize("sealed", [False, True])
def test_the_pack_opens_everything_beside_the_public_record_and_by_itself(
    made: Any, sealed: bool, tmp_path: Path, capsys: Any
) -> None:
    pack = tmp_path / "pack.zip"
    pack.write_bytes(taken(made[sealed], builders.somebody(made[sealed], Role.AUDITOR)))
    record = written(tmp_path / "record", export_files())
    for code, told in (alone := said(capsys, pack), beside := said(capsys, record, "--audit", pack)):
        assert (code, "Everything that was checked holds." in told) == (0, True)
        held = ["Every panel meets every target", "All 30 lines of the frozen pool open", "are those that were frozen"]
        held += ["Every sealed panel and every sealed line opens"] * sealed
        assert [text for text in held if text not in told] == []
    ours = "What is public in the auditor's pack stands in this record"
    assert [ours in told for _code, told in (alone, beside)] == [False, True]


def test_a_pack_in_which_anything_was_exchanged_is_refused(made: Any, tmp_path: Path, capsys: Any) -> None:
    files = unpacked(taken(made[True], builders.somebody(made[True], Role.AUDITOR)))
    other = unpacked(taken(made[False], builders.somebody(made[False], Role.AUDITOR)))
    record = written(tmp_path / "record", {name: data for name, data in export_files().items() if "open" not in name})
    changes: dict[str, dict[str, bytes]] = {
        "The pool is another one": {"pool.csv": files["pool.csv"].replace(b",woman,", b",man,", 1)},
        "The pool is not the one that was frozen": {"frozen-pool.json": other["frozen-pool.json"]},
        "The inputs of the pack have the hash": {"frozen.json": other["frozen.json"]},
        "The sealed lottery is not the one": {"seal.txt": b"00" * 32},
    }
    for number, (words, change) in enumerate(changes.items()):
        code, told = said(capsys, record, "--audit", written(tmp_path / str(number), files | change))
        assert (code, words in told) == (1, True), words
    assert said(capsys, record, "--audit", record)[0] == 2


def test_the_pack_says_whose_copy_it_is_names_nobody_and_leaves_a_trace(made: Any) -> None:
    assembly = made[True]
    auditor = builders.somebody(assembly, Role.AUDITOR)
    files = unpacked(taken(assembly, auditor))
    assert f"Copy of {auditor.name}" in files["README.txt"].decode()
    whole = b"".join(files.values())
    assert [word for word in (b"Person ", b"example.net", b"Quay", b"+45") if word in whole] == []
    assert AccessEntry.objects.filter(by=auditor, what="took the auditor's pack").count() == 1
    assert [step.title for step in next_steps(auditor, assembly)] == ["Audit lottery 1"]


def test_once_the_pool_is_erased_nobody_can_take_it_any_more(made: Any) -> None:
    assembly = made[False]
    by = builders.the_organiser(assembly)
    actions.erase_respondents(by=by, assembly=assembly, reason="The time is over")
    assert "The pool has been erased" in taken(assembly, by).decode()
    assert queries.audit_files(assembly.lotteries.get()) is None

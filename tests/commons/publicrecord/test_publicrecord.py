import contextlib
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction

from folkmoot import clock
from folkmoot.commons.publicrecord import trees
from folkmoot.commons.publicrecord.actions import append_entry, attach_file
from folkmoot.commons.publicrecord.faults import RecordWasChanged
from folkmoot.commons.publicrecord.models import Entry, Head
from folkmoot.commons.publicrecord.queries import (
    attachment,
    entries,
    export_files,
    kinds_by_assembly,
    kinds_so_far,
    latest,
    verifier_key,
)
from folkmoot.commons.publicrecord.snapshots import snapshot
from folkmoot.core.record.entries import EnvelopeFieldIsWrong, read_lines
from folkmoot.core.record.exports import check_export
from folkmoot.core.record.merkle import Tree, leaf_hash, tree_root


def an_entry(kind="assembly.opened", assembly="harbour", **data):
    return append_entry(kind=kind, assembly=assembly, by="organiser-1", data=data)


@pytest.mark.django_db
def test_the_lines_kept_are_the_canonical_lines_of_the_record():
    an_entry(title="Sø & havn")
    an_entry(kind="contract.signed", version=1)
    lines = [bytes(entry.line) for entry in entries()]
    assert [entry.kind for entry in read_lines(lines)] == ["assembly.opened", "contract.signed"]


@pytest.mark.django_db
def test_a_clock_that_was_set_back_does_not_make_the_record_run_backwards():
    with clock.travelling(to=datetime(2030, 1, 1, tzinfo=UTC)):
        first = an_entry()
    with clock.travelling(to=datetime(2029, 1, 1, tzinfo=UTC)):
        second = an_entry()
    assert second.at == first.at


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_line():
    with contextlib.suppress(ValueError), transaction.atomic():
        an_entry()
        raise ValueError
    assert not entries().exists()
    assert an_entry().index == 0


@pytest.mark.django_db
def test_what_could_not_be_read_back_is_not_written():
    with pytest.raises(EnvelopeFieldIsWrong):
        an_entry(kind="Not a kind")
    assert not entries().exists()


@pytest.mark.django_db
def test_what_happened_is_told_by_assembly():
    an_entry()
    an_entry(kind="contract.signed", version=1)
    an_entry(assembly="council")
    assert kinds_so_far("harbour") == {"assembly.opened", "contract.signed"}
    assert kinds_by_assembly(["harbour", "council", "none"]) == {
        "harbour": {"assembly.opened", "contract.signed"},
        "council": {"assembly.opened"},
        "none": frozenset(),
    }
    assert latest("harbour", "contract.signed").data == {"version": 1}
    assert latest("harbour", "contract.published") is None


@pytest.mark.django_db
def test_an_export_holds_and_every_changed_byte_of_a_line_shows():
    an_entry(title="Harbour")
    attach_file(path="assemblies/harbour/note.json", content=b"{}")
    files = export_files()
    assert check_export(files).holds
    assert files["assemblies/harbour/note.json"] == bytes(attachment("assemblies/harbour/note.json").content)
    assert not check_export(files | {"entries.jsonl": files["entries.jsonl"].replace(b"Harbour", b"harbour")}).holds


@pytest.mark.django_db
def test_an_empty_record_can_be_exported_and_holds():
    assert check_export(export_files()).holds


@pytest.mark.django_db
def test_the_key_is_made_once_and_only_its_user_can_read_it():
    first = verifier_key()
    assert verifier_key() == first
    assert (settings.HOME / "record-key").stat().st_mode & 0o777 == 0o600
    assert first.startswith(f"{settings.RECORD_ORIGIN}+")


@pytest.mark.django_db(transaction=True)
def test_appends_from_many_threads_neither_fork_nor_skip():
    def several(number):
        try:
            for _ in range(5):
                with transaction.atomic():
                    append_entry(kind="assembly.opened", assembly=f"a{number}", by="", data={})
        finally:
            connection.close()

    append_entry(kind="assembly.opened", assembly="first", by="", data={})
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(several, range(6)))
    assert [entry.index for entry in entries()] == list(range(31))
    assert len(list(read_lines([bytes(entry.line) for entry in entries()]))) == 31


@pytest.mark.django_db
def test_an_export_made_while_the_clock_is_behind_is_still_signed_after_its_last_line():
    with clock.travelling(to=clock.now() + timedelta(days=3)):
        an_entry()
    assert check_export(export_files()).holds


@pytest.mark.django_db
def test_the_edge_of_the_tree_is_that_of_the_lines():
    for number in range(5):
        an_entry(number=number)
    lines = [bytes(entry.line) for entry in entries()]
    assert Head.objects.get().frontier.root() == tree_root([leaf_hash(line) for line in lines])


@pytest.mark.django_db
def test_a_line_changed_in_the_database_is_not_signed():
    for number in range(3):
        an_entry(number=number)
    export_files()
    Entry.objects.filter(index=1).update(line=b"{}")
    trees._Known.tree = Tree()  # as in the next process: this one knows the line that was
    with pytest.raises(RecordWasChanged):
        export_files()


@pytest.mark.django_db
def test_a_line_removed_from_the_database_is_not_signed():
    for number in range(3):
        an_entry(number=number)
    Entry.objects.filter(index=2).delete()
    with pytest.raises(RecordWasChanged):
        export_files()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_the_same_moment_one_builds_the_archive(tmp_path, settings):
    settings.HOME = tmp_path
    an_entry()
    files, built = export_files(), []

    def export():
        built.append(1)
        time.sleep(0.2)  # long enough for the others to ask
        return files

    def ask(_):
        try:
            return snapshot(export)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        places = set(threads.map(ask, range(4)))
    assert (len(built), [(place / "record.zip").exists() for place in places]) == (1, [True])

"""A copy that is behind what was published writes nothing; an export brings it, or a new host, to where it was."""

import io

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from folkmoot import clock
from folkmoot.commons.publicrecord.actions import append_entry, attach_file, restore_record
from folkmoot.commons.publicrecord.faults import (
    ExportDoesNotHold,
    ExportHasAnotherFile,
    ExportIsBehind,
    ExportIsNotThisPast,
    ExportIsOfAnotherRecord,
    KeyIsNotHere,
    RecordIsBehind,
    RecordWasForked,
)
from folkmoot.commons.publicrecord.models import Attachment, Entry, Head
from folkmoot.commons.publicrecord.queries import entries, export_files, snapshot
from folkmoot.core.record.exports import check_export
from folkmoot.core.record.merkle import Frontier, leaf_hash

pytestmark = pytest.mark.django_db
PATH = "assemblies/harbour/note.json"


def write(*titles: str) -> None:
    for title in titles:
        append_entry(kind="assembly.opened", assembly="harbour", by="organiser-1", data={"title": title})


def as_it_was(size: int) -> None:
    """The database of an older backup: only the first `size` lines."""
    Entry.objects.filter(index__gte=size).delete()
    head = Head.objects.get()
    head.advance(Frontier().extend(leaf_hash(bytes(entry.line)) for entry in entries()), head.last_at)


def lines() -> list[bytes]:
    return [bytes(entry.line) for entry in entries()]


def test_a_copy_behind_the_last_published_checkpoint_appends_nothing():
    write("one", "two", "three")
    export_files()
    as_it_was(1)
    with pytest.raises(RecordIsBehind) as caught:
        write("another two")
    assert (caught.value.params["size"], caught.value.params["published"]) == (1, 3)
    assert len(lines()) == 1


def test_a_copy_behind_signs_nothing():
    write("one", "two")
    export_files()
    as_it_was(1)
    with pytest.raises(RecordIsBehind):
        export_files()


def test_another_record_of_the_same_length_appends_and_signs_nothing():
    write("one", "two")
    export_files()
    as_it_was(0)
    kept = settings.HOME / "record-checkpoint"
    kept.rename(kept.with_name("aside"))
    write("one", "another two")
    kept.with_name("aside").rename(kept)
    with pytest.raises(RecordWasForked):
        write("three")
    with pytest.raises(RecordWasForked):
        export_files()


def test_what_was_never_published_may_be_lost_and_the_record_goes_on():
    write("one")
    export_files()
    write("two")
    as_it_was(1)
    write("another two")
    assert check_export(export_files()).holds


def test_a_copy_behind_takes_up_an_export_and_goes_on():
    write("one", "two", "three")
    attach_file(path=PATH, content=b"{}")
    files, before = export_files(), lines()
    as_it_was(1)
    Attachment.objects.all().delete()
    assert restore_record(files=files) == 2
    write("four")
    assert lines()[:3] == before
    assert check_export(export_files(), kept_checkpoint=files["checkpoint"]).holds


def test_a_new_host_rebuilds_the_record_with_equal_hashes():
    write("one", "two")
    attach_file(path=PATH, content=b"{}")
    moment = clock.now()
    with clock.travelling(to=moment):
        files = export_files()
    as_it_was(0)
    Head.objects.all().delete()
    Attachment.objects.all().delete()
    (settings.HOME / "record-checkpoint").unlink()
    restore_record(files=files)
    with clock.travelling(to=moment):
        assert export_files() == files


@pytest.fixture
def export() -> dict[str, bytes]:
    write("one", "two")
    attach_file(path=PATH, content=b"{}")
    return export_files()


def test_an_export_that_does_not_hold_is_not_taken_up(export):
    as_it_was(1)
    with pytest.raises(ExportDoesNotHold):
        restore_record(files=export | {"entries.jsonl": export["entries.jsonl"].replace(b"two", b"too")})
    assert len(lines()) == 1


def test_an_export_of_another_record_is_not_taken_up(export, settings):
    settings.RECORD_ORIGIN = "elsewhere.example/record"
    with pytest.raises(ExportIsOfAnotherRecord):
        restore_record(files=export)


def test_an_export_that_is_behind_is_not_taken_up(export):
    write("three")
    with pytest.raises(ExportIsBehind):
        restore_record(files=export)


def test_an_export_with_another_past_is_not_taken_up(export):
    (settings.HOME / "record-checkpoint").unlink()
    as_it_was(0)
    write("another one")
    with pytest.raises(ExportIsNotThisPast) as caught:
        restore_record(files=export)
    assert caught.value.params["line"] == 1


def test_an_export_behind_what_was_published_is_not_taken_up_by_an_empty_database(export):
    write("three")
    export_files()
    as_it_was(0)
    with pytest.raises(RecordIsBehind):
        restore_record(files=export)


def test_an_export_with_another_file_is_not_taken_up(export):
    Attachment.objects.update(sha256="0" * 64)
    with pytest.raises(ExportHasAnotherFile):
        restore_record(files=export)


def test_without_the_signing_key_only_who_says_so_restores(export):
    key = settings.HOME / "record-key"
    key.rename(key.with_name("old-key"))
    try:
        as_it_was(0)
        with pytest.raises(KeyIsNotHere):
            restore_record(files=export)
        assert restore_record(files=export, new_key=True) == 2
    finally:
        key.with_name("old-key").replace(key)


def test_the_verb_says_what_it_did_and_why_it_did_not(export, tmp_path):
    folder = snapshot() / "record"
    as_it_was(0)
    said = io.StringIO()
    call_command("restore", folder, stdout=said)
    assert said.getvalue().startswith("2 lines were added.")
    with pytest.raises(CommandError, match=r"Unpack record\.zip"):
        call_command("restore", tmp_path)
    write("three")
    with pytest.raises(CommandError, match="Take a newer export"):
        call_command("restore", folder)

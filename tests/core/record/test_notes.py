"""Signed notes against the example of the specification (c2sp.org/signed-note) and that of Go's sumdb/note."""

import pytest

from folkmoot.core.record.notes import (
    KeyIsNotReadable,
    NoteIsNotReadable,
    NoteIsNotSigned,
    SignatureDoesNotHold,
    SigningKey,
    read_note,
    read_signing_key,
    read_verifier_key,
    sign_note,
    verify_note,
)

EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
GO_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    GO_TEXT + "\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
KEY = SigningKey(name="record.example.org", secret=bytes(32))
OTHER = SigningKey(name="record.example.org", secret=bytes(31) + b"\x01")


def test_the_example_of_the_specification_holds():
    assert verify_note(read_note(EXAMPLE_NOTE.encode()), read_verifier_key(EXAMPLE_KEY)).line == 3


def test_a_note_signed_here_is_byte_for_byte_the_note_signed_by_the_reference():
    assert sign_note(GO_TEXT, read_signing_key(GO_PRIVATE)) == GO_NOTE.encode()


def test_the_public_half_of_a_private_key_is_the_published_one():
    assert str(read_signing_key(GO_PRIVATE).verifier) == GO_PUBLIC


def test_keys_are_written_as_they_are_read():
    assert str(read_verifier_key(GO_PUBLIC)) == GO_PUBLIC
    assert read_signing_key(GO_PRIVATE).private_text() == GO_PRIVATE


def test_a_private_key_never_shows_its_secret_when_printed():
    assert repr(KEY) == "SigningKey(name='record.example.org')"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+c74f20a3",
        GO_PUBLIC.replace("c74f20a3", "c74f20a4"),
        GO_PUBLIC.replace("PeterNeumann", "PeterNewmann"),
        GO_PUBLIC.replace("PeterNeumann", "Peter Neumann"),
        GO_PUBLIC[:-1],
        GO_PUBLIC + "=",
        GO_PUBLIC.replace("+ARpc", "+ABpc"),
        GO_PUBLIC + "\n",
    ],
)
def test_a_text_that_is_no_public_key_is_refused(text):
    with pytest.raises(KeyIsNotReadable):
        read_verifier_key(text)


@pytest.mark.parametrize("text", ["", GO_PUBLIC, GO_PRIVATE[:-1], GO_PRIVATE.replace("c74f20a3", "c74f20a4")])
def test_a_text_that_is_no_private_key_is_refused(text):
    with pytest.raises(KeyIsNotReadable):
        read_signing_key(text)


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"text\n", 2, "signature"),
        (b"text\n\n", 3, "signature"),
        (EXAMPLE_NOTE.encode()[:-1], 3, "signature"),
        (EXAMPLE_NOTE.replace("— ", "- ").encode(), 3, "signature"),
        (EXAMPLE_NOTE.replace("aQM=", "aQN=").encode(), 3, "signature"),
        (EXAMPLE_NOTE.replace("This is", "This\ris").encode(), 1, "control"),
        (EXAMPLE_NOTE.encode().replace(b"This", b"Th\xffs"), 1, "utf-8"),
        ("text\n\n— name AAAA\n".encode(), 3, "signature"),
        ("text\n\n— na+me AAAAAAAA\n".encode(), 3, "signature"),
    ],
)
def test_a_note_in_another_form_is_refused_with_the_line(data, line, reason):
    with pytest.raises(NoteIsNotReadable) as caught:
        read_note(data)

    assert caught.value.params == {"line": line, "reason": reason}


@pytest.mark.parametrize("text", ["no line feed", "bell\x07\n"])
def test_a_text_that_could_not_be_read_back_is_not_signed(text):
    with pytest.raises(NoteIsNotReadable):
        sign_note(text, KEY)


def test_a_note_without_a_signature_by_the_key_is_not_signed():
    with pytest.raises(NoteIsNotSigned):
        verify_note(read_note(sign_note("text\n", OTHER)), KEY.verifier)


def test_a_changed_text_breaks_the_signature():
    with pytest.raises(SignatureDoesNotHold) as caught:
        verify_note(read_note(sign_note("text\n", KEY).replace(b"text", b"Text")), KEY.verifier)

    assert caught.value.params == {"name": "record.example.org", "line": 3}


def test_a_text_may_have_empty_lines_of_its_own():
    note = read_note(sign_note("one\n\ntwo\n", KEY))

    assert note.text == "one\n\ntwo\n"
    assert verify_note(note, KEY.verifier).line == 5


def test_signatures_of_unknown_keys_are_ignored():
    both = sign_note("text\n", OTHER) + sign_note("text\n", KEY).split(b"\n\n")[1]

    assert verify_note(read_note(both), KEY.verifier).line == 4

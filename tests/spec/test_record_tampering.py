"""What somebody might do to an exported record, and where `check_export` says that it does not hold.

First table: without the signing key. Second: by the key's own holder, who signs what was never so; then only what the
lines say about each other, and checkpoints and keys that others kept, can give it away. The last table: what
`folkmoot verify` says of each kind of tampering, in its own words.
"""

from collections.abc import Callable
from typing import Any

import pytest

from folkmoot.cli.verify import told
from folkmoot.core.canonical import digest, sha256_hex
from folkmoot.core.record.decisions import text_digest
from folkmoot.core.record.exports import build_export, check_export
from folkmoot.core.record.findings import Report
from folkmoot.core.record.notes import COSIGNATURE, SigningKey, cosign_note
from tests.core.record.sample import (
    CONTRACT,
    KEY,
    LOTTERY_FILE,
    ORIGIN,
    OTHER_KEY,
    SIGNED_AT,
    SLUG,
    acts,
    attachments,
    changed,
    counted_data,
    drawn_data,
    duty,
    export,
    frozen,
    handed_over_data,
    lottery_file,
)

Files = dict[str, bytes]
ENTRIES = "entries.jsonl"
WITNESS = SigningKey(name="witness.example.org", secret=bytes(range(2, 34)), sort=COSIGNATURE)
REPORT_FILE = f"assemblies/{SLUG}/report.txt"


def first(report: Report) -> tuple[str, str | None, int | None] | None:
    """The first thing that does not hold, as (code, file, line)."""
    found = report.first_failure
    return None if found is None else (found.code, found.file, found.line)


def lines(edit: Callable[[list[bytes]], list[bytes]]) -> Files:
    """An export whose lines were edited."""
    files = export()
    edited = edit(files[ENTRIES].split(b"\n")[:-1])
    return {**files, ENTRIES: b"".join(line + b"\n" for line in edited)}


def put(path: str, data: bytes) -> Files:
    return {**export(), path: data}


def without(path: str) -> Files:
    return {name: data for name, data in export().items() if name != path}


def replaced(path: str, old: bytes, new: bytes) -> Files:
    data = export()[path]
    assert old in data
    return put(path, data.replace(old, new, 1))


BY_A_STRANGER: dict[str, tuple[Callable[[], Files], tuple[str, str, int | None]]] = {
    "a word in a line": (
        lambda: replaced(ENTRIES, b"River forum", b"Other forum"),
        ("line_is_altered", ENTRIES, 1),
    ),
    "a vote in a line": (lambda: replaced(ENTRIES, b'"yes":17', b'"yes":18'), ("line_is_altered", ENTRIES, 7)),
    "a line is no longer canonical": (
        lambda: replaced(ENTRIES, b'{"assembly"', b'{ "assembly"'),
        ("line_is_altered", ENTRIES, 1),
    ),
    "a line is dropped": (lambda: lines(lambda all_: all_[:6] + all_[7:]), ("line_is_dropped", ENTRIES, 7)),
    "the last line is dropped": (lambda: lines(lambda all_: all_[:-1]), ("line_is_dropped", ENTRIES, 13)),
    "two lines change places": (
        lambda: lines(lambda all_: [*all_[:8], all_[9], all_[8], *all_[10:]]),
        ("line_is_moved", ENTRIES, 9),
    ),
    "a line is doubled": (
        lambda: lines(lambda all_: [*all_[:3], all_[2], *all_[3:]]),
        ("line_is_repeated", ENTRIES, 4),
    ),
    "a line is slipped in": (lambda: lines(lambda all_: [*all_, all_[-1]]), ("line_is_repeated", ENTRIES, 14)),
    "an empty line is added": (lambda: lines(lambda all_: [*all_, b""]), ("line_is_slipped_in", ENTRIES, 14)),
    "a line is back-dated": (
        lambda: replaced(ENTRIES, b"2026-03-07T17:00:00Z", b"2026-03-01T17:00:00Z"),
        ("line_is_altered", ENTRIES, 7),
    ),
    "the end is cut off": (lambda: put(ENTRIES, export()[ENTRIES][:-40]), ("line_is_altered", ENTRIES, 13)),
    "the last line feed is cut off": (
        lambda: put(ENTRIES, export()[ENTRIES][:-1]),
        ("file_is_altered", ENTRIES, None),
    ),
    "the record is emptied": (lambda: put(ENTRIES, b""), ("line_is_dropped", ENTRIES, 1)),
    "a hash is changed": (
        lambda: put("leaves.txt", b"0" + export()["leaves.txt"][1:]),
        ("file_is_altered", "leaves.txt", 1),
    ),
    "an attachment is changed": (
        lambda: replaced(LOTTERY_FILE, b'"seats":5', b'"seats":6'),
        ("file_is_altered", LOTTERY_FILE, None),
    ),
    "the report is changed": (lambda: put(REPORT_FILE, b""), ("file_is_altered", REPORT_FILE, None)),
    "a file is missing": (lambda: without(LOTTERY_FILE), ("file_is_missing", LOTTERY_FILE, None)),
    "the lines are missing": (lambda: without(ENTRIES), ("file_is_missing", ENTRIES, None)),
    "the checkpoint is missing": (lambda: without("checkpoint"), ("file_is_missing", "checkpoint", None)),
    "the key is missing": (lambda: without("key.vkey"), ("file_is_missing", "key.vkey", None)),
    "a file is extra": (lambda: put("notes.txt", b"hello"), ("file_is_extra", "notes.txt", None)),
    "the key is another": (
        lambda: put("key.vkey", f"{OTHER_KEY.verifier}\n".encode()),
        ("note_is_not_signed", "checkpoint", 12),
    ),
    "the key is unreadable": (lambda: put("key.vkey", b"key\n"), ("key_is_not_readable", "key.vkey", 1)),
    "the size is changed": (
        lambda: replaced("checkpoint", b"\n13\n", b"\n14\n"),
        ("signature_does_not_hold", "checkpoint", 12),
    ),
    "the time is changed": (
        lambda: replaced("checkpoint", b"at 2026-06", b"at 2026-05"),
        ("signature_does_not_hold", "checkpoint", 12),
    ),
    "the origin is unreadable": (
        lambda: replaced("checkpoint", b"record.", b"record "),
        ("origin_is_wrong", "checkpoint", 1),
    ),
    "the checkpoint of another day": (
        lambda: put("checkpoint", export(acts()[:9])["checkpoint"]),
        ("file_is_altered", ENTRIES, None),
    ),
}


@pytest.mark.parametrize("name", BY_A_STRANGER)
def test_whatever_a_stranger_does_to_the_files_is_named_with_its_place(name):
    tamper, expected = BY_A_STRANGER[name]

    assert first(check_export(tamper())) == expected


def items(**figures: Any) -> list[dict[str, Any]]:
    """The items of the sample's ballot, with other figures in the first."""
    one, two = counted_data()["items"]
    return [{**one, **figures}, two]


def rule(**values: Any) -> dict[str, Any]:
    return {**counted_data()["rule"], **values}


def dropped(*kinds: str) -> list[Any]:
    return [act for act in acts() if act[1] not in kinds]


def added(*more: Any) -> list[Any]:
    return [*acts(), *more]


def withdrawn(at: str) -> Any:
    return (at, "lottery.withdrawn", {"number": 1, "sha256": "0" * 64, "reason": "A name was missing."})


OTHER_CONTRACT: dict[str, Any] = {
    **CONTRACT,
    "clauses": {**CONTRACT["clauses"], "question": "Shall the river be sold?"},
}
OTHER_TEXT: dict[str, Any] = {"number": 1, "title": "Plant the banks", "text": "Poplars."}
BEFORE_TEXT = {"number": 1, "sha256": frozen()[0]["sha256"]}
AFTER = "2026-06-01T00:00:00Z"

BY_THE_KEYHOLDER: dict[str, tuple[Callable[[], list[Any]], str, int]] = {
    "another contract under the signed hash": (
        lambda: changed("contract.published", contract=OTHER_CONTRACT),
        "contract_is_not_its_digest",
        3,
    ),
    "a contract that nobody signed": (lambda: dropped("contract.signed"), "signature_is_missing", 2),
    "a contract signed in another wording": (
        lambda: changed("contract.published", contract=OTHER_CONTRACT, sha256=digest(OTHER_CONTRACT)),
        "signature_is_missing",
        3,
    ),
    "a version left out": (lambda: changed("contract.published", version=2), "version_is_not_next", 3),
    "a lottery before any contract": (
        lambda: dropped("contract.signed", "contract.published"),
        "no_contract_before",
        2,
    ),
    "another lottery under the published hash": (
        lambda: changed("lottery.published", sha256="0" * 64),
        "lottery_file_is_another",
        4,
    ),
    "a lottery whose file is not there": (
        lambda: changed("lottery.published", file="lottery.json"),
        "lottery_file_is_missing",
        4,
    ),
    "more panels than published": (lambda: changed("lottery.published", panels=11), "lottery_figures_differ", 4),
    "a draw from no lottery": (lambda: dropped("lottery.published"), "lottery_was_not_published", 4),
    "a draw from another lottery": (lambda: changed("lottery.drawn", sha256="0" * 64), "lottery_was_not_published", 5),
    "a second draw": (lambda: added((AFTER, "lottery.drawn", drawn_data())), "lottery_was_drawn_before", 14),
    "a draw from a lottery that was withdrawn": (
        lambda: [*acts()[:4], withdrawn("2026-02-02T00:00:00Z"), acts()[4]],
        "lottery_was_withdrawn",
        6,
    ),
    "a lottery withdrawn after its draw": (lambda: added(withdrawn(AFTER)), "lottery_was_drawn_before", 14),
    "a lottery withdrawn that never was": (
        lambda: [*acts()[:3], withdrawn("2026-02-02T00:00:00Z")],
        "lottery_was_not_published",
        4,
    ),
    "another panel than the balls": (lambda: changed("lottery.drawn", panel=6), "number_wrong", 5),
    "other balls than the panel": (
        lambda: changed("lottery.drawn", source={"kind": "balls", "digits": [6]}),
        "number_wrong",
        5,
    ),
    "another person on the panel": (
        lambda: changed("lottery.drawn", selected=[*drawn_data()["selected"][:4], "cousin"]),
        "selected_wrong",
        5,
    ),
    "a source that is none": (lambda: changed("lottery.drawn", source={"kind": "coin"}), "draw_unreadable", 5),
    "another text under the frozen hash": (
        lambda: changed("deliberation.frozen", texts=[{**frozen()[0], "text": "Poplars."}, frozen()[1]]),
        "text_is_not_its_digest",
        6,
    ),
    "a number given twice": (
        lambda: changed("deliberation.frozen", texts=[frozen()[0], frozen()[0]]),
        "number_is_taken_twice",
        6,
    ),
    "a vote on a text that was not frozen": (
        lambda: changed("ballots.counted", items=items(sha256=text_digest(**OTHER_TEXT))),
        "text_was_not_frozen",
        7,
    ),
    "another threshold than promised": (
        lambda: changed("ballots.counted", rule=rule(fraction=[1, 2])),
        "rule_is_not_the_contracts",
        7,
    ),
    "another base than promised": (
        lambda: changed("ballots.counted", rule=rule(of="valid")),
        "rule_is_not_the_contracts",
        7,
    ),
    "more than the fraction where it was to be reached": (
        lambda: changed("ballots.counted", rule=rule(strict=True)),
        "rule_is_not_the_contracts",
        7,
    ),
    "blank papers left out of what was cast": (
        lambda: changed("ballots.counted", rule=rule(blanks_count=False)),
        "rule_is_not_the_contracts",
        7,
    ),
    "a result that does not follow": (
        lambda: changed("ballots.counted", items=items(adopted=False)),
        "result_does_not_follow",
        7,
    ),
    "more yes than ballots": (lambda: changed("ballots.counted", items=items(yes=18)), "cast_is_not_the_sum", 7),
    "more ballots than people": (lambda: changed("ballots.counted", present=20), "more_cast_than_present", 7),
    "more people than may vote": (lambda: changed("ballots.counted", eligible=21), "more_present_than_eligible", 7),
    "votes moved from no to yes": (
        lambda: changed("ballots.counted", items=items(yes=18, no=3)),
        "ballots_disagree_with_counts",
        7,
    ),
    "ballots in the order of casting": (
        lambda: changed("ballots.counted", ballots=counted_data()["ballots"][::-1]),
        "ballots_are_not_sorted",
        7,
    ),
    "a handful of ballots in clear": (
        lambda: changed("ballots.counted", ballots=counted_data()["ballots"][:19]),
        "too_few_ballots_in_clear",
        7,
    ),
    "ballots with too few choices": (
        lambda: changed("ballots.counted", ballots=[["no"]] * 21),
        "ballot_does_not_fit",
        7,
    ),
    "a text handed over that was never frozen": (
        lambda: changed("recommendations.handed_over", recommendations=[{"number": 1, "sha256": "0" * 64}]),
        "text_was_not_frozen",
        8,
    ),
    "other words handed over than those frozen": (
        lambda: changed("recommendations.handed_over", recommendations=[{**frozen()[0], "text": "Poplars."}]),
        "text_is_not_its_digest",
        8,
    ),
    "a text handed over that was voted down": (
        lambda: changed(
            "recommendations.handed_over", recommendations=[{"number": 2, "sha256": frozen()[1]["sha256"]}]
        ),
        "text_was_not_adopted",
        8,
    ),
    "another report": (
        lambda: changed("recommendations.handed_over", report_sha256="0" * 64),
        "report_is_another",
        8,
    ),
    "a duty under a name in use": (
        lambda: added((AFTER, "duties.incurred", duty("mayor-1", "2026-07-01T00:00:00Z"))),
        "duty_is_incurred_twice",
        14,
    ),
    "a duty without a moment": (lambda: changed("duties.incurred", due="soon"), "value_is_missing", 10),
    "a lapse before the time": (
        lambda: added((AFTER, "duties.lapsed", {"duty": "mayor-report", "due": "2026-06-14T22:00:00Z"})),
        "duty_is_not_due",
        14,
    ),
    "a lapse with another moment": (
        lambda: changed("duties.lapsed", due="2026-04-13T22:00:00Z"),
        "duty_is_not_due",
        11,
    ),
    "a lapse of what was never owed": (lambda: changed("duties.lapsed", duty="gift"), "duty_is_unknown", 11),
    "a lapse after it was fulfilled": (
        lambda: added((AFTER, "duties.lapsed", {"duty": "mayor-1", "due": "2026-04-14T22:00:00Z"})),
        "duty_is_over",
        14,
    ),
    "fulfilled twice": (
        lambda: added((AFTER, "duties.discharged", {"duty": "mayor-1", "by_entry": 11})),
        "duty_is_over",
        14,
    ),
    "fulfilled by what is yet to come": (
        lambda: changed("duties.discharged", by_entry=40),
        "discharge_has_no_entry",
        13,
    ),
    "a reply to nothing": (lambda: changed("followup.replied", recommendation=2), "recommendation_is_unknown", 12),
    "a reply by somebody else": (
        lambda: changed("followup.replied", commissioner="vicar"),
        "commissioner_owes_no_reply",
        12,
    ),
    "a reply that is none": (lambda: changed("followup.replied", reply="perhaps"), "reply_is_unknown", 12),
    "a no without a reason": (lambda: changed("followup.replied", reply="reject"), "rejection_has_no_reason", 12),
    "a field of another kind": (lambda: changed("lottery.published", panels="ten"), "value_is_missing", 4),
    "a list that is none": (lambda: changed("ballots.counted", items={"yes": 3}), "value_is_missing", 7),
    "a rule without a base": (lambda: changed("ballots.counted", rule={"fraction": [4, 5]}), "value_is_missing", 7),
    "a threshold of nought over nought": (
        lambda: changed("ballots.counted", rule=rule(fraction=[1, 0])),
        "value_is_missing",
        7,
    ),
}


@pytest.mark.parametrize("name", BY_THE_KEYHOLDER)
def test_whatever_the_keyholder_signs_that_was_not_so_is_named_with_its_line(name):
    tell, code, line = BY_THE_KEYHOLDER[name]

    assert first(check_export(export(tell()))) == (code, ENTRIES, line)


def test_a_lottery_that_does_not_hold_in_itself_is_named():
    unfair = lottery_file().replace(b'"tickets":[5', b'"tickets":[6')
    told = changed("lottery.published", sha256=sha256_hex(unfair))

    report = check_export(export(told, beside={**attachments(), LOTTERY_FILE: unfair}))

    assert first(report) == ("tickets_wrong", ENTRIES, 4)


def test_a_text_that_was_voted_down_later_cannot_be_handed_over():
    lost = counted_data()
    lost["items"] = items(yes=10, no=11, adopted=False)
    lost["ballots"] = None
    told = acts()
    told.insert(7, ("2026-03-08T17:00:00Z", "ballots.counted", lost))

    assert first(check_export(export(told))) == ("text_was_not_adopted", ENTRIES, 9)


def test_an_adopted_text_that_was_left_out_is_a_fact():
    report = check_export(export(changed("recommendations.handed_over", recommendations=[])[:8]))

    assert [one.code for one in report.findings if one.line == 8][-1] == "adopted_but_left_out"


def test_where_the_hand_over_names_nobody_the_commissioners_of_the_contract_owe_the_reply():
    told = acts()
    data = {name: value for name, value in handed_over_data().items() if name != "commissioners"}
    told[7] = (*told[7][:2], data)

    assert check_export(export(told)).holds


def test_the_lines_of_one_assembly_prove_nothing_for_another():
    files = export()
    foreign = files[ENTRIES].replace(b'"assembly":"river-forum","at":"2026-01', b'"assembly":"other","at":"2026-01')
    lines_ = foreign.split(b"\n")[:-1]
    moved = build_export(lines_, attachments(), key=KEY, origin=ORIGIN, at=SIGNED_AT)

    assert first(check_export(moved)) == ("no_contract_before", ENTRIES, 4)


EARLIER = "2026-03-08T00:00:00Z"


def kept(told: list[Any] | None = None, **how: Any) -> bytes:
    """A checkpoint that somebody kept on the day after the vote."""
    return export((acts() if told is None else told)[:7], at=EARLIER, **how)["checkpoint"]


def forked() -> Files:
    """The record, signed again with another result of the vote."""
    return export(changed("ballots.counted", ballots=None, items=items(yes=18, no=3)))


AGAINST_WHAT_WAS_KEPT: dict[str, tuple[Callable[[], Files], Callable[[], bytes], tuple[str, str, int | None]]] = {
    "the past was replaced": (forked, kept, ("past_was_replaced", ENTRIES, None)),
    "the end was cut off": (
        lambda: export(acts()[:6]),
        kept,
        ("record_is_shorter_than_kept", ENTRIES, 7),
    ),
    "the key was swapped": (
        lambda: export(key=OTHER_KEY),
        kept,
        ("kept_checkpoint_is_by_another_key", "kept checkpoint", None),
    ),
    "the record is an older one": (
        lambda: export(acts()[:7], at="2026-03-07T23:00:00Z"),
        kept,
        ("record_is_older_than_kept", "kept checkpoint", 4),
    ),
    "the kept checkpoint is unreadable": (
        export,
        lambda: b"nothing\n",
        ("note_is_not_readable", "kept checkpoint", 2),
    ),
    "the kept checkpoint was changed": (
        export,
        lambda: kept().replace(b"\n7\n", b"\n6\n"),
        ("kept_checkpoint_is_by_another_key", "kept checkpoint", None),
    ),
}


@pytest.mark.parametrize("name", AGAINST_WHAT_WAS_KEPT)
def test_what_was_kept_gives_away_what_was_replaced(name):
    files, earlier, expected = AGAINST_WHAT_WAS_KEPT[name]

    assert first(check_export(files(), kept_checkpoint=earlier())) == expected


def test_without_anything_kept_a_fork_by_the_keyholder_is_not_seen_and_that_is_said():
    report = check_export(forked())

    assert (report.holds, "past_is_unproven" in [one.code for one in report.findings]) == (True, True)


def test_a_trusted_key_gives_away_a_record_signed_by_another():
    assert first(check_export(export(key=OTHER_KEY), trusted_key=KEY.verifier)) == ("key_is_another", "key.vkey", 1)


def test_a_back_dated_checkpoint_is_named():
    assert first(check_export(export(at="2026-05-01T00:00:00Z"))) == ("signed_before_last_line", "checkpoint", 4)


Tamper = Callable[[], tuple[Files, bytes | None]]


def alone(files: Files) -> tuple[Files, bytes | None]:
    return files, None


def with_foreign_witness() -> Files:
    """The checkpoint of this day under the cosignature that a witness gave to the one of an earlier day."""
    early, now = cosign_note(kept(), WITNESS, 1_772_900_000), export()
    last = early.splitlines(keepends=True)[-1]
    return {**now, "checkpoint": now["checkpoint"] + last}


IN_PLAIN_WORDS: dict[str, tuple[Tamper, str]] = {
    "edit": (
        lambda: alone(replaced(ENTRIES, b'"yes":17', b'"yes":18')),
        "entries.jsonl, line 7: Line 7 is not the line that was signed: it was changed.",
    ),
    "drop": (
        lambda: alone(lines(lambda all_: all_[:6] + all_[7:])),
        "entries.jsonl, line 7: The line that was signed as line 7 is gone: it was dropped.",
    ),
    "reorder": (
        lambda: alone(lines(lambda all_: [*all_[:8], all_[9], all_[8], *all_[10:]])),
        "entries.jsonl, line 9: Line 9 was signed as line 10: lines were put into another order.",
    ),
    "insert": (
        lambda: alone(lines(lambda all_: [*all_[:3], b"{}", *all_[3:]])),
        "entries.jsonl, line 4: Line 4 was never signed: it was slipped in.",
    ),
    "replay": (
        lambda: alone(lines(lambda all_: [*all_, all_[4]])),
        "entries.jsonl, line 14: Line 14 is line 5 once more: it was repeated.",
    ),
    "fork": (
        lambda: (forked(), kept()),
        "entries.jsonl: The first 7 lines are not those of the kept checkpoint: the past was replaced.",
    ),
    "back-date": (
        lambda: alone(export(at="2026-05-01T00:00:00Z")),
        (
            "checkpoint, line 4: The checkpoint was signed at 2026-05-01T00:00:00Z, before the last line was written "
            "(2026-05-02T09:00:00Z)."
        ),
    ),
    "swap the key": (
        lambda: (export(key=OTHER_KEY), kept()),
        "kept checkpoint: The kept checkpoint is not signed by “record.example.org/folkmoot” with the key used now.",
    ),
    "truncate": (
        lambda: (export(acts()[:6]), kept()),
        "entries.jsonl, line 7: There were 7 lines when the checkpoint was kept; now there are 6.",
    ),
    "alter a file": (
        lambda: alone(replaced(LOTTERY_FILE, b'"seats":5', b'"seats":6')),
        f"{LOTTERY_FILE}: The file {LOTTERY_FILE} is not the file that was signed.",
    ),
    "move a witness's signature": (
        lambda: alone(with_foreign_witness()),
        (
            "checkpoint, line 13: The signature by “witness.example.org” does not hold: the text or the signature was "
            "changed."
        ),
    ),
    "alter a tile": (
        lambda: alone(put("tile/0/000.p/13", bytes(32 * 13))),
        "tile/0/000.p/13: The file tile/0/000.p/13 is not the file that was signed.",
    ),
}


@pytest.mark.parametrize("name", IN_PLAIN_WORDS)
def test_every_kind_of_tampering_is_said_in_plain_words_with_its_place(name):
    tamper, words = IN_PLAIN_WORDS[name]
    files, earlier = tamper()

    *_, verdict = told(check_export(files, kept_checkpoint=earlier, witnesses=[WITNESS.verifier]))

    assert verdict == f"This does not hold. The first place: {words}"

"""Where chance comes from, told as tables: dice and the panel they name, and what the record refuses.

The last table plays one draw whole: two parties commit themselves, dice are thrown, then a round of the beacon appears
(number 1000 of drand's quicknet, as it was really signed), and the three together name the panel.
"""

import json
from collections import Counter
from contextlib import suppress
from itertools import product
from typing import Any

import pytest

from folkmoot.core.canonical import canonical_bytes, digest, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import Outcome
from folkmoot.core.record.replay import replay
from folkmoot.core.sortition import (
    BeaconRound,
    Combined,
    Parties,
    Party,
    Throws,
    commitment_of,
    dice_count,
    draw_by,
    sealed_document,
)
from folkmoot.core.sortition.beacons import QUICKNET
from folkmoot.core.sortition.commitments import commitment
from folkmoot.core.sortition.sealing import panel_salt
from folkmoot.core.sortition.sources import DiceNameNoPanel, number_chosen, source_document
from tests.core.record.sample import CONTRACT, SLUG, lottery, lottery_file
from tests.core.sortition.test_beacons import SIGNATURE

# panels, sides, what the dice showed, the panel: a throw is read as a number, and repeated where that is too high
DICE: list[tuple[int, int, str, int | str]] = [
    (1000, 10, "0 4 2", 42),
    (1000, 10, "9 9 9", 999),
    (100, 10, "0 7", 7),
    (10_000, 10, "1 2 3 4", 1234),
    (1000, 6, "1 1 1 1", 0),
    (1000, 6, "1 1 1 2", 1),
    (1000, 6, "5 4 5 4", 999),
    (1000, 6, "5 4 5 5", "dice_name_no_panel"),  # 1000: too high, throw again
    (1000, 6, "5 4 5 5  6 6 6 6  1 1 2 1", 6),
    (1000, 6, "1 1 2 1  1 1 2 1", "dice_name_no_panel"),  # the first throw counted: nobody throws twice
    (1000, 6, "1 1 2", "dice_name_no_panel"),
    (1000, 6, "", "dice_name_no_panel"),
    (1000, 6, "1 1 1 0", "face_not_on_die"),
    (1000, 6, "1 1 1 7", "face_not_on_die"),
    (1000, 10, "1 1 10", "face_not_on_die"),
    (100, 6, "1 3 5", 16),
    (100, 6, "4 1 1", 8),
    (100, 6, "6 4 2", 99),
    (100, 6, "6 4 3", "dice_name_no_panel"),
    (10_000, 6, "6 1 2 1 1 1", 9096),
]


@pytest.mark.parametrize(("panels", "sides", "shown", "expected"), DICE)
def test_dice_name_a_panel(panels, sides, shown, expected):
    try:
        found: int | str = number_chosen(Throws(sides=sides, faces=tuple(map(int, shown.split()))), panels)
    except Fault as fault:
        found = fault.code
    assert found == expected


@pytest.mark.parametrize(("panels", "sides"), [(100, 6), (10, 6), (7, 6), (100, 10), (6, 6)])
def test_every_panel_is_named_by_equally_many_throws(panels, sides):
    counts: Counter[int] = Counter()
    lowest = 0 if sides == 10 else 1
    for faces in product(range(lowest, lowest + sides), repeat=dice_count(panels, sides)):
        with suppress(DiceNameNoPanel):
            counts[number_chosen(Throws(sides=sides, faces=faces), panels)] += 1
    assert set(counts) == set(range(panels))
    assert len(set(counts.values())) == 1


SECRET = bytes(range(32))
SEALED = canonical_bytes(sealed_document(lottery(), SECRET))
FILE, POOL_FILE = f"assemblies/{SLUG}/lottery-1.json", f"assemblies/{SLUG}/pool-1.json"
POOL = canonical_bytes({"format": "folkmoot-pool-v1", "categories": ["gender"], "people": ["0" * 64] * 12})
MAYOR = {"party": "Mayor", "value": "seven herons", "nonce": "7f" * 16}
SCHOOL = {"party": "School", "value": "a red bicycle", "nonce": "3c" * 16}
PLAN: dict[str, Any] = {
    "parts": [
        {
            "kind": "parties",
            "names": ["Mayor", "School"],
            "commit_by": "2023-08-23T15:30:00Z",
            "reveal_by": "2023-08-23T15:50:00Z",
            "missing": "leave_out",
        },
        {"kind": "dice", "sides": 6},
        {
            "kind": "beacon",
            "chain": QUICKNET.chain,
            "public_key": QUICKNET.public_key,
            "round": 1000,
            "at": "2023-08-23T15:59:24Z",
            "fallback": "next_round",
        },
    ]
}


def word(party: dict[str, str]) -> str:
    return commitment_of(party["party"], party["value"], party["nonce"])


def party(given: dict[str, str], *, silent: bool = False) -> Party:
    value, nonce = (None, None) if silent else (given["value"], given["nonce"])
    return Party(name=given["party"], commitment=word(given), value=value, nonce=nonce)


DICE_THROWN = Throws(sides=6, faces=(3, 5))
BOTH = Parties(parties=(party(MAYOR), party(SCHOOL)))


def source(parties: Parties = BOTH, dice: Throws = DICE_THROWN, round_: int = 1000) -> Combined:
    return Combined(parts=(parties, dice, BeaconRound(round=round_, signature=SIGNATURE)))


def drawn(chance: Combined | None = None, **more: Any) -> dict[str, Any]:
    draw = draw_by(lottery(), chance or source(), published=sha256_hex(SEALED))
    return {
        "number": 1,
        "sha256": sha256_hex(SEALED),
        "source": source_document(draw.source),
        "panel": draw.number,
        "selected": list(draw.selected),
        "salt": panel_salt(SECRET, draw.number).hex(),
    } | more


def frozen() -> dict[str, Any]:
    inputs = {
        "objective": "leximin",
        "panels": 10,
        "pool_sha256": sha256_hex(POOL),
        "replacement": False,
        "seats": 5,
        "targets": [{"category": "gender", "value": "f", "min": 2, "max": 3}],
    }
    return {"number": 1, "pool": 12, "pool_file": POOL_FILE, "inputs": digest(inputs), **inputs}


def story() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Name → moment, kind, data of every act, in order."""
    sealed = json.loads(SEALED)
    signed = {"version": 1, "sha256": digest(CONTRACT), "commissioner": "mayor", "office": "Mayor", "name": "A. Holm"}
    published = {"number": 1, "file": FILE, "sha256": sha256_hex(SEALED), "panels": 10, "seats": 5, "pool": 12}
    return {
        "signed": ("T10:00:00Z", "contract.signed", signed),
        "contract": (
            "T10:00:00Z",
            "contract.published",
            {"version": 1, "contract": CONTRACT, "sha256": digest(CONTRACT)},
        ),
        "frozen": ("T11:00:00Z", "lottery.frozen", frozen()),
        "computed": ("T11:05:00Z", "lottery.computed", {"number": 1, "outcome": "found", "lottery": sealed["lottery"]}),
        "published": ("T14:00:00Z", "lottery.published", published | {"chance": PLAN}),
        "mayor commits": (
            "T15:00:00Z",
            "lottery.committed",
            {"number": 1, "party": "Mayor", "commitment": word(MAYOR)},
        ),
        "school commits": (
            "T15:10:00Z",
            "lottery.committed",
            {"number": 1, "party": "School", "commitment": word(SCHOOL)},
        ),
        "bailiff": ("T15:40:00Z", "lottery.attested", {"number": 1, "moment": "published", "agrees": True}),
        "mayor reveals": ("T15:45:00Z", "lottery.revealed", {"number": 1, **MAYOR}),
        "school reveals": ("T15:46:00Z", "lottery.revealed", {"number": 1, **SCHOOL}),
        "dice": (
            "T15:55:00Z",
            "lottery.chance_entered",
            {"number": 1, "part": 1, "source": source_document(DICE_THROWN)},
        ),
        "round": (
            "T16:00:00Z",
            "lottery.chance_entered",
            {"number": 1, "part": 2, "source": source_document(source().parts[2])},
        ),
        "drawn": ("T16:00:00Z", "lottery.drawn", drawn()),
    }


def told(acts: dict[str, tuple[str, str, dict[str, Any]]], files: dict[str, bytes] | None = None) -> list[Any]:
    entries = [
        Entry(index=index, at=f"2023-08-23{time}", kind=kind, data=data, assembly=SLUG, by="organiser-1")
        for index, (time, kind, data) in enumerate(acts.values())
    ]
    return list(replay(entries, files or {FILE: SEALED, POOL_FILE: POOL}, now="2023-09-01T00:00:00Z"))


def broken(findings: list[Any]) -> list[str]:
    return [finding.code for finding in findings if finding.outcome is Outcome.FAILS]


def test_a_sealed_lottery_drawn_by_two_parties_dice_and_a_beacon_holds_from_freeze_to_draw():
    findings = told(story())
    assert broken(findings) == []
    codes = [finding.code for finding in findings]
    assert [codes.count(code) for code in ("inputs_frozen", "as_computed", "round_announced", "draw_holds")] == [1] * 4
    unproven = [finding.code for finding in findings if finding.outcome is Outcome.UNPROVEN]
    assert unproven == ["sealed_until_audit"]


def later(name: str, time: str) -> Any:
    acts = story()
    return acts | {name: (time, *acts[name][1:])}


def changed(name: str, **data: Any) -> Any:
    acts = story()
    time, kind, before = acts[name]
    return acts | {name: (time, kind, before | data)}


def without(*names: str) -> Any:
    return {name: act for name, act in story().items() if name not in names}


def moved(name: str, *, behind: str, time: str) -> Any:
    acts = story()
    act = (time, *acts.pop(name)[1:])
    return dict(
        item
        for key, value in acts.items()
        for item in ([(key, value), (name, act)] if key == behind else [(key, value)])
    )


SILENT = Parties(parties=(party(MAYOR), party(SCHOOL, silent=True)))
NOBODY = Parties(parties=(party(MAYOR, silent=True), party(SCHOOL, silent=True)))
OTHER_DICE = Throws(sides=6, faces=(3, 4))
ROUND = PLAN["parts"][2]

REFUSED: dict[str, tuple[Any, str]] = {
    "other inputs under the frozen hash": (lambda: changed("frozen", seats=6), "inputs_are_another"),
    "a result whose inputs were never frozen": (lambda: without("frozen"), "lottery_was_not_frozen"),
    "another lottery than was computed": (lambda: changed("computed", lottery="0" * 64), "result_is_another"),
    "a round that had appeared already": (
        lambda: later("published", "T15:59:24Z"),
        "round_was_known",
    ),
    "a round at another time than it says": (
        lambda: changed("published", chance={"parts": [ROUND | {"at": "2023-08-23T18:00:00Z"}]}),
        "plan_unreadable",
    ),
    "an earlier round than announced": (lambda: changed("drawn", **drawn(source(round_=999))), "round_not_declared"),
    "a later round with the signature of another": (
        lambda: changed("drawn", **drawn(source(round_=1001))),
        "beacon_signature_wrong",
    ),
    "a source that was not declared": (
        lambda: changed("published", chance={"parts": [{"kind": "balls"}]}),
        "party_is_unknown",
    ),
    "a commitment after its time": (
        lambda: moved("school commits", behind="bailiff", time="T15:41:00Z"),
        "word_was_late",
    ),
    "a second commitment": (
        lambda: changed("school commits", party="Mayor"),
        "party_is_unknown",
    ),
    "a word before everybody was bound": (
        lambda: moved("mayor reveals", behind="mayor commits", time="T15:01:00Z"),
        "word_was_late",
    ),
    "another word than committed to": (lambda: changed("mayor reveals", value="eight herons"), "word_is_another"),
    "a word that the draw leaves out": (lambda: changed("drawn", **drawn(source(SILENT))), "part_is_another"),
    "dice thrown when the round was known": (
        lambda: moved("dice", behind="round", time="T16:00:00Z"),
        "part_was_late",
    ),
    "other dice than were entered": (lambda: changed("drawn", **drawn(source(dice=OTHER_DICE))), "part_is_another"),
    "dice with ten sides": (
        lambda: changed("drawn", **drawn(source(dice=Throws(sides=10, faces=(3,))))),
        "source_not_declared",
    ),
    "an objection that stands": (lambda: changed("bailiff", agrees=False), "witness_objected"),
    "another panel": (lambda: changed("drawn", panel=(drawn()["panel"] + 1) % 10), "number_wrong"),
    "somebody else on the sealed panel": (
        lambda: changed("drawn", selected=sorted([*drawn()["selected"][1:], "cousin"])),
        "panel_does_not_open",
    ),
    "no key to the sealed panel": (lambda: changed("drawn", salt="00" * 32), "panel_does_not_open"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_was_not_so_declared_or_came_at_another_time_does_not_hold(name):
    acts, code = REFUSED[name]
    assert broken(told(acts()))[:1] == [code]


def test_a_party_without_a_word_is_named_and_by_the_rule_declared_the_others_decide():
    acts = without("school reveals")
    time, kind, _data = acts["drawn"]
    findings = told(acts | {"drawn": (time, kind, drawn(source(SILENT)))})
    assert broken(findings) == []
    assert [dict(one.params) for one in findings if one.code == "parties_silent"] == [{"names": ("School",)}]


def test_where_the_rule_says_stop_or_nobody_speaks_the_draw_does_not_count():
    strict = {"parts": [PLAN["parts"][0] | {"missing": "stop"}, *PLAN["parts"][1:]]}
    acts = without("school reveals")
    time, kind, published = acts["published"]
    acts |= {"published": (time, kind, published | {"chance": strict})}
    acts |= {"drawn": (*acts["drawn"][:2], drawn(source(SILENT)))}
    assert broken(told(acts)) == ["party_missing"]
    acts = without("school reveals", "mayor reveals")
    acts |= {"drawn": (*acts["drawn"][:2], drawn(source(NOBODY)))}
    assert broken(told(acts)) == ["party_missing"]


def test_a_lottery_withdrawn_once_its_chance_could_be_known_is_a_fact_to_be_told():
    acts = without("drawn")
    withdrawn = {"number": 1, "sha256": sha256_hex(SEALED), "reason": "A name was missing."}
    findings = told(acts | {"withdrawn": ("T16:10:00Z", "lottery.withdrawn", withdrawn)})
    assert [finding.code for finding in findings if finding.outcome is Outcome.FACT] == ["withdrawn_when_known"]


def test_the_same_lottery_published_open_holds_with_what_opens_its_computation():
    acts = without("mayor commits", "school commits", "mayor reveals", "school reveals", "dice", "round", "drawn")
    figures = {"number": 1, "file": FILE, "sha256": sha256_hex(lottery_file()), "panels": 10, "seats": 5, "pool": 12}
    salt = bytes(32)
    acts |= {
        "computed": (
            "T11:05:00Z",
            "lottery.computed",
            {"number": 1, "lottery": commitment(salt, sha256_hex(lottery_file()))},
        ),
        "published": (
            "T14:00:00Z",
            "lottery.published",
            figures | {"salt": salt.hex(), "chance": {"parts": [{"kind": "balls"}]}},
        ),
    }
    findings = told(acts, {FILE: lottery_file(), POOL_FILE: POOL})
    assert broken(findings) == []
    assert [finding.code for finding in findings if finding.code == "as_computed"] == ["as_computed"]

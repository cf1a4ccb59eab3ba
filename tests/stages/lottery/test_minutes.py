"""Minutes of a draw: public once it is drawn, and saying what the record says."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import translation

from folkmoot.commons.publicrecord.queries import verifier_key
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.views.minutes import minutes_of
from tests import builders

pytestmark = pytest.mark.django_db


def words_in(value: object) -> str:
    """All texts of a value, one after the other."""
    if isinstance(value, dict):
        return " ".join(words_in(each) for each in value.values())
    return " ".join(words_in(each) for each in value) if isinstance(value, list | tuple) else str(value)


def test_minutes_are_public_once_drawn_and_a_link_leads_to_them() -> None:
    assembly, client = builders.an_open_assembly(), Client()
    lottery = builders.a_published_lottery(assembly)
    url = f"/assemblies/{assembly.slug}/lottery/1/minutes.pdf"
    assert client.get(url).status_code == 404
    builders.read_by_both(assembly, lottery, "42")
    page = client.get(f"/assemblies/{assembly.slug}/lottery/").content.decode()
    links = [link for link in re.findall(r'href="([^"]+)"', page) if urlsplit(link).path == url]
    answers = [client.get(link) for link in links]
    assert links == [url, f"{url}?print=large"]
    assert [(each["Content-Type"], each.content[:5]) for each in answers] == [("application/pdf", b"%PDF-")] * 2
    assert answers[0].content != answers[1].content


def test_minutes_tell_what_the_record_tells_in_both_languages() -> None:
    assembly = builders.an_open_assembly()
    draw = builders.a_drawn_panel(assembly, balls="42")
    told = queries.draw_in_the_record(assembly, 1)
    assert told is not None
    sworn = queries.oaths_in_the_record(assembly, 1)
    with translation.override("en"):
        english = minutes_of(assembly, *told, record="https://example.org/record/", sworn=sworn)
    with translation.override("da"):
        danish = minutes_of(assembly, *told, record="https://example.org/record/")
    assert english["heading"] == "Lottery 1: panel 42"
    assert english["sections"][0]["fingerprint"].replace(" ", "") == draw.lottery.sha256
    assert english["sections"][1]["facts"] == [("Balls, in the order drawn", "4 – 2")]
    assert english["sections"][2]["names"] == danish["sections"][2]["names"] == draw.selected
    assert [row[-1] for row in english["sections"][3]["table"]["rows"]] == [str(row[-1]) for row in draw.met]
    assert [draw.witness in words_in(each) and verifier_key() in words_in(each) for each in (english, danish)] == [
        True,
        True,
    ]
    assert english["signing"]["text"].endswith(f"On screen {draw.witness} attested this.")
    assert danish["kicker"] == "Referat af en offentlig lodtrækning"


def test_minutes_word_every_source_of_chance() -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly)
    told = queries.draw_in_the_record(assembly, 1)
    assert told is not None
    published, drawn = told
    parts = [
        {"kind": "dice", "sides": 10, "faces": [9, 9, 0, 4]},
        {"kind": "beacon", "round": 77, "randomness": "ab" * 8},
        {"kind": "parties", "parties": [{"name": "Left", "value": "seven"}, {"name": "Right", "value": None}]},
        {"kind": "seed", "seed": "cd" * 8},
    ]
    drawn.data = drawn.data | {"source": {"kind": "combined", "parts": parts}}
    assert minutes_of(assembly, published, drawn, record="")["sections"][1]["facts"] == [
        ("Dice with 10 sides", "9 – 9\n0 – 4"),
        ("A public beacon, round 77", "abababab abababab"),
        ("Left", "seven"),
        ("Right", "said nothing"),
        ("A public seed", "cdcdcdcd cdcdcdcd"),
    ]

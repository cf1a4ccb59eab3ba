"""The first lottery on the site: a frame, a wave announced and drawn, invitations with codes, and a file that goes."""

import json
import re
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from folkmoot import clock
from folkmoot.__main__ import main
from folkmoot.commons.accounts.queries import AccessEntry
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import entries, export_files
from folkmoot.core.canonical import read_canonical
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.record.exports import check_export
from folkmoot.core.sortition import BeaconRound, Plan, PlannedDice, PlannedRound, Throws
from folkmoot.core.sortition.beacons import BeaconSignatureWrong
from folkmoot.core.sortition.frames import FrameColumns
from folkmoot.core.sortition.plans import SourceNotDeclared
from folkmoot.stages.lottery import actions, faults, queries
from folkmoot.stages.lottery.codes import plain_code
from folkmoot.stages.lottery.models import Frame, Invitation, Wave
from tests import builders
from tests.core.sortition.test_beacons import SIGNATURE

pytestmark = pytest.mark.django_db
MEANS = FrameColumns(weight="residents", stratum="area")
DICE = Plan(parts=(PlannedDice(sides=6),))
THROWN = Throws(sides=6, faces=(1, 5, 2, 4, 6, 3) * 4)
DRAND = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"


def addresses(rows: int = 120) -> bytes:
    areas = ["north", "south", "harbour"]
    lines = [f"a{n},{n % 4},{areas[n % 3]},Elm Street {n},8000,Ravnkilde" for n in range(rows)]
    return "\n".join(["id,residents,area,address,zip,city", *lines]).encode()


def a_frame(assembly: Assembly, **changed: Any) -> Frame:
    given: dict[str, Any] = {
        "kind": Frame.Kind.ADDRESSES,
        "label": "Addresses of Ravnkilde",
        "filename": "addresses.csv",
        "content": addresses(),
        "means": MEANS,
        "delete_on": clock.now().date() + timedelta(days=30),
    }
    return actions.add_frame(by=builders.the_organiser(assembly), assembly=assembly, **(given | changed))


def announced(frame: Frame, size: int = 20, **more: Any) -> Wave:
    return actions.announce_wave(
        by=builders.the_organiser(frame.assembly), frame=frame, size=size, **({"chance": DICE} | more)
    )


def drawn(wave: Wave, source: Any = THROWN) -> Wave:
    return actions.draw_wave(by=builders.the_organiser(wave.frame.assembly), wave=wave, source=source)


def kinds(assembly: Assembly) -> list[str]:
    return [each.kind for each in entries(assembly.slug) if each.kind.startswith("lottery.")]


def test_a_wave_is_announced_drawn_and_becomes_invitations_with_codes_that_work() -> None:
    assembly = builders.an_open_assembly()
    wave = drawn(announced(a_frame(assembly), shares={"harbour": Fraction(1, 2)}))
    assert (wave.name, wave.size, len(wave.strata)) == ("A1", 20, 3)
    found = list(queries.invitations(assembly))
    assert [each.reference for each in found] == [f"A1-{n:05}" for n in range(1, 21)]
    assert sum(each.stratum == "harbour" for each in found) == 10
    assert {(each.address, each.postcode, each.city) for each in found} == {
        (f"Elm Street {each.unit[1:]}", "8000", "Ravnkilde") for each in found
    }
    assert [each for each in found if int(each.unit[1:]) % 4 == 0] == []  # nobody lives there
    assert {queries.invitation_with_code(assembly, code) for code in queries.codes_of(wave).values()} == set(found)
    assert kinds(assembly) == ["lottery.frame_added", "lottery.wave_announced", "lottery.wave_drawn"]


def test_the_public_file_tells_chances_and_nobody() -> None:
    assembly = builders.an_open_assembly()
    wave = drawn(announced(a_frame(assembly)))
    files = export_files()
    document: Any = read_canonical(files[f"assemblies/{assembly.slug}/invitations-A1.json"])
    assert (document["inputs_sha256"], document["invited"]) == (wave.inputs_sha256, 20)
    report = check_export(files)
    assert report.holds
    assert {"wave_announced", "wave_drawn", "wave_without_frame"} <= {each.code for each in report.findings}
    everything = b"".join(files.values()).decode("utf-8", "replace")
    assert [each.unit for each in queries.invitations(assembly) if f'"{each.unit}"' in everything] == []
    assert "Elm Street" not in everything


def test_a_second_wave_invites_others_and_a_test_wave_never_mixes_with_real_ones() -> None:
    assembly = builders.an_open_assembly()
    frame = a_frame(assembly)
    drawn(announced(frame))
    second = drawn(announced(frame))
    trial = drawn(announced(frame, test=True))
    units = list(queries.invitations(assembly).values_list("unit", flat=True))
    assert (second.name, trial.name, len(units), len(set(units))) == ("A2", "TEST-A1", 40, 40)
    assert second.inputs["announced"]["since"] == 20
    assert queries.invitations(assembly, test=True).count() == 20
    assert kinds(assembly).count("lottery.wave_announced") == 2
    code = queries.codes_of(trial)["TEST-A1-00001"]
    assert plain_code(code) is not None
    assert queries.invitation_with_code(assembly, code) is None


KINDS: list[tuple[str, str, FrameColumns, dict[str, Any], int]] = [
    (Frame.Kind.PHONES, "prefix,digits\n+4520,4\n+4533,4\n", FrameColumns(id="prefix", weight="digits"), {}, 30),
    (Frame.Kind.PLACES, "id,residents\nElm,40\nOak,20\nAsh,20\n", FrameColumns(weight="residents"), {}, 2),
    (Frame.Kind.LIST, "id,name\n1,Ann\n2,Bo\n3,Cy\n", FrameColumns(), {}, 2),
    (Frame.Kind.REGISTER, addresses().decode(), MEANS, {"places": 2}, 20),
]


@pytest.mark.parametrize(("kind", "content", "means", "more", "size"), KINDS)
def test_every_kind_of_frame_can_be_drawn_from(kind: str, content: str, means: FrameColumns, more: Any, size: int):
    assembly = builders.an_open_assembly()
    frame = a_frame(assembly, kind=kind, content=content.encode(), means=means)
    drawn(announced(frame, size, **more))
    found = list(queries.invitations(assembly))
    assert len({each.unit for each in found}) == len(found) == size
    assert len({each.stratum for each in found}) <= 2
    if kind == Frame.Kind.PHONES:
        again = drawn(announced(frame, size))
        assert {each.phone[:5] for each in found} == {"+4520", "+4533"}
        assert not {each.unit for each in found} & set(again.invitations.values_list("unit", flat=True))


def test_a_beacons_round_is_announced_before_it_can_be_known_and_its_signature_is_checked() -> None:
    pytest.importorskip("py_ecc")
    with clock.travelling(to=datetime(2023, 8, 23, 10, tzinfo=UTC)):
        assembly = builders.an_open_assembly()
        wave = announced(a_frame(assembly), chance=Plan(parts=(PlannedRound(round=1000),)))
        wrong = BeaconRound(round=1000, signature="00" * 48)
        for source, fault in ((THROWN, SourceNotDeclared), (wrong, BeaconSignatureWrong)):
            with pytest.raises(fault):
                drawn(wave, source)
        assert drawn(wave, BeaconRound(round=1000, signature=SIGNATURE)).size == 20


def test_what_cannot_be_drawn_is_never_announced_and_what_is_over_is_over() -> None:
    assembly = builders.an_open_assembly()
    frame, by = a_frame(assembly), builders.the_organiser(assembly)
    with pytest.raises(Faults, match="frame_too_small"):
        announced(frame, 119)
    wave = announced(frame)
    for act, fault in (
        (lambda: announced(frame), faults.WaveWaits),
        (lambda: actions.delete_frame(by=by, frame=frame), faults.WaveWaits),
        (lambda: actions.withdraw_wave(by=by, wave=wave, reason=" "), faults.WordingMissing),
        (lambda: drawn(wave, Throws(sides=6, faces=(1,) * 19)), Fault),
    ):
        with pytest.raises(fault):
            act()
    actions.withdraw_wave(by=by, wave=wave, reason="The file was last year's.")
    with pytest.raises(faults.WaveIsOver):
        drawn(wave)
    assert (Invitation.objects.count(), kinds(assembly)[-1]) == (0, "lottery.wave_withdrawn")


def test_the_clock_deletes_the_file_on_its_day_and_leaves_figures_and_invitations() -> None:
    assembly = builders.an_open_assembly()
    frame = a_frame(assembly)
    wave = drawn(announced(frame))
    assert (list(queries.frames_to_delete()), actions.delete_due_frames()) == ([], 0)
    with clock.travelling(to=clock.now() + timedelta(days=31)):
        assert (actions.delete_due_frames(), actions.delete_due_frames()) == (1, 0)
        frame.refresh_from_db()
        assert (frame.content, frame.salt, frame.units) == (None, None, 120)
        with pytest.raises(faults.FrameDeleted):
            announced(frame)
    assert (wave.invitations.count(), kinds(assembly)[-1]) == (20, "lottery.frame_deleted")
    actions.erase_respondents(by=builders.the_organiser(assembly), assembly=assembly, reason="The time is over.")
    assert set(wave.invitations.values_list("unit", "address", "city")) == {("", "", "")}


def test_a_person_goes_from_a_file_to_a_list_of_invitations_by_clicking() -> None:
    assembly = builders.an_open_assembly()
    client = Client()
    client.force_login(builders.the_organiser(assembly))

    def page(name: str, *more: object) -> str:
        return reverse(f"lottery:{name}", args=[assembly.slug, *more])

    typed = {"kind": "addresses", "label": "Addresses", "id_column": "id", "weight_column": "residents"}
    typed |= {"stratum_column": "area", "delete_on": str(clock.now().date() + timedelta(days=9))}
    bad = client.post(page("add_frame"), typed | {"file": SimpleUploadedFile("a.csv", b"id,residents,area\n1,x,n\n")})
    assert "Row 2, column residents: “x” is no weight." in bad.content.decode()
    done = client.post(page("add_frame"), typed | {"file": SimpleUploadedFile("a.csv", addresses())})
    assert (Frame.objects.count(), done["Location"]) == (1, page("frame", 1))
    wave = {"size": "20", "shares": "harbour = 50 %\n", "chance": "dice", "hours": "2"}
    assert client.post(page("add_wave", 1), wave)["Location"] == page("wave", "A1")
    few = client.post(page("draw_wave", "A1"), {"faces": "123456"})
    assert "There are too few throws" in few.content.decode()
    client.post(page("draw_wave", "A1"), {"faces": "16253 41625 34162 53416"})
    listed = client.get(page("wave", "A1"), {"q": "Elm", "state": "drawn", "sort": "-reference"}).content.decode()
    assert re.findall(r"A1-\d{5}", listed) == [f"A1-{n:05}" for n in range(20, 0, -1)]
    table = client.get(page("export_wave", "A1", "csv")).content.decode("utf-8-sig").splitlines()
    assert (len(table), table[0].split(",")[:3]) == (21, ["reference", "state", "stratum"])
    looked = ["imported a frame", "looked at a wave of invitations", "exported a wave of invitations"]
    assert list(AccessEntry.objects.order_by("pk").values_list("what", flat=True)) == looked
    public = Client().get(page("lottery")).content.decode()
    assert "Who was asked" in public
    assert "Elm" not in public
    assert client.post(page("delete_frame", 1))["Location"] == page("frame", 1)
    assert {client.get(page(*name)).status_code for name in (("frames",), ("frame", 1), ("plan_letters",))} == {200}


def test_a_beacon_is_pasted_as_its_mirror_shows_it() -> None:
    pytest.importorskip("py_ecc")
    assembly = builders.an_open_assembly()
    client = Client()
    client.force_login(builders.the_organiser(assembly))
    a_frame(assembly)
    at = reverse("lottery:add_wave", args=[assembly.slug, 1])
    client.post(at, {"size": "20", "chance": "beacon", "hours": "2", "shares": ""})
    draw = reverse("lottery:draw_wave", args=[assembly.slug, "A1"])
    assert f"https://api.drand.sh/{DRAND}/public/" in client.get(draw).content.decode()
    pasted = json.dumps({"round": 1000, "signature": SIGNATURE})
    refused = client.post(draw, {"round": pasted}).content.decode()
    assert (Invitation.objects.count(), "1000" in refused) == (0, True)


def test_a_register_that_stays_outside_is_announced_here_drawn_there_and_brought(tmp_path) -> None:
    assembly = builders.an_open_assembly()
    client = Client()
    client.force_login(builders.the_organiser(assembly))
    (tmp_path / "register.csv").write_bytes(addresses())
    command = ["invite", str(tmp_path / "register.csv"), "--size", "20", "--weight", "residents", "--strata", "area"]
    command += ["--out", str(tmp_path / "draw")]

    def file(name: str) -> SimpleUploadedFile:
        return SimpleUploadedFile(name, (tmp_path / "draw" / name).read_bytes())

    assert main(command) == 0
    typed: dict[str, Any] = {"kind": "register", "label": "Register", "chance": "dice", "hours": "2"}
    typed |= {"delete_on": str(clock.now().date() + timedelta(days=9)), "inputs": file("inputs.json")}
    client.post(reverse("lottery:outside", args=[assembly.slug]), typed)
    draw = reverse("lottery:draw_wave", args=[assembly.slug, "A1"])
    faces = "16253 41625 34162 53416"
    found = re.search(r"--seed ([0-9a-f]{64})", client.post(draw, {"faces": faces}).content.decode())
    assert found is not None
    assert main([*command, "--seed", "5f" * 16]) == 0
    other = {"faces": faces, "drawn": file("invitations.json"), "invited": file("invited.csv")}
    assert "another seed" in client.post(draw, other).content.decode()
    for name in ("invitations.json", "invited.csv"):
        (tmp_path / "draw" / name).unlink()
    assert main([*command, "--seed", found[1]]) == 0
    rows = (tmp_path / "draw" / "invited.csv").read_bytes().splitlines(keepends=True)
    short = SimpleUploadedFile("invited.csv", b"".join(rows[:-1]))
    client.post(draw, {"faces": faces, "drawn": file("invitations.json"), "invited": short})
    assert Invitation.objects.count() == 0
    client.post(draw, {"faces": faces, "drawn": file("invitations.json"), "invited": file("invited.csv")})
    assert queries.invitations(assembly).count() == 20
    assert {each.stratum for each in queries.invitations(assembly)} == {"north", "south", "harbour"}
    assert check_export(export_files()).holds
    assert Frame.objects.get().units == 120

"""Promises beyond one board: all of the site, promise beside outcome, and what other sites may show."""

import csv
import re
from copy import deepcopy
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot import clock
from folkmoot.stages.followup.actions import assess, give_reply
from folkmoot.stages.followup.models import Answer, AssessorKind, Progress, ReasonCode
from folkmoot.stages.followup.outcome import outcome
from folkmoot.stages.followup.queries import board, office_at
from folkmoot.stages.followup.rules import Said
from folkmoot.stages.followup.site import site_board
from folkmoot.stages.recommendations.models import HandOver
from tests.builders import a_handed_over_report, an_open_assembly, the_organiser

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(once_for_all):
    """Two towns: in one the mayor has answered once and rejected once, the council not at all; in the other nobody."""
    harbour = an_open_assembly(slug="harbour", title="Harbour forum", place="Ravnkilde")
    a_handed_over_report(harbour)
    for number, said in (
        (1, Said(answer=Answer.ACCEPT)),
        (2, Said(answer=Answer.REJECT, reason_code=ReasonCode.COST, text="It costs too much.")),
    ):
        mayor = office_at(harbour, "mayor")
        give_reply(by=mayor.person, assembly=harbour, number=number, commissioner=mayor, said=said)
    school = an_open_assembly(slug="school", title="School forum", place="Lindwerder")
    a_handed_over_report(school, offices=(("mayor", "Mayor"),))
    return harbour, school


@pytest.fixture
def harbour(db, made):
    return deepcopy(made[0])


@pytest.fixture
def silence(harbour, the_clock):
    """The day on which what was not answered is eight days late."""
    return the_clock.goes_to(board(harbour).given.due_at + timedelta(days=7, hours=1))


def page(client, address):
    return client.get(address).content.decode()


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# -- All of the site ---------------------------------------------------------------------------------------------------


def test_offices_stand_by_their_longest_silence_and_a_mayor_is_the_mayor_of_a_place(harbour, silence):
    found = site_board()
    assert [
        (each.office, each.place, each.assemblies, each.standing.given, each.standing.silent, each.standing.longest)
        for each in found.debtors
    ] == [
        ("City council", "Ravnkilde", 1, 0, 2, 8),
        ("Mayor", "Lindwerder", 1, 0, 2, 8),
        ("Mayor", "Ravnkilde", 1, 2, 0, 0),
    ]
    total = found.standing
    assert (total.owed, total.given, total.late, total.waiting, total.silent, total.longest) == (6, 2, 0, 0, 4, 8)


def test_before_the_promised_day_nobody_is_silent(harbour):
    total = site_board().standing
    assert (total.given, total.waiting, total.silent) == (2, 4, 0)


def test_the_page_shows_every_text_of_every_assembly_what_was_voted_down_too(client, harbour, silence):
    shown = words(page(client, "/promises/"))
    assert shown.count("Plant trees") == 2
    assert shown.count("Not adopted by the members") >= 2
    assert "4 the longest for 8 days" in shown.replace("promised replies with no answer ", "")


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("", 6),
        ("assembly=school", 3),
        ("office=mayor, ravnkilde", 2),
        ("office=mayor, lindwerder&state=silent", 2),
        ("state=rejected", 1),
        ("state=not-adopted", 2),
        ("q=trees", 2),
        ("q=nothing says this", 0),
        ("office=nobody", 0),
    ],
)
def test_what_is_asked_for_is_found_and_the_figures_count_all(client, harbour, silence, asked, rows):
    html = page(client, f"/promises/?{asked}")
    assert html.count('class="pledge__number"') == rows
    assert "of 6 replies given" in words(html)


def test_the_longest_silence_comes_first_where_it_is_asked_for(client, harbour, silence):
    found = site_board().promises
    longest = max(each.row.longest_silence for each in found)
    first = page(client, "/promises/?sort=silence").split('<li class="pledge')[1]
    assert longest == 8
    assert "No answer, day 8" in words(first)


def test_the_table_has_a_line_for_each_text_and_office(client, harbour):
    rows = list(csv.DictReader(StringIO(client.get("/promises/table.csv").content.decode("utf-8-sig"))))
    assert [(row["assembly"], row["number"], row["commissioner"], row["reply"]) for row in rows] == [
        ("school", "1", "mayor", ""),
        ("school", "2", "mayor", ""),
        ("school", "3", "", ""),
        ("harbour", "1", "mayor", "accept"),
        ("harbour", "1", "council", ""),
        ("harbour", "2", "mayor", "reject"),
        ("harbour", "2", "council", ""),
        ("harbour", "3", "", ""),
    ]


def test_more_assemblies_cost_no_more_queries(client, harbour):
    client.get("/promises/")
    with CaptureQueriesContext(connection) as two:
        client.get("/promises/")
    a_handed_over_report(an_open_assembly(slug="third"))
    with CaptureQueriesContext(connection) as three:
        client.get("/promises/")
    assert len(three) == len(two)


@pytest.mark.parametrize("address", ["/promises/", "/promises/table.csv"])
def test_a_site_without_promises_says_so(client, address):
    HandOver.objects.all().delete()
    answer = client.get(address)
    assert answer.status_code == 200
    assert ("No report was handed over yet" in answer.content.decode()) == (address == "/promises/")


# -- Promise and outcome -----------------------------------------------------------------------------------------------


def test_every_fate_has_its_line_silence_among_them(harbour, silence):
    found = outcome(board(harbour))
    assert {each.fate: each.numbers for each in found.fates if each.total} == {
        "accept": ((1,), ()),
        "reject": ((2,), ()),
        "silent": ((), (1, 2)),
    }
    assert (found.yes, found.changed, found.asked, found.refused, found.reasons) == (1, 0, 2, 1, (("cost", 1),))


def test_assessors_are_counted_apart(harbour):
    for assessor, kind, progress in (
        ("City council", AssessorKind.COMMISSIONER, Progress.DONE),
        ("The Ravnkilde Post", AssessorKind.PRESS, Progress.UNDER_WAY),
    ):
        assess(
            by=the_organiser(harbour),
            assembly=harbour,
            number=1,
            kind=kind,
            assessor=assessor,
            progress=progress,
            definition="Trees stand",
            evidence="",
            on=clock.now().date(),
        )
    found = outcome(board(harbour)).judgements
    assert [(each.assessor, each.judged, each.progress) for each in found] == [
        ("City council", 1, ((Progress.DONE, 1),)),
        ("The Ravnkilde Post", 1, ((Progress.UNDER_WAY, 1),)),
    ]


def test_the_page_puts_the_promise_beside_what_happened(client, harbour, silence):
    shown = words(page(client, "/assemblies/harbour/followup/outcome/"))
    assert "Members adopted 2 recommendations. They voted 1 text down." in shown
    assert "Of 4 replies owed, 1 take a recommendation as it stands or find that it exists; 0 take it in part" in shown
    assert "2 given, 0 of them late; 0 still to come. 2 with no answer, up to day 8" in shown
    assert "Rejected, each with its reason: Cost: name the figure (1)" in shown
    assert "It was never changed." in shown


def test_before_the_hand_over_it_says_when_it_fills(client):
    an_open_assembly(slug="pier")
    assert "Nothing was handed over yet" in page(client, "/assemblies/pier/followup/outcome/")


# -- On other sites ----------------------------------------------------------------------------------------------------

SVG, FRAME = "/assemblies/harbour/followup/status.svg", "/assemblies/harbour/followup/status/council.html"


@pytest.mark.parametrize("address", [SVG, FRAME])
def test_the_status_sets_no_cookie_runs_no_script_and_is_the_same_for_whoever_reads(client, harbour, address):
    anonymous = client.get(address)
    client.force_login(the_organiser(harbour))
    signed_in = client.get(address)
    assert anonymous.content == signed_in.content
    assert (anonymous.cookies, "X-Frame-Options" in anonymous, b"<script" in anonymous.content) == ({}, False, False)


def test_any_site_may_frame_it_and_the_frame_may_load_its_own_style_alone(client, harbour):
    policy = client.get(FRAME)["Content-Security-Policy"]
    assert policy.split("; ") == [
        "default-src 'none'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    ]


@pytest.mark.parametrize(
    ("address", "late", "says"),
    [
        ("status.svg", False, "2 of 4 answered"),
        ("status.svg", True, "2 answers missing, day 8"),
        ("status/mayor.svg", True, "2 of 2 answered"),
        ("status/council.html", True, "2 answers missing, day 8"),
        ("status/council.html?language=da", True, "2 svar mangler, dag 8"),
        ("status/council.html?language=xx", True, "2 answers missing, day 8"),
    ],
)
def test_it_says_how_the_promises_stand(client, harbour, request, address, late, says):
    if late:
        request.getfixturevalue("silence")
    assert says in page(client, f"/assemblies/harbour/followup/{address}")


@pytest.mark.parametrize("address", ["status/nobody.svg", "status.pdf", "status/mayor.json"])
def test_what_there_is_not_is_not_found(client, harbour, address):
    assert client.get(f"/assemblies/harbour/followup/{address}").status_code == 404


def test_what_a_town_is_called_stays_text(client, harbour):
    type(harbour).objects.filter(pk=harbour.pk).update(title='<script>x()</script>" onload="x()')
    for address in ("status.svg", "status.html", "embed/"):
        html = page(client, f"/assemblies/harbour/followup/{address}")
        assert "<script>x()" not in html
        assert '" onload="' not in html


def test_whoever_wants_to_show_it_copies_one_line(client, harbour):
    html = page(client, "/assemblies/harbour/followup/embed/")
    assert (
        "&lt;iframe src=&quot;http://testserver/assemblies/harbour/followup/status/mayor.html?language=en&quot;" in html
    )

"""What an attacker with an account, a curious operator or a hostile organiser tries, and what comes of it."""

import json
import re
import time
from datetime import timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult

from folkmoot import clock, web
from folkmoot.commons.accounts.actions import admit_stranger
from folkmoot.commons.accounts.queries import Person, person_with_email
from folkmoot.commons.accounts.tasks import forget_strangers
from folkmoot.commons.assemblies.actions import grant_role, withdraw_role
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.assemblies.queries import Assembly, sitting
from folkmoot.commons.notices.actions import notify, send_waiting
from folkmoot.commons.publicrecord.queries import export_files, latest
from folkmoot.core.contract.clauses import as_plain, from_plain
from folkmoot.core.faults import Fault
from folkmoot.core.record.exports import check_export
from folkmoot.manifest import Role
from folkmoot.stages.ballots.actions import file_statement, open_ballot
from folkmoot.stages.contract.actions import amend_contract, enter_paper_signature, name_commissioner, offer_contract
from folkmoot.stages.contract.faults import NotYourSignature
from folkmoot.stages.contract.queries import commissioners, promisors
from folkmoot.stages.deliberation.actions import Words, freeze_texts, merge_drafts, write_draft
from folkmoot.stages.deliberation.faults import DraftsToMergeMissing, NothingToFreeze
from folkmoot.stages.followup.actions import assess
from folkmoot.stages.followup.faults import NotYourAssessment
from folkmoot.stages.followup.queries import AssessorKind, Progress, board, row_of
from folkmoot.stages.lottery.actions import (
    compute_lottery,
    erase_respondents,
    import_pool,
    keep_upload,
    leave_seat,
    publish_lottery,
    start_lottery,
)
from folkmoot.stages.lottery.models import PoolSecret
from folkmoot.stages.lottery.queries import Lottery, respondents
from folkmoot.stages.meetings.actions import keep_attendance
from folkmoot.stages.meetings.forms import MeetingForm
from folkmoot.stages.recommendations.actions import hand_over_report, write_foreword
from folkmoot.tables import write_csv
from folkmoot.web.personal import download, forget
from folkmoot.web.preparing import prepare
from folkmoot.web.serving import look
from tests.builders import (
    CLAUSES,
    a_counted_ballot,
    a_drawn_panel,
    a_handed_over_report,
    a_held_meeting,
    a_meeting,
    a_person,
    a_pool,
    a_published_contract,
    an_open_assembly,
    an_open_ballot,
    seated_members,
    some_frozen_texts,
    some_targets,
    somebody,
    the_organiser,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly() -> Assembly:
    return an_open_assembly(slug="harbour")


@pytest.fixture
def organiser(assembly) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(the_organiser(assembly))
    return client


# -- Big and bent input: refused in words, never a broken page ---------------------------------------------------------


PAGES = (
    "/",
    "/record/",
    "/assemblies/harbour/people/",
    "/assemblies/harbour/lottery/",
    "/assemblies/harbour/lottery/1/",
    "/assemblies/harbour/lottery/1/ceremony/",
    "/assemblies/harbour/lottery/pool/",
    "/assemblies/harbour/deliberation/",
    "/assemblies/harbour/deliberation/statements/",
    "/assemblies/harbour/recommendations/",
)
ASKED = (
    "page=1e9",
    "page=" + "9" * 3_900,
    "page=" + "9" * 5_000,
    "q=" + "a" * 60_000,
    "q=" + "%C3%A5" * 600,
    "q=%00",
    "q=%FF%FE",
    "panel=" + "1" * 5_000,
    "panel=%C2%B2",
    "step=" + "1" * 5_000,
    "p=" + "a" * 60_000,
    "kind=%00",
    "fate=%00",
)


def test_no_question_in_an_address_breaks_a_page(assembly, organiser):
    a_drawn_panel(assembly)
    broken = [
        (page, asked[:20]) for page in PAGES for asked in ASKED if organiser.get(f"{page}?{asked}").status_code >= 500
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("calendar/remove", {"on": "x", "what": "y"}),
        ("calendar/remove", {}),
        ("contract/draft", {"threshold_numerator": "1" * 400, "threshold_denominator": "1" * 400}),
        ("lottery/targets", {"category": "a", "name": "b", "min": "9" * 5_000, "max": "9" * 50}),
        ("meetings/plan", {"title": "t" * 5_000, "day": "0001-01-01", "starts": "00:00", "ends": "01:00"}),
        (
            "meetings/plan",
            {"title": "t", "day": "9999-12-31", "starts": "00:00", "ends": "23:59", "zone": "Etc/GMT+12", "place": "x"},
        ),
        (
            "meetings/plan",
            {"title": "t", "day": "2030-01-01", "starts": "00:00", "ends": "23:59", "zone": "../../etc/passwd"},
        ),
    ],
)
def test_nothing_that_is_typed_breaks_a_page(organiser, page, typed):
    assert organiser.post(f"/assemblies/harbour/{page}/", typed).status_code < 500


def test_an_agenda_of_blanks_is_read_at_once():
    started = time.monotonic()
    MeetingForm({"agenda": "1 a" + " " * 100_000 + "b"}).is_valid()
    assert time.monotonic() - started < 5


def test_six_hundred_members_can_be_ticked_in_one_form(organiser):
    ticks = {f"reason-{seat}": "" for seat in range(1, 2_001)} | {f"here-{seat}": "on" for seat in range(1, 2_001)}
    assert organiser.post("/assemblies/harbour/meetings/1/attendance/", ticks).status_code == 404


@pytest.mark.parametrize("door", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client, door):
    for page, typed in (("/language/", {"language": "da"}), ("/sign-in/", {"login": "amina@example.org"})):
        assert "evil" not in client.post(page, {**typed, "next": door}).get("Location", "")
    assert "evil" not in client.get("/me/", {"next": door})["Location"].partition("?")[0]


# -- What enters the record for good -----------------------------------------------------------------------------------


def test_the_names_under_a_minority_statement_never_enter_the_record():
    assembly = an_open_assembly()
    organiser = the_organiser(assembly)
    a_published_contract(assembly)
    (member, *_) = seated_members(assembly)
    some_frozen_texts(assembly)
    ballot = a_counted_ballot(assembly, days=1)
    file_statement(by=member, ballot=ballot, number=1, text="The pier is for boats.", names="Amina Yusuf")
    write_foreword(by=organiser, assembly=assembly, foreword="We listened.")
    with clock.travelling(to=clock.now() + timedelta(days=2)):
        hand_over_report(by=organiser, assembly=assembly, on=clock.now().date(), place="Town hall")
    exported = b"".join(export_files().values())
    assert (b"The pier is for boats." in exported, b"Amina" in exported) == (True, False)


def test_nobody_is_added_to_a_promise_that_was_made_without_her():
    assembly = an_open_assembly()
    organiser = the_organiser(assembly)
    a_published_contract(assembly)
    minister = {"ref": "minister", "office": "Prime minister", "name": "Somebody famous"}
    with pytest.raises(Fault) as refused:
        name_commissioner(by=organiser, assembly=assembly, **minister)
    assert refused.value.code == "contract_frozen"
    amend_contract(by=organiser, assembly=assembly, reason="The government joins.")
    name_commissioner(by=organiser, assembly=assembly, **minister)
    assert [office.ref for office in promisors(assembly)] == ["mayor"]


def test_going_back_to_an_earlier_lottery_does_not_hide_that_others_were_computed():
    assembly = an_open_assembly()
    organiser = the_organiser(assembly)
    a_published_contract(assembly)
    some_targets(assembly)
    a_pool(assembly)
    first, _second = (
        compute_lottery(lottery=start_lottery(by=organiser, assembly=assembly, panels=100)) for _ in range(2)
    )
    publish_lottery(by=organiser, lottery=first)
    assert latest(assembly.slug, "lottery.published").data["computed"] == 2


# -- What erasing leaves behind ----------------------------------------------------------------------------------------


def everything_in_the_database() -> str:
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found.append(
                repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()])
            )
    return "\n".join(found)


def test_who_erases_her_account_is_in_no_table_any_more_and_the_record_holds_as_before():
    assembly = an_open_assembly()
    a_drawn_panel(assembly)
    term = sitting(assembly.body)[0]
    line = respondents(assembly).get(pseudonym=term.membership.pseudonym)
    person = Person.objects.get(pk=term.membership.person_id)
    keep_attendance(
        by=the_organiser(assembly), meeting=a_meeting(assembly), here=[], reasons={line.pseudonym: "in hospital"}
    )
    leave_seat(by=the_organiser(assembly), respondent=line, reason="a long illness")
    told = [line.name, line.email, line.phone, line.imported_id, "in hospital", "a long illness"]
    before = everything_in_the_database()
    assert [each for each in told if repr(each)[1:-1] not in before] == []
    kept = export_files()
    forget(person)
    after = everything_in_the_database()
    assert [each for each in told if f"'{each}'" in after] == []
    files = export_files()
    assert check_export(files, kept_checkpoint=kept["checkpoint"]).holds
    assert {path: files[path] for path in kept if path != "checkpoint"} == {
        path: data for path, data in kept.items() if path != "checkpoint"
    }
    assert [each for each in told if any(each.encode() in data for data in files.values())] == []


def test_who_never_was_drawn_is_forgotten_too_and_her_neighbour_is_not():
    assembly = an_open_assembly()
    a_drawn_panel(assembly)
    line, neighbour = respondents(assembly).filter(status="pool")[:2]
    forget(Person.objects.create_user(line.email))
    assert respondents(assembly).filter(email=neighbour.email).exists()
    line.refresh_from_db()
    assert (line.status, line.name, line.email, line.features) == ("deleted", "", "", {})


def test_a_person_may_read_what_the_pool_says_about_her(rf):
    assembly = an_open_assembly()
    a_drawn_panel(assembly)
    line = respondents(assembly).filter(status="confirmed")[0]
    request = rf.get("/me/download/")
    request.user = person_with_email(line.email)
    (told,) = json.loads(download(request).content)["lottery"]["pools"]
    assert (told["pseudonym"], told["name"], told["address"]) == (line.pseudonym, line.name, line.address)


def test_erasing_the_pool_takes_the_files_that_still_waited_and_the_key_to_the_pseudonyms():
    assembly = an_open_assembly()
    organiser = the_organiser(assembly)
    a_drawn_panel(assembly)
    keep_upload(
        by=organiser, assembly=assembly, kind="pool", filename="pool.csv", content=b"id,name\nR-1,Amina Yusuf\n"
    )
    erase_respondents(by=organiser, assembly=assembly, reason="The time has passed.")
    assert "Amina Yusuf" not in everything_in_the_database()
    assert (PoolSecret.objects.count(), Lottery.objects.exclude(frozen={}).count()) == (0, 0)


def test_addresses_that_nobody_proved_and_sessions_that_are_over_are_cleared_while_the_site_runs(monkeypatch):
    monkeypatch.setattr("folkmoot.web.serving.close_old_connections", lambda: None)
    admit_stranger(email="typed-by-a-stranger@example.org")
    session = SessionStore()
    session["whose"] = "hers"
    session.save()
    Session.objects.update(expire_date=clock.now() - timedelta(days=1))
    with clock.travelling(to=clock.now() + timedelta(days=2)):
        look()
        queued = list(DBTaskResult.objects.values_list("task_path", flat=True))
        assert (queued, Session.objects.count()) == (["folkmoot.commons.accounts.tasks.forget_strangers"], 0)
        forget_strangers.call()
    assert person_with_email("typed-by-a-stranger@example.org") is None


# -- Who else is on the machine, and what holds up whom ----------------------------------------------------------------


def test_the_database_of_a_new_site_is_read_by_nobody_else_on_the_machine(tmp_path, monkeypatch, settings):
    settings.HOME = tmp_path / "home"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "home" / "folkmoot.sqlite3"))
    if connection.vendor != "sqlite":
        pytest.skip("a database of its own guards itself")
    monkeypatch.setattr("folkmoot.web.preparing._collect_static", lambda: None)
    prepare()
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "home", tmp_path / "home" / "folkmoot.sqlite3")]
    assert modes == [0o700, 0o600]


class Watching(BaseEmailBackend):
    """A mail server that notes whether the database is held while it takes its time."""

    held: ClassVar[list[int]] = []

    def send_messages(self, email_messages) -> int:
        self.held.append(len(connection.savepoint_ids))
        return len(email_messages)


def test_a_slow_mail_server_keeps_no_vote_waiting(mail_through):
    mail_through(backend="tests.web.test_attacks.Watching")
    Watching.held.clear()
    notify(to="amina@example.org", subject="Your seat", body="…")
    assert (send_waiting(), Watching.held) == (1, [len(connection.savepoint_ids)])


def settings_with(monkeypatch, **environment: str) -> ModuleType:
    """The settings file as a site with this environment reads it."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    spec = spec_from_file_location("settings_of_another_site", Path(web.__file__).with_name("settings.py"))
    assert spec is not None
    assert spec.loader is not None
    read = module_from_spec(spec)
    spec.loader.exec_module(read)
    return read


def test_a_site_behind_https_is_reached_and_one_without_believes_no_visitor(monkeypatch, settings, client):
    for environment in ({"FOLKMOOT_HTTPS": "off"}, {"FOLKMOOT_HTTPS": "on"}):
        read = settings_with(monkeypatch, **environment)
        settings.SECURE_SSL_REDIRECT = True
        settings.SECURE_PROXY_SSL_HEADER = read.SECURE_PROXY_SSL_HEADER
        answer = client.get("/about/", headers={"x-forwarded-proto": "https"})
        assert answer.status_code == (200 if read.SECURE else 301)


# -- What a page says of what people typed -----------------------------------------------------------------------------

CANARY = "\"'><img src=x onerror=alert(1)><script>alert(1)</script>"


def every_text_is(words, plain):
    """Clauses whose every text, and every list of texts, is `words`."""
    texts = ("words", "minority", "body", "budget", "help")
    lists = ("off_the_table", "in_scope", "already_decided", "declared")
    new = dict.fromkeys(texts, words) | {each: [words] for each in lists}
    written = {clause: {each: new.get(each, old) for each, old in values.items()} for clause, values in plain.items()}
    written["reply"]["form"] = words
    return written


def test_nothing_that_anybody_typed_acts_on_any_page():
    by = a_person(convener=True, name=CANARY)
    typed = dict.fromkeys(("title", "place", "summary", "decision", "decision_owner"), CANARY)
    assembly = an_open_assembly(organiser=by, slug="harbour", **typed)
    clauses = from_plain(every_text_is(CANARY, as_plain(CLAUSES)))
    a_published_contract(assembly, clauses=clauses, offices=(("mayor", CANARY),))
    some_targets(assembly, rows=(("gender", f"a{CANARY}", 1, 4), ("gender", f"b{CANARY}", 1, 4)))
    columns = ("id", "name", "email", "phone", "address", "gender")
    people = [
        [f"{n}{CANARY}", CANARY, CANARY, CANARY[:59], f"{n}{CANARY}", f"{'ab'[n % 2]}{CANARY}"] for n in range(20)
    ]
    content = write_csv(columns, people)
    kept = keep_upload(by=by, assembly=assembly, kind="pool", filename=f"{CANARY}.csv", content=content)
    import_pool(by=by, assembly=assembly, sha256=kept.sha256)
    a_drawn_panel(assembly)
    a_meeting(assembly, title=CANARY, place=CANARY, way_there=CANARY, agenda=((10, CANARY),))
    some_frozen_texts(assembly, titles=(CANARY,))
    an_open_ballot(assembly)
    client = Client()
    client.force_login(by)
    waiting, seen, acting = ["/", "/desk/", "/me/", "/assemblies/harbour/lottery/seats/"], set[str](), []
    while waiting:
        page = waiting.pop()
        seen.add(page)
        answer = client.get(page)
        if "html" in answer.get("Content-Type", ""):
            words = answer.content.decode()
            acting += [(page, each) for each in ("<img src=x", "<script>alert", 'href="javascript') if each in words]
            links = {link.partition("?")[0] for link in re.findall(r'href="(/(?!static|sign-in|record)[^"#]*)', words)}
            waiting += sorted(links - seen - set(waiting))
    assert (acting, len(seen) > 40) == ([], True)


# -- More power than was given -----------------------------------------------------------------------------------------


def test_an_operator_of_the_lottery_makes_nobody_an_organiser(assembly):
    operator = somebody(assembly, Role.LOTTERY_OPERATOR)
    with pytest.raises(NotAllowed):
        grant_role(by=operator, assembly=assembly, person=operator, role=Role.ORGANISER)
    with pytest.raises(NotAllowed):
        withdraw_role(by=operator, assembly=assembly, person=the_organiser(assembly), role=Role.ORGANISER)


def test_nobody_takes_the_last_word_under_the_name_of_another_assessor(assembly):
    a_handed_over_report(assembly)
    (linden, heron, _birch) = (term.membership.person for term in sitting(assembly.body))
    says = {"assembly": assembly, "number": 1, "kind": AssessorKind.MEMBERS, "assessor": "9 of 45", "definition": "…"}
    assess(by=linden, progress=Progress.NOT_STARTED, on=clock.now().date(), **says)
    with pytest.raises(NotYourAssessment):
        assess(by=heron, progress=Progress.DONE, on=clock.now().date(), **says)
    assess(by=linden, progress=Progress.UNDER_WAY, on=clock.now().date(), **says)
    assert [each.progress for each in row_of(board(assembly), 1).assessments] == ["under-way"]


def test_no_act_in_one_assembly_touches_what_belongs_to_another(assembly):
    other = an_open_assembly(slug="elsewhere")
    for each in (assembly, other):
        a_published_contract(each)
        seated_members(each)
    by, facilitator = the_organiser(assembly), somebody(assembly, Role.FACILITATOR)
    words = Words(title="Theirs", text="Theirs.")
    theirs = write_draft(by=somebody(other, Role.FACILITATOR), assembly=other, words=words)
    with pytest.raises(NothingToFreeze):
        freeze_texts(by=facilitator, assembly=assembly, drafts=[theirs])
    ours = write_draft(by=facilitator, assembly=assembly, words=words)
    with pytest.raises(DraftsToMergeMissing):
        merge_drafts(by=facilitator, draft=ours, other=theirs, words=words)
    freeze_texts(by=facilitator, assembly=assembly, drafts=[ours])
    with pytest.raises(ObjectDoesNotExist):
        open_ballot(by=by, assembly=assembly, meeting=a_held_meeting(other))
    mayor = commissioners(other).get()
    version = amend_contract(by=by, assembly=assembly, reason="A new term.")
    offer_contract(by=by, assembly=assembly)
    with pytest.raises(NotYourSignature):
        enter_paper_signature(by=by, version=version, commissioner=mayor, witness="Inger Dahl")
    assert theirs.fate == "open"

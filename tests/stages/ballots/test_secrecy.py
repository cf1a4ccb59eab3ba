"""What the whole database tells: not who voted how, not which card cast what, not in which order."""

import threading

import pytest
from django.db import connection, connections

from folkmoot.core.faults import Fault
from folkmoot.manifest import Role
from folkmoot.stages.ballots.actions import cast_vote, close_ballot
from folkmoot.stages.ballots.cards import fresh_code
from folkmoot.stages.ballots.models import CastVote, VotingCard
from tests.builders import an_open_assembly, an_open_ballot, somebody, the_organiser

CHOICES = ("yes", "no", "abstain")


def dump(model):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def cast_some(opened, number):
    receipts = []
    for position, card in enumerate(opened.cards[:number]):
        receipts.append(fresh_code())
        cast_vote(ballot=opened.ballot, card=card, choices={1: CHOICES[position % 3]}, receipt=receipts[-1])
    return receipts


@pytest.mark.django_db
def test_no_column_links_a_person_a_card_and_a_vote():
    opened = an_open_ballot(an_open_assembly(seats=12), members=10)
    cast_some(opened, 8)
    votes, cards = dump(CastVote), dump(VotingCard)
    assert {*votes[0]} == {"id", "ballot_id", "receipt_hash", "choices"}
    assert {*cards[0]} == {"code_hash", "ballot_id", "state"}
    shared = {str(value) for row in votes for value in row.values()} & {str(v) for row in cards for v in row.values()}
    assert shared == {str(opened.ballot.pk)}


@pytest.mark.django_db
def test_no_relation_leads_from_a_vote_or_a_card_to_anything_but_the_ballot():
    for model in (CastVote, VotingCard):
        relations = {field.name for field in model._meta.get_fields() if field.is_relation}
        assert relations == {"ballot"}
        kinds = {field.get_internal_type() for field in model._meta.get_fields()}
        assert kinds & {"DateTimeField", "DateField", "TimeField", "AutoField", "BigAutoField", "IntegerField"} == set()


@pytest.mark.django_db
def test_rows_lie_in_the_order_of_their_hashes_and_not_of_casting():
    opened = an_open_ballot(an_open_assembly(seats=32), members=30)
    cast_some(opened, 25)
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        for model, name in ((CastVote, "receipt_hash"), (VotingCard, "code_hash")):
            cursor.execute(f"SELECT {name} FROM {model._meta.db_table} ORDER BY {place}")
            lying = [row[0] for row in cursor.fetchall()]
            assert lying == sorted(lying)


@pytest.mark.django_db(transaction=True)
def test_the_marks_of_writing_do_not_tell_which_card_and_vote_came_together():
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL marks each row with the transaction that wrote it")
    opened = an_open_ballot(an_open_assembly(seats=12), members=10)
    cast_some(opened, 6)
    with connection.cursor() as cursor:
        for model in (CastVote, VotingCard):
            cursor.execute(f"SELECT DISTINCT xmin FROM {model._meta.db_table}")
            assert len(cursor.fetchall()) == 1


@pytest.mark.django_db
def test_primary_keys_are_made_by_chance():
    opened = an_open_ballot(an_open_assembly(seats=12), members=10)
    cast_some(opened, 6)
    assert {vote.id.version for vote in CastVote.objects.all()} == {4}


@pytest.mark.django_db
def test_neither_cards_nor_receipts_are_kept_in_clear():
    assembly = an_open_assembly(seats=12)
    opened = an_open_ballot(assembly, members=10)
    receipts = cast_some(opened, 3)
    tables = connection.introspection.table_names()
    everything = ""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            everything += repr(cursor.fetchall())
    plain = [code.replace(" ", "") for code in (*opened.cards, *receipts)]
    assert [code for code in (*opened.cards, *receipts, *plain) if code in everything] == []


@pytest.mark.django_db
def test_after_the_count_nothing_joins_a_receipt_with_a_choice():
    assembly = an_open_assembly(seats=32)
    opened = an_open_ballot(assembly, members=25)
    cast_some(opened, 21)
    closed = close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert (CastVote.objects.count(), VotingCard.objects.count()) == (0, 0)
    assert (closed.receipts == sorted(closed.receipts), closed.box == sorted(closed.box)) == (True, True)


@pytest.mark.django_db(transaction=True)
def test_one_card_cast_by_many_at_once_is_one_vote():
    opened = an_open_ballot(an_open_assembly(seats=12), members=10)
    outcomes = together(
        [lambda: cast_vote(ballot=opened.ballot, card=opened.cards[0], choices={1: "yes"}, receipt=fresh_code())] * 12
    )
    assert sorted(outcomes) == ["card_used"] * 11 + ["cast"]
    assert CastVote.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_answered_twice_and_counted_once():
    opened, receipt = an_open_ballot(an_open_assembly(seats=12), members=10), fresh_code()
    click = lambda: cast_vote(ballot=opened.ballot, card=opened.cards[0], choices={1: "yes"}, receipt=receipt)  # noqa: E731
    assert together([click] * 8) == ["cast"] * 8
    assert CastVote.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_cards_at_once_are_as_many_votes_and_no_more_than_people_present():
    opened = an_open_ballot(an_open_assembly(seats=12), members=8, spares=4)

    def voting(card):
        return lambda: cast_vote(ballot=opened.ballot, card=card, choices={1: "no"}, receipt=fresh_code())

    outcomes = together([voting(card) for card in opened.cards])
    assert sorted(outcomes) == ["cast"] * 8 + ["more_ballots_than_present"] * 4
    assert VotingCard.objects.filter(state="used").count() == 8


@pytest.mark.django_db(transaction=True)
def test_a_vote_that_meets_the_count_is_either_in_it_or_refused():
    assembly = an_open_assembly(seats=12)
    opened, organiser = an_open_ballot(assembly, members=10), the_organiser(assembly)
    somebody(assembly, Role.WITNESS)
    cast_some(opened, 2)

    def voting(card):
        return lambda: cast_vote(ballot=opened.ballot, card=card, choices={1: "no"}, receipt=fresh_code())

    outcomes = together([*map(voting, opened.cards[2:8]), lambda: close_ballot(by=organiser, ballot=opened.ballot)])
    opened.ballot.refresh_from_db()
    assert opened.ballot.on_device == 2 + outcomes[:6].count("cast")
    assert set(outcomes[:6]) <= {"cast", "ballot_not_open"}


def together(acts):
    """Run all `acts` at once, a thread and a connection each; what each came to: `cast`, or a fault's code."""
    outcomes, ready = [""] * len(acts), threading.Barrier(len(acts))

    def run(position, act):
        try:
            ready.wait()
            act()
            outcomes[position] = "cast"
        except Fault as fault:
            outcomes[position] = fault.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes

"""The contract of power as tables: what its clauses make somebody owe, what they leave open, what loosens them.

`docs/spec/contract.md` tells the same in words.
"""

from dataclasses import replace
from datetime import date

import pytest

from folkmoot.core.contract.amendments import amendments, loosened
from folkmoot.core.contract.answers import Breach, FollowUp, Reaction, Reply, Session, Sessions, Succession
from folkmoot.core.contract.clauses import (
    KINDS,
    ClauseIsUnknown,
    ClauseIsUnreadable,
    Clauses,
    as_plain,
    from_plain,
)
from folkmoot.core.contract.conduct import DataRules, Independence, Payment, Publicity
from folkmoot.core.contract.mandate import (
    Calendar,
    CarveOuts,
    Chooser,
    Constraint,
    Constraints,
    Influence,
    InfluenceLevel,
    ItemLevel,
    Limit,
    Milestone,
    OnDisagreement,
    Output,
    OutputForm,
    Question,
    Route,
    RouteFor,
    Routes,
    Scope,
    Threshold,
)
from folkmoot.core.contract.spans import Span, Unit, months
from folkmoot.core.tally.rules import Base
from folkmoot.messages.contract import GAPS

# span, after which day, which day
SPANS = [
    (Span(count=1), date(2026, 12, 31), date(2027, 1, 1)),
    (Span(count=90), date(2027, 3, 22), date(2027, 6, 20)),
    (months(3), date(2027, 3, 22), date(2027, 6, 22)),
    (months(3), date(2026, 11, 30), date(2027, 2, 28)),
    (months(1), date(2028, 1, 31), date(2028, 2, 29)),
    (months(12), date(2028, 2, 29), date(2029, 2, 28)),
    (months(24), date(2027, 12, 31), date(2029, 12, 31)),
]


@pytest.mark.parametrize(("span", "day", "then"), SPANS)
def test_a_span_ends_on_its_day(span, day, then):
    assert span.after(day) == then


# a clause → what it makes somebody owe: name of the duty, span, who owes it
PLEDGES = [
    (Question(words="Why?"), []),
    (Reply(within=months(3)), [("reply", months(3), "office")]),
    (Sessions(held=(Session(after=months(2), what="a"), Session(after=Span(count=9), what="b"))),
     [("session/1", months(2), "office"), ("session/2", Span(count=9), "office")]),
    (FollowUp(months=(12, 3, 3)), [("report/3", months(3), "office"), ("report/12", months(12), "office")]),
    (Reaction(), []),
    (Reaction(rating_within=months(9)), [("rating", months(9), "secretariat")]),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "owed"), PLEDGES)
def test_what_a_clause_makes_somebody_owe(clause, owed):
    assert [(each.name, each.after, each.debtor) for each in clause.pledges()] == owed


# a clause → what it leaves open
GAPS_OF = [
    (Question(), ["question_missing"]),
    (Question(words="Why?"), []),
    (Calendar(), ["calendar_unsaid"]),
    (Calendar(milestones=(Milestone(on=date(2027, 1, 1), what="vote"),)), []),
    (InfluenceLevel(), []),
    (OnDisagreement(), ["on_disagreement_missing"]),
    (Scope(), ["scope_unsaid"]),
    (Scope(already_decided=("The bridge",)), []),
    (Constraints(), ["constraints_unsaid"]),
    (Constraints(named=(Constraint(limit=Limit.LAW, what="x"),)), ["constraint_without_source"]),
    (Constraints(named=(Constraint(limit=Limit.LAW, what="x", source="y"),)), []),
    (Routes(), ["routes_unsaid"]),
    (Routes(open_to=(RouteFor(route=Route.BUDGET),)), ["route_chooser_unsaid"]),
    (Routes(open_to=(RouteFor(route=Route.BUDGET),), chosen_by=Chooser.BY_LAW), []),
    (CarveOuts(), ["carve_outs_unsaid"]),
    (CarveOuts(at_most=0), []),
    (Output(), ["output_unsaid"]),
    (Output(form=OutputForm.LEGAL_TEXT), ["legal_help_unsaid"]),
    (Output(form=OutputForm.PLAIN), []),
    (Threshold(), ["minority_unsaid"]),
    (Reply(form="x"), []),
    (Reply(each=False, reasons=False, within=months(13)),
     ["reply_form_missing", "reply_not_to_each", "no_reasons_owed", "reply_after_a_year"]),
    (Reply(form="x", within=Span(count=366)), ["reply_after_a_year"]),
    (Reply(form="x", within=Span(count=365)), []),
    (Sessions(), ["no_public_session"]),
    (FollowUp(), ["no_report_dates", "no_follow_up_body"]),
    (Reaction(), ["no_rating_round"]),
    (Succession(binds=False), ["successors_not_bound"]),
    (Succession(), []),
    (Publicity(), ["publicity_missing"]),
    (DataRules(), ["data_rules_missing"]),
    (Payment(), ["payment_unsaid"]),
    (Independence(), ["independence_unsaid"]),
    (Breach(), ["breach_missing"]),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "codes"), GAPS_OF)
def test_what_a_clause_leaves_open(clause, codes):
    assert [gap.code for gap in clause.gaps()] == codes


def test_every_gap_that_there_is_has_its_words_and_no_words_are_without_a_gap():
    seen = {code for _clause, codes in GAPS_OF for code in codes}
    assert seen == set(GAPS)


TWELVE = Sessions(held=(Session(after=months(12), what="a"),))
ROUTES = Routes(open_to=(RouteFor(route=Route.REFERENDUM), RouteFor(route=Route.BUDGET)), chosen_by=Chooser.ASSEMBLY)

# before, after, the fields in which it promises less
LOOSENED = [
    (Question(words="a"), Question(words="b"), []),
    (InfluenceLevel(level=Influence.EMPOWER), InfluenceLevel(level=Influence.CONSULT), ["level"]),
    (InfluenceLevel(level=Influence.CONSULT), InfluenceLevel(level=Influence.EMPOWER), []),
    (InfluenceLevel(items=(ItemLevel(item="x", level=Influence.EMPOWER),)), InfluenceLevel(), ["items"]),
    (InfluenceLevel(items=(ItemLevel(item="x", level=Influence.CONSULT),)), InfluenceLevel(), []),
    (InfluenceLevel(), InfluenceLevel(items=(ItemLevel(item="x", level=Influence.INFORM),)), []),
    (Scope(in_scope=("a", "b")), Scope(in_scope=("b",)), ["in_scope"]),
    (Scope(), Scope(off_the_table=("a",), already_decided=("b",)), ["off_the_table", "already_decided"]),
    (Scope(off_the_table=("a",)), Scope(), []),
    (Constraints(), Constraints(named=(Constraint(limit=Limit.LAW, what="x"),)), ["named"]),
    (ROUTES, replace(ROUTES, open_to=ROUTES.open_to[:1]), ["open_to"]),
    (ROUTES, replace(ROUTES, chosen_by=Chooser.OFFICES), ["chosen_by"]),
    (CarveOuts(at_most=3), CarveOuts(at_most=4), ["at_most"]),
    (CarveOuts(at_most=0), CarveOuts(), ["at_most"]),
    (CarveOuts(), CarveOuts(at_most=3), []),
    (CarveOuts(at_most=3), CarveOuts(at_most=3, declared=("a",)), ["declared"]),
    (Output(form=OutputForm.PLAIN), Output(form=OutputForm.LEGAL_TEXT), ["form"]),
    (Output(form=OutputForm.LEGAL_TEXT, help="x"), Output(form=OutputForm.PLAIN), ["help"]),
    (Output(), Output(form=OutputForm.LEGAL_TEXT), []),
    (Threshold(numerator=1, denominator=2), Threshold(numerator=2, denominator=3), ["numerator"]),
    (Threshold(numerator=1, denominator=2), Threshold(numerator=1, denominator=2, strict=True), ["numerator"]),
    (Threshold(numerator=4, denominator=5), Threshold(numerator=3, denominator=4), []),
    (Threshold(minority="x"), Threshold(), ["minority"]),
    (Reply(within=Span(count=90)), Reply(within=months(3)), ["within"]),
    (Reply(within=months(3)), Reply(within=Span(count=90)), []),
    (Reply(), Reply(each=False, reasons=False), ["each", "reasons"]),
    (TWELVE, Sessions(), ["held"]),
    (TWELVE, Sessions(held=(Session(after=months(13), what="a"),)), ["held"]),
    (TWELVE, Sessions(held=(Session(after=months(6), what="b"), *TWELVE.held)), []),
    (FollowUp(months=(3, 12)), FollowUp(months=(12,)), ["months"]),
    (FollowUp(months=(3,), body="x"), FollowUp(months=(3, 6)), ["body"]),
    (Reaction(rating_within=months(6)), Reaction(), ["rating_within"]),
    (Reaction(rating_within=months(6)), Reaction(rating_within=months(7)), ["rating_within"]),
    (Reaction(), Reaction(rating_within=months(7)), []),
    (Calendar(milestones=(Milestone(on=date(2027, 1, 1), what="vote"),)), Calendar(), ["milestones"]),
    (Payment(words="60 a day"), Payment(), ["words"]),
    (Independence(words="x"), Independence(), ["words"]),
    (Succession(), Succession(binds=False), ["binds"]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "less"), LOOSENED)
def test_where_a_later_clause_promises_less(before, after, less):
    assert list(before.loosened(after)) == less
    versions = (as_plain(Clauses().having([before])), as_plain(Clauses().having([after])))
    assert loosened(*versions) == [f"{before.name}.{field}" for field in less]


def test_an_amendment_names_the_fields_that_differ():
    (found,) = amendments(Clauses(), Clauses().having([Reply(within=months(4), form="x")]))
    assert (found.fields, found.loosened) == (("within", "form"), ("within",))


def test_every_clause_has_its_number_in_the_list_and_its_name():
    assert {name: kind.name for name, kind in KINDS.items()} == {name: name for name in KINDS}
    assert sorted({kind.number for kind in KINDS.values()} | {12}) == list(range(1, 19))  # reasons stand in `reply`


OLDER = {
    "question": "What should become of the harbour?",
    "influence": "consult",
    "on_disagreement": "We say why.",
    "off_the_table": ["The bridge"],
    "reply_within_days": 90,
    "reply_form": "In writing.",
    "threshold_numerator": 2,
    "threshold_denominator": 3,
    "threshold_of": "present",
    "threshold_strict": True,
    "blanks_count": False,
    "publicity": "All of it.",
    "data_rules": "Pseudonyms.",
    "breach": "Every day is counted.",
}


def test_a_contract_of_fourteen_values_is_read_into_the_clauses_of_today():
    found = from_plain(OLDER)
    assert found.reply == Reply(within=Span(count=90, unit=Unit.DAYS), form="In writing.")
    assert found.threshold == Threshold(numerator=2, denominator=3, of=Base.PRESENT, strict=True, blanks_count=False)
    assert found.scope.off_the_table == ("The bridge",)
    assert loosened(OLDER, as_plain(found)) == []


@pytest.mark.parametrize(
    ("stored", "fault"),
    [
        ({"promise": {}}, ClauseIsUnknown),
        ({"question": {"words": 3}}, ClauseIsUnreadable),
        ({"question": {"wording": "x"}}, ClauseIsUnreadable),
        ({"influence": {"level": "rule"}}, ClauseIsUnreadable),
        ({"reply": {"within": {"count": "90"}}}, ClauseIsUnreadable),
        ({"reply": {"each": 1}}, ClauseIsUnreadable),
        ({"calendar": {"milestones": [{"on": "soon", "what": "x"}]}}, ClauseIsUnreadable),
    ],
)
def test_what_is_no_clause_is_refused_by_name(stored, fault):
    with pytest.raises(fault) as refused:
        from_plain(stored)
    assert refused.value.params == {"clause": next(iter(stored))}

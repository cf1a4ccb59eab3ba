import pytest

from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.lineage.queries import family
from folkmoot.commons.publicrecord.queries import entries
from folkmoot.manifest import Role
from folkmoot.stages.deliberation.actions import (
    Heard,
    Words,
    gather_statements,
    merge_drafts,
    revise_draft,
    set_draft_aside,
    split_draft,
    take_up_draft,
    write_draft,
)
from folkmoot.stages.deliberation.faults import (
    AuthorUnknown,
    DeliberationNotOpen,
    DraftChangedMeanwhile,
    DraftIsEmpty,
    DraftNotOpen,
    DraftsToMergeMissing,
    ReasonForSettingAside,
    StatementUnknown,
)
from folkmoot.stages.deliberation.queries import Draft, Fate, current, draft_at, versions
from tests.builders import an_open_assembly, seated_members, somebody, the_organiser

pytestmark = pytest.mark.django_db


def a_draft(assembly, by=None, title="Plant trees", text="Plant 500 trees by 2030.", **rest) -> Draft:
    writer = by or somebody(assembly, Role.FACILITATOR)
    return write_draft(by=writer, assembly=assembly, words=Words(title=title, text=text), **rest)


def an_assembly_that_drafts():
    assembly = an_open_assembly()
    return assembly, seated_members(assembly)


def names(kin):
    return [each.name for each in kin]


def test_before_the_draw_nobody_drafts():
    with pytest.raises(DeliberationNotOpen):
        a_draft(an_open_assembly())


def test_members_and_facilitators_write_and_nobody_else():
    assembly, (linden, *_) = an_assembly_that_drafts()
    a_draft(assembly, linden)
    a_draft(assembly)
    for role in (Role.ORGANISER, Role.COMMISSIONER, Role.OBSERVER, Role.WITNESS, Role.LOTTERY_OPERATOR):
        with pytest.raises(NotAllowed):
            a_draft(assembly, somebody(assembly, role))


def test_a_member_is_the_author_of_her_draft_under_her_pseudonym():
    assembly, (linden, *_) = an_assembly_that_drafts()
    draft = a_draft(assembly, linden)
    assert (draft.authors, current(draft).by) == (["Linden"], "Linden")


def test_a_facilitator_names_the_authors_and_appears_under_a_handle():
    assembly, _ = an_assembly_that_drafts()
    draft = a_draft(assembly, authors=["Heron", "Birch", "Heron"], table="Table 3")
    assert (draft.authors, draft.table) == (["Heron", "Birch"], "Table 3")
    assert current(draft).by.startswith("facilitator-")


def test_an_author_who_is_no_member_is_named():
    assembly, _ = an_assembly_that_drafts()
    with pytest.raises(AuthorUnknown) as error:
        a_draft(assembly, authors=["Heron", "Nobody"])
    assert error.value.params == {"names": ("Nobody",)}


def test_a_draft_needs_title_and_text():
    assembly, _ = an_assembly_that_drafts()
    with pytest.raises(DraftIsEmpty):
        a_draft(assembly, title=" ")
    with pytest.raises(DraftIsEmpty):
        a_draft(assembly, text="\n")


def test_every_save_is_a_version():
    assembly, (linden, heron, _) = an_assembly_that_drafts()
    draft = a_draft(assembly, linden)
    words = Words(title="Plant trees", text="Plant 900 trees by 2030.\r\nWater them.", why="Shade")
    revise_draft(by=heron, draft=draft, words=words, based_on=1)
    assert [(each.number, each.by, each.text) for each in versions(draft)] == [
        (1, "Linden", "Plant 500 trees by 2030."),
        (2, "Heron", "Plant 900 trees by 2030.\nWater them."),
    ]


def test_two_who_write_at_once_do_not_overwrite_each_other():
    assembly, (linden, heron, _) = an_assembly_that_drafts()
    draft = a_draft(assembly, linden)
    revise_draft(by=heron, draft=draft, words=Words(title="A", text="B"), based_on=1)
    with pytest.raises(DraftChangedMeanwhile) as error:
        revise_draft(by=linden, draft=draft, words=Words(title="C", text="D"), based_on=1)
    assert error.value.params == {"version": 2}


def test_a_draft_knows_the_statements_it_builds_on_and_they_know_it():
    assembly, _ = an_assembly_that_drafts()
    heard = [Heard(text="Shade please"), Heard(text="Too hot")]
    gather_statements(by=the_organiser(assembly), assembly=assembly, heard=heard)
    a_draft(assembly, sources=[2, 1])
    assert names(family(assembly, "draft/1").came_from) == ["statement/1", "statement/2"]
    assert names(family(assembly, "statement/2").led_to) == ["draft/1"]


def test_a_statement_that_does_not_exist_is_named():
    assembly, _ = an_assembly_that_drafts()
    with pytest.raises(StatementUnknown) as error:
        a_draft(assembly, sources=[9])
    assert error.value.params == {"numbers": ("9",)}
    assert draft_at(assembly, 1) is None


def test_merging_makes_a_third_draft_with_both_sets_of_authors():
    assembly, (linden, heron, _) = an_assembly_that_drafts()
    one, two = a_draft(assembly, linden), a_draft(assembly, heron, title="Benches")
    merged = merge_drafts(by=linden, draft=two, other=one, words=Words(title="Trees and benches", text="Both."))
    assert (merged.number, merged.authors) == (3, ["Linden", "Heron"])
    assert [draft_at(assembly, number).fate for number in (1, 2, 3)] == ["merged", "merged", "open"]
    assert names(family(assembly, "draft/3").came_from) == ["draft/1", "draft/2"]


def test_a_draft_is_not_merged_with_itself_or_with_another_assembly():
    assembly, (linden, *_) = an_assembly_that_drafts()
    elsewhere, _ = an_assembly_that_drafts()
    draft, other = a_draft(assembly, linden), a_draft(elsewhere)
    for second in (draft, other):
        with pytest.raises(DraftsToMergeMissing):
            merge_drafts(by=linden, draft=draft, other=second, words=Words(title="x", text="y"))


def test_splitting_makes_two_drafts_that_remember_the_one():
    assembly, (linden, *_) = an_assembly_that_drafts()
    draft = a_draft(assembly, linden)
    parts = [Words(title="Trees", text="Plant."), Words(title="Water", text="Water.")]
    made = split_draft(by=linden, draft=draft, parts=parts)
    assert [each.number for each in made] == [2, 3]
    assert names(family(assembly, "draft/1").led_to) == ["draft/2", "draft/3"]


def test_what_was_merged_takes_no_more_changes():
    assembly, (linden, heron, _) = an_assembly_that_drafts()
    one, two = a_draft(assembly, linden), a_draft(assembly, heron)
    merge_drafts(by=linden, draft=one, other=two, words=Words(title="x", text="y"))
    with pytest.raises(DraftNotOpen):
        revise_draft(by=linden, draft=one, words=Words(title="x", text="z"), based_on=1)


def test_a_draft_is_set_aside_with_a_reason_and_taken_up_again():
    assembly, (linden, *_) = an_assembly_that_drafts()
    draft, facilitator = a_draft(assembly, linden), somebody(assembly, Role.FACILITATOR)
    with pytest.raises(ReasonForSettingAside):
        set_draft_aside(by=facilitator, draft=draft, fate=Fate.PARKED, reason="")
    with pytest.raises(NotAllowed):
        set_draft_aside(by=linden, draft=draft, fate=Fate.PARKED, reason="No")
    parked = set_draft_aside(by=facilitator, draft=draft, fate=Fate.PARKED, reason="For the next round")
    assert (parked.fate, parked.reason) == ("parked", "For the next round")
    assert take_up_draft(by=facilitator, draft=parked).fate == "open"


def test_nobody_can_pretend_that_a_draft_was_frozen_or_merged():
    assembly, (linden, *_) = an_assembly_that_drafts()
    draft, facilitator = a_draft(assembly, linden), somebody(assembly, Role.FACILITATOR)
    for fate in (Fate.FROZEN, Fate.MERGED, Fate.SPLIT, Fate.OPEN):
        with pytest.raises(KeyError):
            set_draft_aside(by=facilitator, draft=draft, fate=fate, reason="Because")


def test_drafting_leaves_no_entry_in_the_record():
    assembly, (linden, *_) = an_assembly_that_drafts()
    before = entries(assembly.slug).count()
    a_draft(assembly, linden)
    assert entries(assembly.slug).count() == before

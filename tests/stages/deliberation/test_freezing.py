import pytest

from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.lineage.queries import address, family, label
from folkmoot.commons.publicrecord.queries import entries, latest
from folkmoot.core.canonical import digest
from folkmoot.manifest import Role
from folkmoot.stages.deliberation.actions import Words, freeze_texts, revise_draft, write_draft
from folkmoot.stages.deliberation.faults import NothingToFreeze, ReasonForSettingAside, TextsAreFrozen
from folkmoot.stages.deliberation.queries import draft_at, frozen_texts, in_my_language, known_about, public_texts
from tests.builders import an_open_assembly, seated_members, some_frozen_texts, somebody

pytestmark = pytest.mark.django_db


def three_drafts(assembly):
    seated_members(assembly)
    facilitator = somebody(assembly, Role.FACILITATOR)
    return facilitator, [
        write_draft(by=facilitator, assembly=assembly, words=Words(title=title, text=f"{title} soon.", why="Because"))
        for title in ("Trees", "Pier", "Ferry")
    ]


def test_before_the_freeze_there_are_no_texts():
    assert frozen_texts(an_open_assembly()) == ()


def test_texts_are_numbered_in_the_chosen_order_and_hashed_as_voters_read_them():
    assembly = an_open_assembly()
    facilitator, (trees, pier, ferry) = three_drafts(assembly)
    freeze_texts(by=facilitator, assembly=assembly, drafts=[ferry, trees], rest="No time left")
    assert [(each.number, each.title, each.text, each.sha256) for each in frozen_texts(assembly)] == [
        (1, "Ferry", "Ferry soon.", digest({"number": 1, "title": "Ferry", "text": "Ferry soon."})),
        (2, "Trees", "Trees soon.", digest({"number": 2, "title": "Trees", "text": "Trees soon."})),
    ]
    left = draft_at(assembly, pier.number)
    assert left is not None
    assert (left.fate, left.reason) == ("parked", "No time left")


def test_the_record_holds_every_text_word_for_word():
    assembly = an_open_assembly()
    texts = some_frozen_texts_of(assembly)
    entry = latest(assembly.slug, "deliberation.frozen")
    assert entry is not None
    assert entry.data == {
        "texts": [
            {"number": each.number, "title": each.title, "text": each.text, "sha256": each.sha256} for each in texts
        ]
    }
    assert entries(assembly.slug).filter(kind__startswith="deliberation.").count() == 1


def some_frozen_texts_of(assembly):
    seated_members(assembly)
    return some_frozen_texts(assembly)


def test_what_is_left_out_needs_a_reason():
    assembly = an_open_assembly()
    facilitator, (trees, *_) = three_drafts(assembly)
    with pytest.raises(ReasonForSettingAside):
        freeze_texts(by=facilitator, assembly=assembly, drafts=[trees])
    assert frozen_texts(assembly) == ()


def test_nothing_chosen_is_nothing_frozen():
    assembly = an_open_assembly()
    facilitator, _ = three_drafts(assembly)
    with pytest.raises(NothingToFreeze):
        freeze_texts(by=facilitator, assembly=assembly, drafts=[], rest="x")


def test_after_the_freeze_nothing_changes():
    assembly = an_open_assembly()
    facilitator, drafts = three_drafts(assembly)
    freeze_texts(by=facilitator, assembly=assembly, drafts=drafts)
    with pytest.raises(TextsAreFrozen):
        revise_draft(by=facilitator, draft=drafts[0], words=Words(title="x", text="y"), based_on=1)
    with pytest.raises(TextsAreFrozen):
        freeze_texts(by=facilitator, assembly=assembly, drafts=drafts)
    with pytest.raises(TextsAreFrozen):
        write_draft(by=facilitator, assembly=assembly, words=Words(title="x", text="y"))


def test_members_commissioners_and_observers_do_not_freeze():
    assembly = an_open_assembly()
    _, drafts = three_drafts(assembly)
    for role in (Role.MEMBER, Role.COMMISSIONER, Role.OBSERVER, Role.LOTTERY_OPERATOR):
        with pytest.raises(NotAllowed):
            freeze_texts(by=somebody(assembly, role), assembly=assembly, drafts=drafts)


def test_a_text_knows_its_draft_and_where_to_find_it():
    assembly = an_open_assembly()
    some_frozen_texts_of(assembly)
    (kin,) = family(assembly, "text/1").came_from
    assert (kin.name, kin.label, kin.relation, kin.steps) == ("draft/1", "Draft 1", "adopted", 1)
    assert kin.url == f"/assemblies/{assembly.slug}/deliberation/drafts/1/"
    assert (label("nonsense"), address(assembly, "nonsense")) == ("nonsense", "")


def test_frozen_texts_are_there_to_be_translated_and_the_original_stays():
    assembly = an_open_assembly()
    some_frozen_texts_of(assembly)
    assert [(each.subject, each.original) for each in public_texts(assembly)][:2] == [
        (f"text/{assembly.slug}/1/title", "Plant trees"),
        (f"text/{assembly.slug}/1/text", "Plant trees, beginning next spring."),
    ]
    found = in_my_language(assembly, 1)
    assert found is not None
    assert (found[0].text, found[1].provenance, in_my_language(assembly, 9)) == ("Plant trees", None, None)


def test_a_member_may_ask_which_drafts_bear_her_name():
    assembly = an_open_assembly()
    linden, *_ = seated_members(assembly)
    write_draft(by=linden, assembly=assembly, words=Words(title="Trees", text="Plant."))
    assert known_about(linden) == {"drafts": [{"assembly": assembly.slug, "draft": 1, "title": "Trees"}]}

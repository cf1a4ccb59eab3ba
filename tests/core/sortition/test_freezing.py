"""Inputs fixed in public: nothing of anybody is told, and every change shows."""

from folkmoot.core.canonical import canonical_bytes
from folkmoot.core.sortition.freezing import check_frozen_pool, frozen_pool, line_salt, lines_changed
from tests.core.sortition.sample import a_pool

SECRET = bytes(range(32))
POOL = a_pool("age", {"ann": "old", "bo": "old", "cy": "young"})
SALTS = {id_: line_salt(SECRET, id_) for id_ in ("ann", "bo", "cy")}


def test_a_frozen_pool_tells_its_categories_and_how_many_people_and_nothing_else():
    frozen = frozen_pool(POOL, SECRET)
    assert (frozen["format"], frozen["categories"], len(frozen["people"])) == ("folkmoot-pool-v1", ["age"], 3)
    assert [word for word in (b"ann", b"old", b"young") if word in canonical_bytes(frozen)] == []


def test_a_changed_answer_is_one_line_gone_and_one_new():
    changed = a_pool("age", {"ann": "young", "bo": "old", "cy": "young", "di": "old"})
    assert lines_changed(frozen_pool(POOL, SECRET), frozen_pool(POOL, SECRET)) == (0, 0)
    assert lines_changed(frozen_pool(POOL, SECRET), frozen_pool(changed, SECRET)) == (1, 2)


def test_whoever_has_the_pool_and_everybodys_salt_opens_every_line():
    frozen = frozen_pool(POOL, SECRET)
    assert check_frozen_pool(frozen, POOL, SALTS) is None
    other = a_pool("age", {"ann": "young", "bo": "old", "cy": "young"})
    fewer = a_pool("age", {"ann": "old", "bo": "old"})
    found = [check_frozen_pool(frozen, pool, SALTS) for pool in (other, fewer)]
    assert [fault and fault.params for fault in found] == [
        {"id": "ann", "place": "people"},
        {"id": "", "place": "people"},
    ]

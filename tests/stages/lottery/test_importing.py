"""What a clerk may send, and what becomes of it."""

import pytest

from folkmoot import tables
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.pools import ColumnMissing
from folkmoot.messages import sentence
from folkmoot.stages.lottery import actions, faults, queries
from folkmoot.stages.lottery.models import PendingImport, PoolSecret
from folkmoot.stages.lottery.pseudonyms import pseudonyms_for
from tests import builders

pytestmark = pytest.mark.django_db
GOOD = "id,gender,age\n1,woman,young\n2,man,old\n"


def an_assembly_with_targets() -> Assembly:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    return assembly


def import_people(assembly: Assembly, content: bytes, filename: str = "pool.csv") -> None:
    by = builders.the_organiser(assembly)
    kept = actions.keep_upload(by=by, assembly=assembly, kind="pool", filename=filename, content=content)
    actions.import_pool(by=by, assembly=assembly, sha256=kept.sha256)


BAD_FILES = [
    (b"", ["The file pool.csv is empty. Save it again with its header and rows, then try again."]),
    (
        b"\x00\x01\x02\x03" * 50,
        ["The file pool.csv cannot be read. Save it as CSV (UTF-8), XLSX or ODS and try again."],
    ),
    (
        b"PK\x03\x04 not a workbook",
        ["The file pool.csv cannot be read. Save it as CSV (UTF-8), XLSX or ODS and try again."],
    ),
    (
        b"id,gender\n1,woman\n",
        [sentence(ColumnMissing(column="age"))],
    ),
    (b"id,gender,age\n", ["There is no respondent below the header. Add the people of the pool."]),
    (
        b"id,gender,age\n1,woman,young\n1,man,old\n",
        ["Row 3, column id: 1 stands already in row 2. Give every respondent an id of her own."],
    ),
    (
        b"id,gender,age\n1,wizard,\n,man,old\n",
        [
            "Row 3, column id: there is nothing. Give every respondent an id of her own.",
            "Row 2, column age: there is nothing. Fill in one of the values that have a target.",
            "Row 2, column gender: there is no target for wizard. Correct the value, or add a target for it.",
        ],
    ),
    (
        b"id,gender,age\n1,woman\n",
        ["Row 2 has 2 cells, but the header has 3. Look for a missing or an extra separator there."],
    ),
    (
        b"id,gender,age,phone\n1,woman,young," + b"5" * 61 + b"\n",
        ["Row 2 has more than 60 characters in the column “phone”. Shorten it."],
    ),
]


@pytest.mark.parametrize(("content", "sentences"), BAD_FILES)
def test_a_bad_file_is_told_by_row_and_column_and_changes_nothing(content: bytes, sentences: list[str]) -> None:
    assembly = an_assembly_with_targets()
    import_people(assembly, GOOD.encode())
    with pytest.raises((Fault, Faults)) as problem:
        import_people(assembly, content)
    found = problem.value.faults if isinstance(problem.value, Faults) else (problem.value,)
    assert sorted(sentence(fault) for fault in found) == sorted(sentences)
    assert sorted(queries.respondents(assembly).values_list("imported_id", flat=True)) == ["1", "2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_letters_arrive_whole_from_any_usual_encoding_and_separator(encoding: str, separator: str) -> None:
    assembly = an_assembly_with_targets()
    text = "ID,Name,Gender,Age\n1,Åse Ørsted,woman,young\n".replace(",", separator)
    import_people(assembly, text.encode(encoding))
    assert [(each.name, each.features) for each in queries.respondents(assembly)] == [
        ("Åse Ørsted", {"age": "young", "gender": "woman"})
    ]


@pytest.mark.parametrize("format_", ["csv", "xlsx", "ods"])
def test_what_was_exported_can_be_imported_again_and_changes_nothing(format_: str) -> None:
    assembly = an_assembly_with_targets()
    rows = [["1", "=HYPERLINK(1)", "", "+45 1", "", "woman", "young"], ["2", "@evil", "", "", "-1", "man", "old"]]
    builders.a_pool(assembly, rows=rows)
    before = list(queries.respondents(assembly).values("pseudonym", "imported_id", "name", "phone", "address"))
    content = tables.WRITERS[format_](builders.POOL_COLUMNS, rows)
    import_people(assembly, content, f"pool.{format_}")
    assert list(queries.respondents(assembly).values("pseudonym", "imported_id", "name", "phone", "address")) == before
    assert {each["name"] for each in before} == {"=HYPERLINK(1)", "@evil"}


def test_the_file_is_the_whole_pool_so_people_are_added_changed_and_removed() -> None:
    assembly = an_assembly_with_targets()
    import_people(assembly, b"id,gender,age\n1,woman,young\n2,man,old\n3,man,old\n")
    names = dict(queries.respondents(assembly).values_list("imported_id", "pseudonym"))
    import_people(assembly, b"id,gender,age\n2,man,middle\n3,man,old\n4,woman,old\n")
    after = {each.imported_id: each for each in queries.respondents(assembly)}
    assert sorted(after) == ["2", "3", "4"]
    assert after["2"].features == {"age": "middle", "gender": "man"}
    assert (after["2"].pseudonym, after["3"].pseudonym) == (names["2"], names["3"])


def test_only_the_file_that_the_dry_run_showed_can_be_confirmed_and_then_it_is_forgotten() -> None:
    assembly = an_assembly_with_targets()
    by = builders.the_organiser(assembly)
    first = actions.keep_upload(by=by, assembly=assembly, kind="pool", filename="a.csv", content=GOOD.encode())
    actions.keep_upload(by=by, assembly=assembly, kind="pool", filename="b.csv", content=GOOD.encode() + b"3,man,old\n")
    with pytest.raises(faults.UploadMissing):
        actions.import_pool(by=by, assembly=assembly, sha256=first.sha256)
    assert PendingImport.objects.count() == 1
    import_people(assembly, GOOD.encode())
    assert PendingImport.objects.count() == 0


def test_the_order_of_rows_and_columns_changes_neither_pseudonyms_nor_panels() -> None:
    rows = builders.pool_rows()
    published = []
    for order in (1, -1):
        assembly = builders.an_open_assembly()
        PoolSecret.objects.create(assembly=assembly, secret=b"the same secret in both assemblies")
        builders.some_targets(assembly, rows=builders.SOME_TARGETS[::order])
        columns = builders.POOL_COLUMNS[::order]
        import_people(assembly, tables.write_csv(columns, [row[::order] for row in rows[::order]]))
        started = actions.start_lottery(by=builders.the_organiser(assembly), assembly=assembly, panels=100)
        published.append(bytes(actions.compute_lottery(lottery=started).document or b""))
    assert published[0] == published[1]


def test_fifty_thousand_people_get_fifty_thousand_pseudonyms() -> None:
    given = pseudonyms_for(b"secret", [f"R-{n}" for n in range(50_000)], taken=())
    assert len(set(given.values())) == 50_000


def test_a_large_pool_is_taken_in_whole() -> None:
    assembly = an_assembly_with_targets()
    ages = ("young", "middle", "old")
    lines = "".join(f"R-{n},{'woman' if n % 2 else 'man'},{ages[n % 3]}\n" for n in range(5_000))
    import_people(assembly, b"id,gender,age\n" + lines.encode())
    names = queries.respondents(assembly).values_list("pseudonym", flat=True)
    assert len(set(names)) == 5_000


def test_after_a_draw_nobody_can_enter_the_pool() -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly)
    with pytest.raises(faults.PoolClosed):
        import_people(assembly, GOOD.encode())


def test_people_are_read_only_once_targets_say_what_is_asked_of_them() -> None:
    assembly = builders.an_open_assembly()
    with pytest.raises(faults.TargetsNotSet):
        import_people(assembly, GOOD.encode())


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (
            "category,name,min\ngender,woman,1\n",
            ["The targets have no column max. They need category, name, min and max in the first row."],
        ),
        (
            "category,name,min,max\ngender,woman,3,2\ngender,woman,1,x\n",
            [
                "Row 2: the minimum 3 is above the maximum 2. Correct one of them.",
                "Row 3, column max: “x” is not a whole number of people. Write 0, 1, 2 …",
            ],
        ),
    ],
)
def test_bad_targets_are_told_by_row(content: str, sentences: list[str]) -> None:
    assembly = builders.an_open_assembly()
    by = builders.the_organiser(assembly)
    kept = actions.keep_upload(by=by, assembly=assembly, kind="targets", filename="t.csv", content=content.encode())
    with pytest.raises(Faults) as problem:
        actions.import_targets(by=by, assembly=assembly, sha256=kept.sha256)
    assert [sentence(fault) for fault in problem.value.faults] == sentences
    assert queries.targets(assembly) == ()

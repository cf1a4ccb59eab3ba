"""Bytes ↔ rows: tables as clerks send them (CSV in any encoding, XLSX, XLS, ODS) and as they get them back."""

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice, takewhile
from typing import Any
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from folkmoot.core.faults import Fault, Faults
from folkmoot.tables import sheets

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 1_000_000
MAX_COLUMNS = 1_000
HEADER_WITHIN = 40  # rows at the top in which a header is looked for
# What a spreadsheet may be once it is unpacked: bytes, and cells of the whole rectangle that a reader lays out for it.
MAX_UNPACKED = 128 * 1024 * 1024
MAX_CELLS = 10_000_000
_SEPARATORS = ",;\t|"
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # ZIP (XLSX, ODS) and OLE2 (XLS)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class EmptyFile(Fault):
    """The file `name` has nothing in it."""


class UnreadableFile(Fault):
    """The file `name` is none of the tables that can be read."""


class TooLarge(Fault):
    """The file `name` has more than `limit` megabytes, rows or columns (`unit`)."""


class NoHeader(Fault):
    """The column number `column` of the file `name` has no name in the first row."""


class RepeatedColumn(Fault):
    """Two columns of the file `name` are called `column`."""


class RaggedRow(Fault):
    """The `row` of the file has `found` cells, the header has `expected`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A header and its rows, all text. `row_numbers` are those under which a person sees the rows in the file, counted
    from 1 for the header. `encoding` is that of a CSV file, `None` for a spreadsheet.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    encoding: str | None

    @property
    def numbered(self) -> Iterable[tuple[int, tuple[str, ...]]]:
        """Rows with their numbers."""
        return zip(self.row_numbers, self.rows, strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that stands on one sheet called `name` (`""` for a CSV file): rows that are not empty, under the numbers that
    a person sees, all text. Rows may differ in length.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str | None


def read_table(data: bytes, *, name: str) -> Table:
    """Read a table from the bytes of a file called `name`. What it is shows in the bytes, not in the name.

    Its header is the first row; single cells above it are a title. Empty rows and empty columns at the right are left
    out. Raises `Faults` with every problem of the file.
    """
    return table_on(read_sheets(data, name=name, most=1)[0], name=name)


def table_on(sheet: Sheet, *, name: str) -> Table:
    """The table on a sheet of a file called `name`, read as `read_table` reads it and refused where that refuses."""
    rows = [(number, list(cells)) for number, cells in sheet.rows]
    return _table(rows[_title_rows(rows) :], name, encoding=sheet.encoding)


def first_names(sheet: Sheet) -> tuple[int, tuple[str, ...]]:
    """The row that `table_on` takes for the names of the columns: its number and the names."""
    number, cells = sheet.rows[_title_rows(sheet.rows)]
    return number, tuple(_without_empty_end([cell.strip() for cell in cells]))


def read_sheets(data: bytes, *, name: str, most: int = 20) -> tuple[Sheet, ...]:
    """The first `most` visible sheets of a file called `name` on which anything stands; a CSV file is one.

    Raises `Faults`, with `EmptyFile` where there is none.
    """
    if len(data) > MAX_BYTES:
        raise Faults(TooLarge(name=name, limit=MAX_BYTES // 1024**2, unit="megabytes"))
    if not data.strip():
        raise Faults(EmptyFile(name=name))
    if data.startswith(_SPREADSHEETS):
        found = _spreadsheets(data, name, most)
    else:
        text, encoding = _decoded(data, name)
        found = [Sheet(name="", rows=_filled(_csv_rows(text, name)), encoding=encoding)]
    sheets = tuple(sheet for sheet in found if sheet.rows)
    if not sheets:
        raise Faults(EmptyFile(name=name))
    return sheets


def find_header(sheet: Sheet, *, known: Collection[str] = ()) -> int:
    """The number of the row in which the names of the columns most likely stand; `known` are names to expect.

    It is the first row that names nearly every column, each differently and none by a number; among several, one that
    has more of the known names. Where no row does, it is the first.
    """
    wanted = {name.casefold() for name in known}
    top = sheet.rows[:HEADER_WITHIN]
    width = max(sum(map(bool, map(str.strip, cells))) for _, cells in top)
    named = [(number, cells) for number, cells in top if _names_columns(cells, width)]
    if not named:
        return top[0][0]
    return max(named, key=lambda row: sum(cell.strip().casefold() in wanted for cell in row[1]))[0]


def table_under(sheet: Sheet, header: int) -> Table:
    """The rows of a sheet below row `header`, whose cells name the columns; with 0 no row does.

    Columns on which nothing stands are left out. One without a name, or with that of another, is named after its
    letter (`column C`, `Name (D)`); rows are filled up or cut to one length, so nothing is refused.
    """
    body = [(number, cells) for number, cells in sheet.rows if number > header]
    names = next((cells for number, cells in sheet.rows if number == header), ())
    width = max((len(cells) for _, cells in [*body, (header, names)]), default=0)
    filled = [tuple(cell.strip() for cell in (*cells, *[""] * (width - len(cells)))) for _, cells in body]
    heads = [cell.strip() for cell in (*names, *[""] * (width - len(names)))]
    kept = [place for place in range(width) if heads[place] or any(row[place] for row in filled)]
    return Table(
        columns=tuple(_column_name(heads, place) for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in filled),
        row_numbers=tuple(number for number, _ in body),
        encoding=sheet.encoding,
    )


def _names_columns(cells: Sequence[str], width: int) -> bool:
    names = [cell.strip().casefold() for cell in cells if cell.strip()]
    plain = not any(re.fullmatch(r"[\d\s.,%:/+-]+|.*@.*\..*", name) for name in names)
    return plain and len(names) >= max(min(2, width), 0.6 * width) and len(set(names)) > 0.8 * len(names)


def _column_name(heads: Sequence[str], place: int) -> str:
    head = " ".join(heads[place].split())
    letters, rest = "", place + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(65 + last) + letters
    if not head:
        return f"column {letters}"
    return f"{head} ({letters})" if heads[place] in heads[:place] else head


def _title_rows(rows: Sequence[tuple[int, Sequence[str]]]) -> int:
    """How many rows at the top are a title: one cell each, above rows that all have more."""
    filled = [sum(map(bool, map(str.strip, cells))) for _, cells in rows]
    titles = next((place for place, count in enumerate(filled) if count > 1), 0)
    return titles if all(len(_without_empty_end(list(cells))) > 1 for _, cells in rows[titles:]) else 0


def _filled(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((number, tuple(cells)) for number, cells in rows if any(cell.strip() for cell in cells))


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that spreadsheets open as text: UTF-8 with a mark, CRLF, and no cell that acts as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(_harmless, columns))
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def write_xlsx(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """An XLSX file with one sheet of text cells."""
    return sheets.xlsx(*_all_harmless(columns, rows))


def write_ods(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """An ODS file with one sheet of text cells."""
    return sheets.ods(*_all_harmless(columns, rows))


def _all_harmless(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[list[str], Iterator[list[str]]]:
    return [*map(_harmless, columns)], ([_harmless(cell) for cell in row] for row in rows)


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that looks like it gets an apostrophe in front."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def read_text(data: bytes, *, name: str) -> str:
    """A plain text in any of the encodings that a table may have. Raises `EmptyFile` or `UnreadableFile`."""
    return _decoded(data, name)[0]


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None) or _guessed(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Faults(UnreadableFile(name=name)) from error
    if "\x00" in text:
        raise Faults(UnreadableFile(name=name))
    return text, encoding


def _guessed(data: bytes) -> str:
    """The encoding of bytes without a mark: half of UTF-16 text in Latin letters is zero bytes, and text that happens
    to be valid UTF-8 is UTF-8; what is left is what Excel writes in western Europe.
    """
    head = data[:4096]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 4:
        return "utf-16-be"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _csv_rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    top = [line for line in islice(io.StringIO(text), HEADER_WITHIN) if line.strip()] or [""]
    hinted = top[0][4:5] if top[0].lower().startswith("sep=") else ""
    separator = hinted or max(_SEPARATORS, key=lambda each: _regularity(top, each))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows, start = list[tuple[int, list[str]]](), 1
    try:
        for cells in reader:
            rows.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise Faults(UnreadableFile(name=name)) from error
    return rows[1:] if hinted else rows


def _regularity(lines: Sequence[str], separator: str) -> tuple[int, int]:
    """In how many of the lines this separates equally many cells, and how many; a title has no separator at all."""
    counts = Counter(_outside_quotes(line, separator) for line in lines)
    counts.pop(0, None)
    most = max(((often, count) for count, often in counts.items()), default=(0, 0))
    return most if most[0] > len(lines) / 2 else (0, 0)


def _outside_quotes(line: str, separator: str) -> int:
    return sum(part.count(separator) for part in line.split('"')[::2])


def _spreadsheets(data: bytes, name: str, most: int) -> list[Sheet]:
    if data.startswith(b"PK"):
        _refuse_bombs(data, name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [each.name for each in workbook.sheets_metadata if each.visible is SheetVisibleEnum.Visible]
        found = [(each, workbook.get_sheet_by_name(each).to_python(skip_empty_area=False)) for each in shown[:most]]
    except (CalamineError, IndexError, ValueError, OSError) as error:
        raise Faults(UnreadableFile(name=name)) from error
    return [
        Sheet(name=each, rows=_filled((n, [*map(_cell_text, cells)]) for n, cells in enumerate(rows, 1)), encoding=None)
        for each, rows in found
    ]


def _refuse_bombs(data: bytes, name: str) -> None:
    """A few bytes can unpack to a house, and one cell in the last corner of a sheet makes a rectangle that no memory
    holds: the reader would take the whole site down with it. So both are measured before it reads.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                raise Faults(TooLarge(name=name, limit=MAX_UNPACKED // 1024**2, unit="megabytes"))
            if any(part.filename.endswith("workbook.bin") for part in archive.infolist()):
                raise Faults(UnreadableFile(name=name))
            if max(map(_cells_laid_out, map(archive.read, archive.namelist())), default=0) > MAX_CELLS:
                raise Faults(TooLarge(name=name, limit=MAX_CELLS, unit="cells"))
    except (zipfile.BadZipFile, zlib.error, ET.ParseError, RuntimeError, EOFError, ValueError) as error:
        raise Faults(UnreadableFile(name=name)) from error


def _cells_laid_out(part: bytes) -> int:
    """How many cells the rectangle around all that a sheet says has; 0 for a part that is not text in XML."""
    if not part.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
        return 0
    height = waiting = width = 0
    for _, row in ET.iterparse(io.BytesIO(part)):  # noqa: S314 - entities that grow are refused by expat
        if row.tag.endswith(("}row", "}table-row")):
            filled, repeated = _row_width(row), _named(row, "number-rows-repeated", 1)
            waiting += repeated
            if filled:
                height, waiting, width = height + waiting, 0, max(width, filled)
                height = max(height, _named(row, "r", 0))
            row.clear()
    return height * width


def _row_width(row: ET.Element) -> int:
    """The column of the last cell that says something."""
    at = last = 0
    for cell in row:
        letters = "".join(takewhile(str.isalpha, cell.get("r", "")))
        at = _column_number(letters) if letters else at + _named(cell, "number-columns-repeated", 1)
        last = at if len(cell) or any(name.endswith("value-type") for name in cell.keys()) else last  # noqa: SIM118
    return last


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters[:7]:
        number = 26 * number + ord(letter.upper()) - 64
    return number


def _named(element: ET.Element, attribute: str, otherwise: int) -> int:
    """A number in an attribute, whatever namespace it is in."""
    found = (value for name, value in element.items() if name.rpartition("}")[2] == attribute)
    return int(next(found, otherwise))


def _cell_text(cell: Any) -> str:
    """A spreadsheet's cell as a person would type it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _table(rows: Sequence[tuple[int, list[str]]], name: str, *, encoding: str | None) -> Table:
    header = _without_empty_end([cell.strip() for cell in rows[0][1]])
    if faults := _size_faults(len(rows), len(header), name) or _header_faults(header, name):
        raise Faults(*faults)
    body = [(number, _fitted(cells, len(header))) for number, cells in rows[1:]]
    ragged: list[Fault] = [
        RaggedRow(row=number, expected=len(header), found=len(cells))
        for number, cells in body
        if len(cells) != len(header)
    ]
    if ragged:
        raise Faults(*ragged)
    return Table(
        columns=tuple(header),
        rows=tuple(tuple(cells) for _, cells in body),
        row_numbers=tuple(number for number, _ in body),
        encoding=encoding,
    )


def _size_faults(rows: int, columns: int, name: str) -> list[Fault]:
    sizes = ((rows, MAX_ROWS, "rows"), (columns, MAX_COLUMNS, "columns"))
    return [TooLarge(name=name, limit=limit, unit=unit) for size, limit, unit in sizes if size > limit]


def _header_faults(header: Sequence[str], name: str) -> list[Fault]:
    nameless: list[Fault] = [NoHeader(name=name, column=number) for number, cell in enumerate(header, 1) if not cell]
    named = [cell for cell in header if cell]
    repeated = sorted(cell for cell, count in Counter(named).items() if count > 1)
    return [*nameless, *(RepeatedColumn(name=name, column=column) for column in repeated)]


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _fitted(cells: list[str], width: int) -> list[str]:
    """Drop empty cells beyond the header: spreadsheets and careless exports add them."""
    return cells[:width] if len(cells) > width and not any(cell.strip() for cell in cells[width:]) else cells


Writer = Callable[[Sequence[str], Iterable[Sequence[str]]], bytes]
WRITERS: dict[str, Writer] = {"csv": write_csv, "xlsx": write_xlsx, "ods": write_ods}

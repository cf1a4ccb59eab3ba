"""Rows → bytes of a spreadsheet with one sheet of text cells: XLSX by XlsxWriter, ODS (OASIS OpenDocument 1.2) here.

No library that writes ODS is quick enough for 30,000 letters (docs/adr/0009-spreadsheets.md).
Cells that a spreadsheet might take for a formula are the business of `tables`.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no XML may hold them
_SPACES = re.compile(" {2,}")
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same rows give the same bytes

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def xlsx(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """An XLSX file; its header is bold and stays in sight, every cell is text: 0045 stays what it is."""
    out = io.BytesIO()
    # In memory: rows of people are not left in files of a temporary folder.
    with Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime(*_EPOCH)})  # noqa: DTZ001 - the same rows give the same bytes
        sheet, text = workbook.add_worksheet("Folkmoot"), workbook.add_format({"num_format": "@"})
        bold = workbook.add_format({"num_format": "@", "bold": True})
        sheet.freeze_panes(1, 0)
        for place, cell in enumerate(columns):
            sheet.write_string(0, place, _spoken(cell), bold)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, place, _spoken(cell), text)
    return out.getvalue()


def ods(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """An ODS file."""
    lines = [_ods_row(columns), *(_ods_row(row) for row in rows)]
    content = (
        f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" '
        f'xmlns:text="{_ODF}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Folkmoot"><table:table-column table:number-columns-repeated="{len(columns) or 1}"/>'
        f"{''.join(lines)}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"META-INF/manifest.xml": _XML + _MANIFEST, "content.xml": _XML + content}
    return _zipped({"mimetype": _ODS_TYPE, **parts})


def _ods_row(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(cell: str) -> str:
    if not cell:
        return "<table:table-cell/>"
    lines = (f"<text:p>{_ods_text(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell office:value-type="string">{"".join(lines)}</table:table-cell>'


def _ods_text(line: str) -> str:
    return _SPACES.sub(_ods_spaces, escape(_spoken(line), {"\r": "&#13;"}))


def _ods_spaces(found: "re.Match[str]") -> str:
    return f' <text:s text:c="{len(found[0]) - 1}"/>'


def _spoken(text: str) -> str:
    return _UNSPEAKABLE.sub("", text)


def _zipped(parts: Mapping[str, str]) -> bytes:
    """A ZIP archive. The first file of an ODS says what it is and is not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode(), compress_type=kind)
    return out.getvalue()

"""Rows → bytes of a spreadsheet with one sheet of text cells: XLSX (ECMA-376) and ODS (OASIS OpenDocument 1.2).

Written here and not by a library that builds every cell as an object: 30,000 letters take a second, not half a minute.
Cells that a spreadsheet might take for a formula are the business of `tables`.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no XML may hold them
_SPACES = re.compile(" {2,}")
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same rows give the same bytes

_OOXML = "http://schemas.openxmlformats.org"
_MAIN, _RELATED = f"{_OOXML}/spreadsheetml/2006/main", f"{_OOXML}/officeDocument/2006/relationships"
_XLSX = {
    "[Content_Types].xml": f'<Types xmlns="{_OOXML}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/xl/{part}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"))
    )
    + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_OOXML}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">'
    '<sheets><sheet name="Folkmoot" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_OOXML}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_RELATED}/styles" Target="styles.xml"/></Relationships>',
    # Every cell is text (number format 49), so that 0045 stays what it is; the header's font is bold.
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/>'
    '</font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
    '<xf xfId="0"/><xf numFmtId="49" applyNumberFormat="1" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
    'state="frozen"/></sheetView></sheetViews>'
)

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def xlsx(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """An XLSX file; its header is bold and stays in sight."""
    lines = [_xlsx_row(columns, style=2), *(_xlsx_row(row, style=1) for row in rows)]
    sheet = f'<worksheet xmlns="{_MAIN}">{_FROZEN}<sheetData>{"".join(lines)}</sheetData></worksheet>'
    parts = _XLSX | {"xl/worksheets/sheet1.xml": sheet}
    return _zipped({name: (_XML + part) for name, part in parts.items()})


def _xlsx_row(cells: Sequence[str], *, style: int) -> str:
    found = (
        f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{_spoken(cell)}</t></is></c>' if cell else "<c/>"
        for cell in cells
    )
    return f"<row>{''.join(found)}</row>"


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
    lines = (f"<text:p>{_SPACES.sub(_ods_spaces, _spoken(line))}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell office:value-type="string">{"".join(lines)}</table:table-cell>'


def _ods_spaces(found: "re.Match[str]") -> str:
    return f' <text:s text:c="{len(found[0]) - 1}"/>'


def _spoken(text: str) -> str:
    return escape(_UNSPEAKABLE.sub("", text), {"\r": "&#13;"})


def _zipped(parts: Mapping[str, str]) -> bytes:
    """A ZIP archive. The first file of an ODS says what it is and is not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode(), compress_type=kind)
    return out.getvalue()

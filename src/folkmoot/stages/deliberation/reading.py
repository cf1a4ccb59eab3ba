"""Statements out of a table: bytes in, values out."""

from folkmoot.stages.deliberation.actions import Heard
from folkmoot.tables import read_table


def heard_in(content: bytes, *, name: str) -> list[Heard]:
    """The statements of a table with a column `text`; a table without one holds none.

    Raises `Faults` with every problem of the file `name`.
    """
    table = read_table(content, name=name)
    columns = [column.strip().lower() for column in table.columns]
    if "text" not in columns:
        return []
    rows = [dict(zip(columns, row, strict=True)) for row in table.rows]
    return [
        Heard(text=row["text"], author=row.get("author", "")[:80], source=row.get("source", "")[:300], line=line)
        for line, row in zip(table.row_numbers, rows, strict=True)
    ]

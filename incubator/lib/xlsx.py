"""The one XLSX writer: in constant memory, with the cells of `csvsafe`, so that no cell of either kind of export is a formula."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from incubator.lib.accidents import repairing
from incubator.lib.csvsafe import safe

LONGEST = 32_767
"""Characters a cell holds; spreadsheets call a file with more broken."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def cell(value: object) -> str | int | float | Decimal:
    """As in CSV, without the signs that XML does not know."""
    found = safe(value)
    if not isinstance(found, str):
        return found
    return ILLEGAL_CHARACTERS_RE.sub("", found.encode("utf-8", "replace").decode())[:LONGEST]


def write(
    path: Path, header: Sequence[object], rows: Iterable[Sequence[object]], *, title: str, widths: Sequence[int] = (), rtl: bool = False
) -> None:  # fmt: skip
    """One sheet with a frozen head. What `rows` raises comes through, and nothing is left on the disk."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NOT_IN_A_NAME.sub(" ", title)[:31].strip() or "1")
    sheet.freeze_panes = "B2"
    sheet.sheet_view.rightToLeft = rtl
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    with repairing(lambda: _clear_away(path, sheet)):
        sheet.append([cell(value) for value in header])
        for row in rows:
            sheet.append([cell(value) for value in row])
        book.save(path)


def _clear_away(path: Path, sheet: Any) -> None:
    """The half workbook, and the file beside it that the library writes its rows to."""
    with suppress(OSError):
        path.unlink()
    with suppress(OSError):
        if not sheet.closed:
            sheet.close()
        Path(sheet._writer.out).unlink()

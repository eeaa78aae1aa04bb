"""The one CSV writer: streamed, readable by spreadsheets, and never a formula.

A cell that begins with a formula sign would be computed by the spreadsheet of whoever opens the export; a quote in
front makes it text. Real numbers stay numbers, so figures can be added up.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO

BOM = "\ufeff"  # without it Excel takes UTF-8 for the old code page, and accents and Arabic break
# The wide forms are read as the plain signs by some spreadsheets.
_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")


def safe(value: object) -> str | int | float | Decimal:
    """What may be written to a cell for that value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float | Decimal) and value == value and abs(value) != float("inf"):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    text = str(value).replace("\0", "")
    first = text.lstrip(" \u00a0\u200b\ufeff")[:1]
    return f"'{text}" if text[:1] in _SIGNS or first in _SIGNS else text


def stream(
    header: Sequence[object], rows: Iterable[Sequence[object]], *, delimiter: str = ",", chunk: int = 200
) -> Iterator[bytes]:
    """The file in pieces of `chunk` rows, the header at once, so that a long export begins to arrive."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter)
    buffer.write(BOM)
    writer.writerow([safe(value) for value in header])
    yield _taken(buffer)
    for number, row in enumerate(rows, start=1):
        writer.writerow([safe(value) for value in row])
        if number % chunk == 0:
            yield _taken(buffer)
    if buffer.tell():
        yield _taken(buffer)


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    # A lone surrogate (from a broken name) would stop the export half way.
    return text.encode("utf-8", "replace")

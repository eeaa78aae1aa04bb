import csv
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest

from incubator.lib import csvsafe

ATTACKS = [
    "=1+1",
    "+33 6",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    '=HYPERLINK("http://x","y")',
    "\u200b=1",
    "\0=1",
]


def parsed(pieces, delimiter=","):
    text = b"".join(pieces).decode("utf-8")
    assert text[0] == "\ufeff"
    return list(csv.reader(StringIO(text[1:], newline=""), delimiter=delimiter))


@pytest.mark.parametrize("attack", ATTACKS)
def test_formula_becomes_text(attack):
    header, row = parsed(csvsafe.stream([attack], [[attack]]))
    assert header == row == ["'" + attack.replace("\0", "")]


def test_plain_values_stay_as_they_are():
    day = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    row = ["Ɲɔgɔn, dit « l'ami »", -5, Decimal("-1.50"), None, True, day, 'a "b"\nc', "سهرة"]
    assert parsed(csvsafe.stream(["a"] * 8, [row]))[1] == [
        "Ɲɔgɔn, dit « l'ami »",
        "-5",
        "-1.50",
        "",
        "True",
        "2026-03-04 05:06:00+00:00",
        'a "b"\nc',
        "سهرة",
    ]


def test_file_comes_in_pieces_and_the_header_at_once():
    asked = []

    def rows():
        for number in range(5):
            asked.append(number)
            yield [number]

    pieces = csvsafe.stream(["n"], rows(), chunk=2, delimiter=";")
    assert (next(pieces), asked) == ("\ufeffn\r\n".encode(), [])
    assert (next(pieces), asked) == (b"0\r\n1\r\n", [0, 1])
    assert list(pieces) == [b"2\r\n3\r\n", b"4\r\n"]

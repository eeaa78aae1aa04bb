import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.lib.names import display_name, extension


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("dossier.pdf", "dossier.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.png", "x.png"),
        ("C:\\Users\\a\\film.mp4", "film.mp4"),
        ("\u202egpj.exe", "gpj.exe"),
        ("a\u2066b\u2069.png", "ab.png"),
        ("x\0.png", "x.png"),
        ("line\r\nX-Evil: 1.png", "line X-Evil_ 1.png"),
        ("a.png\n", "a.png"),
        (".htaccess", "htaccess"),
        ("...", "file"),
        ("", "file"),
        ("  ", "file"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("é.txt", "é.txt"),
        ("سهرة.pdf", "سهرة.pdf"),
        ('<img src="x">.png', "_img src=_x__.png"),
        ("film.tar.gz", "film.tar.gz"),
    ],
)
def test_name_shows_its_last_part_without_tricks(raw, shown):
    assert display_name(raw) == shown


def test_long_name_keeps_its_extension():
    assert display_name("a" * 300 + ".jpeg") == "a" * 95 + ".jpeg"
    assert display_name("a" * 300) == "a" * 100


def test_extension_is_small_and_of_the_end_only():
    assert [extension(name) for name in ("a.PNG", "a", ".png", "a.", "a.b c", "a." + "x" * 13)] == [
        ".png",
        "",
        "",
        "",
        "",
        "",
    ]


@given(st.text())
def test_name_is_always_fit_to_show(raw):
    name = display_name(raw)
    assert 0 < len(name) <= 100
    assert [letter for letter in name if unicodedata.category(letter) in {"Cc", "Cs"} or letter in "/\\"] == []
    assert display_name(name) == name

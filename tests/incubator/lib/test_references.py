import re
from itertools import islice

import pytest

from incubator.lib import references


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ateliers Sud-Sud : Ici et Ailleurs", "ASS"),
        ("Art's Factory", "ARF"),
        ("Takafaship", "TAK"),
        ("Connexions Citoyennes 2", "CC2"),
        ("L’Élan", "ELA"),
        ("X", "XXX"),
        ("سهرة", "REF"),
        ("", "REF"),
    ],
)
def test_prefix_is_three_letters_of_the_name(name, letters):
    assert references.prefix(name) == letters


def test_code_holds_no_sign_that_looks_like_another():
    codes = {references.code("ASS") for _ in range(500)}
    assert len(codes) > 490
    assert {found for found in codes if not re.fullmatch(r"ASS-[2-9CDFGHJKMNPQRTVWXY]{4}", found)} == set()


def test_code_grows_after_several_tries():
    lengths = list(islice(references.lengths(), 17))
    assert (lengths[0], lengths[-1], len(references.code("ASS", lengths[8]))) == (4, 6, len("ASS-7K4QX"))


@pytest.mark.parametrize("typed", ["ASS-7K4Q", " ass 7k4q ", "ass7k4q", "ASS – 7K4Q"])
def test_code_is_read_however_it_was_typed(typed):
    assert references.read(typed) == "ASS-7K4Q"


def test_code_is_read_where_a_letter_was_taken_for_a_digit():
    assert references.read("ASS-ZSB4") == "ASS-2584"
    assert references.read("as") == "AS"

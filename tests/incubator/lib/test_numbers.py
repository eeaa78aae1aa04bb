"""Whole numbers from forms."""

import pytest

from incubator.lib.numbers import whole, wholes


@pytest.mark.parametrize(
    ("said", "number"),
    [("7", 7), ("007", 7), ("0", 0), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("1" * 5000, None), ("²", None), ("٣", None)]
    + [(said, None) for said in ("", None, "-1", "+1", "1.0", "1e3", " 1", "1\n", "0x1", "seven")],
)
def test_only_plain_digits_are_a_number(said, number):
    assert whole(said) == number


def test_what_is_no_number_is_left_out():
    assert wholes(["3", "²", "", "1"]) == [3, 1]

from enum import StrEnum

from hypothesis import given
from hypothesis import strategies as st

from incubator.lib.languages import base, shared
from incubator.lib.shares import shares


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"
    BLUE = "blue"


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=3))
def test_shares_add_up_to_the_whole(weights):
    parts = shares(dict(zip(Colour, weights, strict=True)))
    assert sum(parts.values()) == (1000 if any(weights) else 0)
    assert [part for part, weight in zip(parts.values(), weights, strict=True) if not weight and part] == []


def test_shares_of_equal_weights_give_the_odd_point_to_the_first():
    assert shares({Colour.RED: 1, Colour.GREEN: 1, Colour.BLUE: 1}) == {
        Colour.RED: 334,
        Colour.GREEN: 333,
        Colour.BLUE: 333,
    }


def test_language_is_shared_across_regions_in_the_order_of_the_first():
    assert base("pt-BR") == "pt"
    assert shared(("ar-MA", "fr", "en"), ("en-GB", "ar")) == ("ar", "en")

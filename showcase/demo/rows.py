"""The data's works."""

from collections.abc import Iterator
from typing import Any

from incubator.demo.facts import data
from incubator.lib.addresses import unused_slug

Row = dict[str, Any]


def all_works() -> Iterator[tuple[str, Row]]:
    """Every work of the data with the key of its programme."""
    for key in data("programmes"):
        for row in data(f"works/{key['key']}"):
            yield key["key"], row


def name_of(row: Row) -> str:
    """What its files are called."""
    return unused_slug(row["title"].values(), lambda _found: False, fallback="work")

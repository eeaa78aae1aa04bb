"""Every table of moves is whole, and the funnel lets through exactly what stands in it: the whole square of states."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pytest

from incubator.lib.errors import NotLawful
from incubator.lib.states import move
from tests.house.files import python


def tables() -> Iterator[tuple[str, Mapping[Any, Any]]]:
    for name in python():
        if name.endswith("/states.py") and name != "incubator/lib/states.py":
            module = import_module(name.removesuffix(".py").replace("/", "."))
            for word, value in vars(module).items():
                if word.endswith("MOVES"):
                    yield f"{name}:{word}", value


TABLES = dict(tables())
SQUARE = [
    pytest.param(table, start, to, id=f"{name}:{start}-{to}")
    for name, table in TABLES.items()
    for start in type(next(iter(table)))
    for to in type(next(iter(table)))
]


@dataclass
class Row:
    """What the funnel needs of a row."""

    state: str
    saved: list[list[str]] = field(default_factory=list)

    def save(self, update_fields: list[str]) -> None:
        self.saved.append(update_fields)


@pytest.mark.parametrize("name", TABLES)
def test_table_names_every_state(name: str) -> None:
    states = type(next(iter(TABLES[name])))
    assert set(TABLES[name]) == set(states)
    assert {to for targets in TABLES[name].values() for to in targets} <= set(states)


@pytest.mark.parametrize("name", TABLES)
def test_table_leads_to_every_state(name: str) -> None:
    """A state that nothing leads to is either the first, or dead."""
    reached = {to for targets in TABLES[name].values() for to in targets}
    states = list(type(next(iter(TABLES[name]))))
    assert [state for state in states[1:] if state not in reached] == []


@pytest.mark.parametrize(("table", "start", "to"), SQUARE)
def test_funnel_lets_through_what_is_in_the_table(table: Mapping[Any, Any], start: Any, to: Any) -> None:
    row = Row(start)
    if to in table[start]:
        move(row, to, table)
        assert (row.state, row.saved) == (to, [["state"]])
    else:
        with pytest.raises(NotLawful):
            move(row, to, table)
        assert (row.state, row.saved) == (start, [])

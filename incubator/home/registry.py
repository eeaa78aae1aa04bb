"""What rooms put on the pages of the ground floor."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Card:
    """A card on `me/` or the desk: `figures` are (value, label, url) triples; `template` renders `context`."""

    order: int
    title: str
    template: str
    context: dict[str, Any]


Maker = Callable[[Any], Card | None]
Place = Callable[[Any], str]
_places: list[tuple[int, Place]] = []
_member: list[Maker] = []
_tabs: list["Tab"] = []
_organisation_tabs: list["Tab"] = []


@dataclass(frozen=True)
class Tab:
    """A tab of the cohort's desk: url name with the cohort's three slugs; shown where `permission` is given."""

    order: int
    name: str
    label: Any
    permission: str = ""


def on_my_page(maker: Maker) -> None:
    """`maker(user)` gives a card for the person's own page, or None."""
    if maker not in _member:
        _member.append(maker)


def add_tab(tab: Tab) -> None:
    if tab not in _tabs:
        _tabs.append(tab)
        _tabs.sort(key=lambda one: one.order)


def add_organisation_tab(tab: Tab) -> None:
    """A tab of an organisation's desk: url name with the organisation's slug; shown where `permission` is given."""
    if tab not in _organisation_tabs:
        _organisation_tabs.append(tab)
        _organisation_tabs.sort(key=lambda one: one.order)


def organisation_tabs() -> list[Tab]:
    return list(_organisation_tabs)


def my_cards(user: Any) -> list[Card]:
    return sorted((card for maker in _member if (card := maker(user))), key=lambda card: card.order)


def tabs() -> list[Tab]:
    return list(_tabs)


def on_landing(order: int, place: Place) -> None:
    """`place(user)` gives the path where this person's work is, or ""; the lowest order that answers wins after sign-in."""
    if (order, place) not in _places:
        _places.append((order, place))
        _places.sort(key=lambda one: one[0])


def landing_of(user: Any) -> str:
    return next((path for _order, place in _places if (path := place(user))), "")


# --- sections that higher rooms add to a page of a lower one ---
Section = Callable[[Any], Card | None]
_sections: dict[str, list[Section]] = {}


def add_section(page: str, maker: Section) -> None:
    """`maker(row)` gives a card for the page named ("programme", "organisation" …) of that row, or None."""
    makers = _sections.setdefault(page, [])
    if maker not in makers:
        makers.append(maker)


def sections(page: str, row: Any) -> list[Card]:
    return sorted((card for maker in _sections.get(page, []) if (card := maker(row))), key=lambda card: card.order)

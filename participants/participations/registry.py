"""What higher floors add to people in a cohort: who accompanied a project, panels on a person's page, slots of the cohort's space."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Companion:
    """A person who went along with a project and agreed to be named. `role` is a (lazy) word for it."""

    name: str
    role: Any
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """A block on a page: `template` renders `context`."""

    order: int
    title: Any
    template: str
    context: dict[str, Any]


Companions = Callable[[Any], list[Companion]]
PanelMaker = Callable[[Any, Any], Panel | None]

_companions: list[Companions] = []
_desk_panels: list[PanelMaker] = []
_space_panels: list[PanelMaker] = []


def names_companions(maker: Companions) -> None:
    """`maker(project)` gives the people who accompanied it."""
    if maker not in _companions:
        _companions.append(maker)


def on_person_page(maker: PanelMaker) -> None:
    """`maker(participation, user)` gives a panel for a participant's page on the desk, or None."""
    if maker not in _desk_panels:
        _desk_panels.append(maker)


def on_cohort_space(maker: PanelMaker) -> None:
    """`maker(participation, user)` gives a panel for the participant's own space, or None."""
    if maker not in _space_panels:
        _space_panels.append(maker)


def companions(project: Any) -> list[Companion]:
    return [person for maker in _companions for person in maker(project)]


def person_panels(participation: Any, user: Any) -> list[Panel]:
    return _made(_desk_panels, participation, user)


def space_panels(participation: Any, user: Any) -> list[Panel]:
    return _made(_space_panels, participation, user)


def _made(makers: list[PanelMaker], participation: Any, user: Any) -> list[Panel]:
    made = [panel for maker in makers if (panel := maker(participation, user))]
    return sorted(made, key=lambda panel: panel.order)

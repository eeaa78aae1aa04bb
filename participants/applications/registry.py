"""What higher rooms show on an application's pages: reviews and decisions on the desk's, the decision on its applicant's."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Panel:
    """A part of a page: `template` renders `context`, with `application` and `request` beside it."""

    order: int
    title: Any
    template: str
    context: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Any, Any], Panel | None]
_desk: list[Maker] = []
_own: list[Maker] = []
_bulk: list["BulkStep"] = []
_forgetting: list[Callable[[Any], object]] = []


@dataclass(frozen=True)
class BulkStep:
    """A step on ticked applications of the desk's list: posts `application` (pks) to the named route of the cohort."""

    order: int
    name: str
    label: Any
    permission: str


def on_desk_page(maker: Maker) -> None:
    """`maker(application, user)` gives a panel for the coordinator's page of one application, or None."""
    if maker not in _desk:
        _desk.append(maker)


def on_own_page(maker: Maker) -> None:
    """`maker(application, user)` gives a panel for the applicant's own page, or None. Never before publication."""
    if maker not in _own:
        _own.append(maker)


def on_ticked(step: BulkStep) -> None:
    """A higher room's button under the desk's list."""
    if step not in _bulk:
        _bulk.append(step)
        _bulk.sort(key=lambda one: one.order)


def on_emptying(forget: Callable[[Any], object]) -> None:
    """`forget(applications)` takes away what a room keeps of these in words, once their time is over; figures may stay."""
    if forget not in _forgetting:
        _forgetting.append(forget)


def forget_elsewhere(applications: Any) -> None:
    for forget in _forgetting:
        forget(applications)


def desk_panels(application: Any, user: Any) -> list[Panel]:
    return _made(_desk, application, user)


def own_panels(application: Any, user: Any) -> list[Panel]:
    return _made(_own, application, user)


def bulk_steps() -> list[BulkStep]:
    return list(_bulk)


def _made(makers: list[Maker], application: Any, user: Any) -> list[Panel]:
    return sorted((panel for make in makers if (panel := make(application, user))), key=lambda panel: panel.order)

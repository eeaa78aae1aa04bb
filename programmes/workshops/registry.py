"""Who belongs to a cohort is known by a higher floor, which says it here."""

from collections.abc import Callable, Iterable
from typing import Any

People = Callable[[Any, list[Any]], Iterable[Any]]
_people: list[People] = []


def tells_people(of_cohort: People) -> None:
    """`of_cohort(cohort, groups)` gives the persons of a cohort; of these groups only, where there are any."""
    if of_cohort not in _people:
        _people.append(of_cohort)


def people_of(cohort: Any, *, groups: list[Any] | None = None) -> list[Any]:
    """Everyone whom a cohort's news concern, each once."""
    found: dict[int, Any] = {}
    for of_cohort in _people:
        found |= {person.pk: person for person in of_cohort(cohort, groups or [])}
    return list(found.values())


# --- clashes are found one room up, which says here how ---
Clashes = Callable[[Any], list[Any]]
_clashes: list[Clashes] = []


def finds_clashes(finder: Clashes) -> None:
    """`finder(workshop)` gives the clashes that touch a workshop's sessions."""
    if finder not in _clashes:
        _clashes.append(finder)


def clashes_of(workshop: Any) -> list[Any]:
    return [clash for finder in _clashes for clash in finder(workshop)]

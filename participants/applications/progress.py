"""How far an application is: measured from its content as it is saved, so that the desk can count drafts without reading one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from participants.applications.content import Content
    from participants.applications.models import Application

MOST_SECTIONS = 62
"""Sections told apart: one bit of a column for each."""


@dataclass(frozen=True)
class Measure:
    """`percent` of what must be there is right; `begun` and `done` have a bit for each section, by `places`."""

    percent: int
    begun: int
    done: int


def places(sections: Iterable[int]) -> dict[int, int]:
    """The bit of each section by primary key. In the order they were made, so that moving sections moves no bit."""
    return {pk: 1 << place for place, pk in enumerate(sorted(set(sections))[:MOST_SECTIONS])}


def measure(content: Content) -> Measure:
    """A section is begun with anything in it, done when nothing in it stands against sending."""
    bits = places(question.section_id for question in content.questions)
    begun, undone, right, wanted = 0, 0, 0, 0
    for question in content.shown:
        bit, filled = bits.get(question.section_id, 0), content.is_filled(question)
        stands = bool(content.problem(question))
        begun |= bit if filled else 0
        undone |= bit if stands else 0
        if question.required or stands:
            wanted += 1
            right += not stands
    percent = 100 * right // wanted if wanted else 100
    return Measure(percent, begun, sum(bits.values()) & ~undone)


def keep_measure(application: Application, content: Content) -> None:
    """Copy the measure to the application's own columns; the caller saves MEASURED."""
    found = measure(content)
    application.progress, application.sections_begun, application.sections_done = found.percent, found.begun, found.done


MEASURED = ("progress", "sections_begun", "sections_done")

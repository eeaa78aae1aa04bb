"""What mentors and participants are told. Private notes never come here."""

import datetime
from typing import Any

from django.utils import timezone

from incubator.lib.clock import zone
from incubator.outbox import post
from mentoring.meetings.models import Meeting, Mentorship


def address(mentorship: Mentorship) -> str:
    return f"/mentoring/{mentorship.pk}/"


def _sides(mentorship: Mentorship) -> list[tuple[Any, Any, bool]]:
    """Each person, the other one, and whether the first is the mentor."""
    mentor, participant = mentorship.engagement.mentor.person, mentorship.participation.person
    return [(mentor, participant, True), (participant, mentor, False)]


def _tell(mentorship: Mentorship, kind: str, key: str, *, but: Any = None, **context: Any) -> None:
    for person, other, is_mentor in _sides(mentorship):
        if but is None or person.pk != but.pk:
            post.tell(
                person,
                kind,
                key=f"{key}:{'mentor' if is_mentor else 'participant'}",
                context={
                    "other": str(other),
                    "is_mentor": is_mentor,
                    "cohort": mentorship.participation.cohort.name,
                    "programme": mentorship.participation.cohort.programme.name,
                    **{name: _read(value, person, mentorship) for name, value in context.items()},
                },
                organisation=mentorship.organisation,
                within=mentorship.participation.cohort,
                link=address(mentorship),
            )


def _read(value: Any, person: Any, mentorship: Mentorship) -> Any:
    """Times in the reader's own zone, named, as a message keeps them."""
    if not isinstance(value, datetime.datetime):
        return value
    here = person.time_zone or mentorship.participation.cohort.time_zone
    return f"{value.astimezone(zone(here)):%Y-%m-%d %H:%M} ({here})"


def begun(mentorship: Mentorship) -> None:
    _tell(mentorship, "mentorship_begun", f"mentorship_begun:{mentorship.pk}")


def ended(mentorship: Mentorship, *, by: Any) -> None:
    _tell(mentorship, "mentorship_ended", f"mentorship_ended:{mentorship.pk}", but=by)


def logged(meeting: Meeting) -> None:
    """The participant reads what was shared."""
    mentorship = meeting.mentorship
    _tell(
        mentorship,
        "meeting_logged",
        f"meeting_logged:{meeting.pk}",
        but=mentorship.engagement.mentor.person,
        at=meeting.at,
        minutes=meeting.minutes,
        shared_notes=meeting.shared_notes,
        next_steps=meeting.next_steps,
    )


def booked(meeting: Meeting, *, by: Any) -> None:
    key = f"meeting_booked:{meeting.pk}"
    _tell(meeting.mentorship, "meeting_booked", key, but=by, at=meeting.at, minutes=meeting.minutes, place=meeting.place)


def cancelled(meeting: Meeting, *, by: Any) -> None:
    key = f"meeting_cancelled:{meeting.pk}:{timezone.now().isoformat()}"
    _tell(meeting.mentorship, "meeting_cancelled", key, but=by, at=meeting.at)

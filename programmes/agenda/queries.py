"""Clashes of a cohort's sessions in words, and one person's agenda."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from incubator.access.registry import extra_sight
from incubator.outbox.render import absolute
from programmes.agenda.clashes import Kind, clashes
from programmes.agenda.clashes import Session as Slot
from programmes.agenda.ics import Entry, Feed, uid
from programmes.agenda.models import Feed as CalendarFeed
from programmes.editions.models import Cohort
from programmes.workshops.models import Session
from programmes.workshops.queries import timetable

WHOLE_COHORT = 0


@dataclass(frozen=True)
class Clash:
    """Two sessions that want the same person, room or group; `what` names it."""

    kind: str
    what: str
    first: Session
    second: Session


def _slot(session: Session) -> Slot:
    groups = frozenset(group.pk for group in session.groups.all())
    return Slot(
        id=session.pk,
        start=session.starts,
        end=session.ends,
        rooms=frozenset(space.pk for space in session.spaces.all()),
        people=frozenset(one.pk for one in session.facilitators.all()),
        groups=groups or frozenset({WHOLE_COHORT}),
    )


def _names(sessions: list[Session]) -> dict[tuple[Kind, int], str]:
    names: dict[tuple[Kind, int], str] = {(Kind.GROUP, WHOLE_COHORT): _("the whole cohort")}
    for session in sessions:
        names |= {(Kind.ROOM, space.pk): f"{space.name} ({space.site})" for space in session.spaces.all()}
        names |= {(Kind.PERSON, one.pk): one.name for one in session.facilitators.all()}
        names |= {(Kind.GROUP, group.pk): str(group.name) for group in session.groups.all()}
    return names


def clashes_of(cohort: Cohort, *, workshop: Any = None) -> list[Clash]:
    """Clashes among the cohort's sessions that still take place; those that touch `workshop`, where one is given.

    Rooms and facilitators are looked at over the whole organisation, since they may serve two cohorts.
    """
    shared = Session.objects.filter(workshop__cohort__programme__organisation=cohort.organisation, cancelled=False)
    near = shared.filter(starts__date__lte=workshop.ends, ends__date__gte=workshop.starts) if workshop else shared
    sessions = list(timetable(near.order_by("starts")))
    by_id = {session.pk: session for session in sessions}
    names, found = _names(sessions), []
    slots = [_slot(session) for session in sessions]
    for clash in clashes(slots):
        first, second = by_id[clash.first], by_id[clash.second]
        here = workshop.pk in (first.workshop_id, second.workshop_id) if workshop else True
        of_cohort = cohort.pk in (first.workshop.cohort_id, second.workshop.cohort_id)
        same_people = clash.kind is not Kind.GROUP or first.workshop.cohort_id == second.workshop.cohort_id
        if here and of_cohort and same_people:
            found.append(Clash(clash.kind.value, names[clash.kind, clash.what], first, second))
    return found + _everyone_and_a_group(sessions, cohort, workshop)


def _everyone_and_a_group(sessions: list[Session], cohort: Cohort, workshop: Any) -> list[Clash]:
    """A session for the whole cohort beside one for a group of it: the group cannot be at both."""
    own = [session for session in sessions if session.workshop.cohort_id == cohort.pk]
    everyone = [session for session in own if not session.groups.all()]
    found = []
    for whole in everyone:
        for part in own:
            meets = part.groups.all() and part.starts < whole.ends and whole.starts < part.ends
            if meets and (workshop is None or workshop.pk in (whole.workshop_id, part.workshop_id)):
                found += [Clash("group", str(group.name), whole, part) for group in part.groups.all()]
    return found


def agenda_of(user: Any) -> list[Session]:
    """The sessions a person takes part in or leads, of workshops that are shown; everything a feed carries."""
    seen = Session.objects.visible_to(user).filter(Q(workshop__published=True) | Q(facilitators__person=user))
    mine = seen.filter(_takes_part(user)).distinct()
    return list(timetable(mine.order_by("starts", "pk")))


def _takes_part(user: Any) -> Q:
    return Q(facilitators__person=user) | extra_sight("programmes.Session", user)


def feed_by(token: str) -> Any:
    """The feed row of a secret address, or None where there is none or its person is gone."""
    return CalendarFeed.objects.filter(token=token, person__is_active=True).select_related("person").first()


def feed_of(user: Any) -> Feed:
    """The person's agenda as a calendar feed."""
    host = settings.MAIL_DOMAIN
    entries = [
        Entry(
            uid=uid("session", session.pk, host),
            title=str(session.title),
            start=session.starts,
            end=session.ends,
            updated=session.changed,
            zone=session.time_zone,
            location=", ".join(f"{space.name}, {space.site}" for space in session.spaces.all()),
            description=str(session.about),
            sequence=session.sequence,
            cancelled=session.cancelled,
            url=session.link or absolute("/me/agenda/"),
        )
        for session in agenda_of(user)
    ]
    return Feed(name=_("Veillée: agenda of %(name)s") % {"name": user}, entries=entries, language=user.language)

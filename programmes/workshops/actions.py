"""Planning workshops and their sessions."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, change, locked, record
from incubator.lib.errors import Refused
from incubator.organisations.models import Organisation
from incubator.outbox import post
from programmes.editions.models import Cohort
from programmes.workshops.models import Facilitator, Session, Workshop
from programmes.workshops.registry import people_of

MANY = ("spaces", "facilitators", "groups", "after")


@action
def create(cohort: Cohort, *, by: Any, slug: str, title: dict[str, str], starts: date, ends: date, **fields: Any) -> Workshop:
    """A dated block, not shown to participants yet. `fields`: about, host, sites."""
    if ends < starts:
        raise Refused(_("The end lies before the beginning. Correct one of the two dates."))
    if cohort.workshops.filter(slug=slug).exists():
        raise Refused(_("This address is taken. Choose another one; the rest is kept."))
    sites = fields.pop("sites", [])
    workshop = Workshop.objects.create(cohort=cohort, slug=slug, title=title, starts=starts, ends=ends, **fields)
    workshop.sites.set(sites)
    record(by=by, verb="programmes.create_workshop", on=workshop, organisation=cohort.organisation)
    return workshop


@action
def edit(workshop: Workshop, *, by: Any, **fields: Any) -> Workshop:
    if fields.get("ends", workshop.ends) < fields.get("starts", workshop.starts):
        raise Refused(_("The end lies before the beginning. Correct one of the two dates."))
    workshop = change(workshop, by=by, verb="programmes.edit_workshop", **fields)
    touch()
    return workshop


@action
def publish(workshop: Workshop, *, by: Any) -> Workshop:
    """Show it to the cohort's people, and tell each of them once."""
    workshop = change(locked(workshop), by=by, verb="programmes.publish_workshop", published=True)
    for person in people_of(workshop.cohort):
        post.tell(
            person,
            "workshop_published",
            key=f"workshop_published:{workshop.pk}:{person.pk}",
            context={"workshop": str(workshop.title), "starts": workshop.starts.isoformat(), "ends": workshop.ends.isoformat()},
            organisation=workshop.organisation,
            within=workshop.cohort,
            link="/me/agenda/",
        )
    touch()
    return workshop


@action
def add_facilitator(organisation: Organisation, *, by: Any, name: str, **fields: Any) -> Facilitator:
    """`fields`: person, affiliation, country, remote."""
    facilitator = Facilitator.objects.create(organisation=organisation, name=name, **fields)
    record(by=by, verb="programmes.add_facilitator", on=facilitator, organisation=organisation)
    return facilitator


def _check_session(workshop: Workshop, starts: datetime, ends: datetime, chosen: Mapping[str, Iterable[Any]]) -> None:
    if ends <= starts:
        raise Refused(_("The session ends before it begins. Correct one of the two times."))
    strange = [space for space in chosen.get("spaces") or [] if space.site.organisation_id != workshop.organisation_id]
    if strange:
        raise Refused(_("A room of another organisation cannot be used."))


@action
def add_session(
    workshop: Workshop, *, by: Any, title: dict[str, str], starts: datetime, ends: datetime, **fields: Any
) -> Session:
    """A slot. `fields`: kind, about, time_zone, link; spaces, facilitators, groups, after (lists of rows).

    Clashes do not refuse it: they are shown, and people decide.
    """
    chosen = {name: list(fields.pop(name, [])) for name in MANY}
    _check_session(workshop, starts, ends, chosen)
    fields.setdefault("time_zone", workshop.cohort.time_zone)
    session = Session.objects.create(workshop=workshop, title=title, starts=starts, ends=ends, **fields)
    for name, rows in chosen.items():
        getattr(session, name).set(rows)
    record(by=by, verb="programmes.add_session", on=session, organisation=workshop.organisation)
    return session


@action
def edit_session(session: Session, *, by: Any, **fields: Any) -> Session:
    """Change a slot; calendars that follow it learn of it by its sequence."""
    starts, ends = fields.get("starts", session.starts), fields.get("ends", session.ends)
    _check_session(session.workshop, starts, ends, fields)
    return change(session, by=by, verb="programmes.edit_session", sequence=locked(session).sequence + 1, **fields)


@action
def cancel_session(session: Session, *, by: Any) -> Session:
    """It stays in people's calendars, crossed out; those concerned are told once the workshop is shown."""
    session = change(locked(session), by=by, verb="programmes.cancel_session", cancelled=True, sequence=session.sequence + 1)
    if session.workshop.published:
        for person in people_of(session.workshop.cohort, groups=list(session.groups.all())):
            post.tell(
                person,
                "session_cancelled",
                key=f"session_cancelled:{session.pk}:{person.pk}",
                context={"session": str(session.title), "starts": session.starts.isoformat(), "zone": session.time_zone},
                organisation=session.organisation,
                within=session.workshop.cohort,
                link="/me/agenda/",
            )
    return session

"""Announcing public events and declaring their audience."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, change, record
from incubator.lib.errors import Refused
from programmes.editions.models import Cohort
from programmes.events.models import Event


def _check(starts: datetime, ends: datetime, audience: int | None, source: str) -> None:
    if ends <= starts:
        raise Refused(_("The event ends before it begins. Correct one of the two times."))
    if audience and not source:
        raise Refused(_("Say where the figure comes from: a report, a sign-in sheet, a platform’s counter."))


@action
def create(
    cohort: Cohort, *, by: Any, slug: str, title: dict[str, str], starts: datetime, ends: datetime, **fields: Any
) -> Event:
    """An event, not public yet. `fields`: kind, about, time_zone, site, link, capacity, audience with its source …"""
    _check(starts, ends, fields.get("audience"), fields.get("audience_source", ""))
    if Event.objects.filter(slug=slug).exists():
        raise Refused(_("This address is taken. Choose another one; the rest is kept."))
    fields["time_zone"] = fields.get("time_zone") or cohort.time_zone
    event = Event.objects.create(cohort=cohort, slug=slug, title=title, starts=starts, ends=ends, **fields)
    record(by=by, verb="programmes.create_event", on=event, organisation=cohort.organisation)
    return event


@action
def edit(event: Event, *, by: Any, **fields: Any) -> Event:
    now = {name: fields.get(name, getattr(event, name)) for name in ("starts", "ends", "audience", "audience_source")}
    _check(now["starts"], now["ends"], now["audience"], now["audience_source"])
    event = change(event, by=by, verb="programmes.edit_event", **fields)
    touch()
    return event


@action
def publish(event: Event, *, by: Any, published: bool = True) -> Event:
    event = change(event, by=by, verb="programmes.publish_event", published=published)
    touch()
    return event


@action
def cancel(event: Event, *, by: Any) -> Event:
    """It stays on the page, crossed out, so that nobody comes for nothing."""
    event = change(event, by=by, verb="programmes.cancel_event", cancelled=True)
    touch()
    return event

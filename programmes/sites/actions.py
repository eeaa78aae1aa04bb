"""Entering and changing places."""

from typing import Any

from incubator.audit.actions import action, change, record
from incubator.organisations.models import Organisation
from programmes.sites.models import Site, Space


@action
def add_site(organisation: Organisation, *, by: Any, **fields: Any) -> Site:
    """`fields`: name, city, country, time_zone, latitude, longitude, is_hub."""
    site = Site.objects.create(organisation=organisation, **fields)
    record(by=by, verb="programmes.add_site", on=site, organisation=organisation)
    return site


@action
def edit_site(site: Site, *, by: Any, **fields: Any) -> Site:
    return change(site, by=by, verb="programmes.edit_site", **fields)


@action
def add_space(site: Site, *, by: Any, name: str, capacity: int | None = None, equipment: str = "") -> Space:
    space = Space.objects.create(site=site, name=name, capacity=capacity, equipment=equipment)
    record(by=by, verb="programmes.add_space", on=space, organisation=site.organisation)
    return space


@action
def edit_space(space: Space, *, by: Any, **fields: Any) -> Space:
    return change(space, by=by, verb="programmes.edit_space", **fields)


@action
def remove_space(space: Space, *, by: Any) -> None:
    """Sessions that stood in it stay, without a room."""
    record(by=by, verb="programmes.remove_space", on=space, organisation=space.site.organisation)
    space.delete()

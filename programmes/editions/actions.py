"""Creating and changing programmes, cohorts, phases and groups."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, change, locked, record
from incubator.lib.errors import Refused
from incubator.organisations.models import Organisation
from programmes.editions.models import Cohort, Group, Phase, Programme

# First words of the organisation's own desk addresses; a programme of that name would stand in their way.
RESERVED = frozenset(
    "members messages log edit list programmes sites partners settings approvals new facilitators question-sets".split()
)


@action
def create_programme(organisation: Organisation, *, by: Any, slug: str, name: dict[str, str], **fields: Any) -> Programme:
    """A programme, not public yet. Raises Refused where the address is taken or reserved."""
    if slug in RESERVED or Programme.objects.filter(slug=slug).exists():
        raise Refused(_("This address is taken. Choose another one; the rest is kept."))
    programme = Programme.objects.create(organisation=organisation, slug=slug, name=name, **fields)
    record(by=by, verb="programmes.create_programme", on=programme, organisation=organisation)
    return programme


@action
def edit_programme(programme: Programme, *, by: Any, **fields: Any) -> Programme:
    programme = change(programme, by=by, verb="programmes.edit_programme", **fields)
    touch()
    return programme


@action
def list_programme(programme: Programme, *, by: Any, listed: bool = True) -> Programme:
    """Switch the public page on or off; it shows once the organisation is approved."""
    programme = change(programme, by=by, verb="programmes.list_programme", listed=listed)
    touch()
    return programme


def _check_dates(starts: date, ends: date) -> None:
    if ends < starts:
        raise Refused(_("The end lies before the beginning. Correct one of the two dates."))


@action
def create_cohort(programme: Programme, *, by: Any, slug: str, starts: date, ends: date, **fields: Any) -> Cohort:
    """An edition. `fields`: name, number, time_zone, capacity, budget, budget_per_person, currency, notes, sites."""
    _check_dates(starts, ends)
    sites = fields.pop("sites", [])
    if programme.cohorts.filter(slug=slug).exists():
        raise Refused(_("This address is taken. Choose another one; the rest is kept."))
    cohort = Cohort.objects.create(programme=programme, slug=slug, starts=starts, ends=ends, **fields)
    cohort.sites.set(sites)
    record(by=by, verb="programmes.create_cohort", on=cohort, organisation=programme.organisation)
    touch()
    return cohort


@action
def edit_cohort(cohort: Cohort, *, by: Any, **fields: Any) -> Cohort:
    _check_dates(fields.get("starts", cohort.starts), fields.get("ends", cohort.ends))
    cohort = change(cohort, by=by, verb="programmes.edit_cohort", **fields)
    touch()
    return cohort


@action
def add_phase(cohort: Cohort, *, by: Any, name: dict[str, str], starts: date, ends: date) -> Phase:
    """The next slice of the cohort's time; phases are ordered by when they were added unless moved."""
    _check_dates(starts, ends)
    phase = Phase.objects.create(cohort=locked(cohort), name=name, starts=starts, ends=ends, order=cohort.phases.count())
    record(by=by, verb="programmes.add_phase", on=phase, organisation=cohort.organisation)
    touch()
    return phase


@action
def edit_phase(phase: Phase, *, by: Any, name: dict[str, str], starts: date, ends: date) -> Phase:
    _check_dates(starts, ends)
    phase = change(phase, by=by, verb="programmes.edit_phase", name=name, starts=starts, ends=ends)
    touch()
    return phase


@action
def remove_phase(phase: Phase, *, by: Any) -> None:
    record(by=by, verb="programmes.remove_phase", on=phase, organisation=phase.cohort.organisation)
    phase.delete()
    touch()


@action
def add_group(cohort: Cohort, *, by: Any, name: dict[str, str], kind: str, about: dict[str, str] | None = None) -> Group:
    group = Group.objects.create(cohort=cohort, name=name, kind=kind, about=about or {})
    record(by=by, verb="programmes.add_group", on=group, organisation=cohort.organisation)
    return group


@action
def edit_group(group: Group, *, by: Any, **fields: Any) -> Group:
    return change(group, by=by, verb="programmes.edit_group", **fields)


@action
def remove_group(group: Group, *, by: Any) -> None:
    record(by=by, verb="programmes.remove_group", on=group, organisation=group.cohort.organisation)
    group.delete()

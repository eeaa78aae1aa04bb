"""Promising and entering figures."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, change, record
from incubator.lib.errors import Refused
from programmes.editions.models import Cohort
from programmes.indicators.models import Indicator


def _check(measure: str, entered: Any, source: str) -> None:
    if measure and entered is not None:
        raise Refused(_("This figure is counted from the programme itself; leave the entered figure empty."))
    if entered is not None and not source:
        raise Refused(_("Say where the figure comes from: a report, a sign-in sheet, a platform’s counter."))


@action
def add(cohort: Cohort, *, by: Any, name: dict[str, str], **fields: Any) -> Indicator:
    """`fields`: measure, target, entered with its source, unit."""
    _check(fields.get("measure", ""), fields.get("entered"), fields.get("source", ""))
    indicator = Indicator.objects.create(cohort=cohort, name=name, order=cohort.indicators.count(), **fields)
    record(by=by, verb="programmes.add_indicator", on=indicator, organisation=cohort.organisation)
    return indicator


@action
def edit(indicator: Indicator, *, by: Any, **fields: Any) -> Indicator:
    now = {name: fields.get(name, getattr(indicator, name)) for name in ("measure", "entered", "source")}
    _check(now["measure"], now["entered"], now["source"])
    return change(indicator, by=by, verb="programmes.edit_indicator", **fields)


@action
def remove(indicator: Indicator, *, by: Any) -> None:
    record(by=by, verb="programmes.remove_indicator", on=indicator, organisation=indicator.organisation)
    indicator.delete()

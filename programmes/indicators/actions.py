"""Promising and entering figures."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, change, locked, record
from incubator.lib.errors import Refused
from programmes.editions.models import Cohort
from programmes.indicators.models import Indicator
from programmes.indicators.queries import reached


def _check(measure: str, entered: Any, source: str) -> None:
    if measure and entered is not None:
        raise Refused(_("This figure is counted from the programme itself; leave the entered figure empty."))
    if entered is not None and not source:
        raise Refused(_("Say where the figure comes from: a report, a sign-in sheet, a platform’s counter."))


@action
def add(cohort: Cohort, *, by: Any, name: dict[str, str], **fields: Any) -> Indicator:
    """`fields`: measure, target, entered with its source, unit, out_of."""
    _check(fields.get("measure", ""), fields.get("entered"), fields.get("source", ""))
    indicator = Indicator.objects.create(cohort=cohort, name=name, order=cohort.indicators.count(), **fields)
    record(by=by, verb="programmes.add_indicator", on=indicator, organisation=cohort.organisation)
    return indicator


@action
def edit(indicator: Indicator, *, by: Any, **fields: Any) -> Indicator:
    now = {name: fields.get(name, getattr(indicator, name)) for name in ("measure", "entered", "source")}
    _check(now["measure"], now["entered"], now["source"])
    indicator = change(indicator, by=by, verb="programmes.edit_indicator", **fields)
    return declare(indicator, by=by) if indicator.shown else indicator


@action
def declare(indicator: Indicator, *, by: Any) -> Indicator:
    """Put the figure on the public page, as it stands today; again, to bring it up to date."""
    figure = reached(indicator)
    if figure is None:
        raise Refused(_("There is no figure yet: enter it with its source, then show it."))
    today = timezone.localdate()
    row = change(indicator, by=by, verb="programmes.declare_indicator", shown=True, declared=figure, declared_on=today)
    touch()
    return row


@action
def conceal(indicator: Indicator, *, by: Any) -> Indicator:
    row = change(indicator, by=by, verb="programmes.conceal_indicator", shown=False)
    touch()
    return row


@action
def arrange(cohort: Cohort, indicators: Sequence[int], *, by: Any) -> None:
    """`indicators`: keys in their new order; those not named come after, as they were."""
    cohort = locked(cohort)
    rows = {row.pk: row for row in cohort.indicators.all()}
    wanted = [pk for pk in dict.fromkeys(indicators) if pk in rows]
    for order, pk in enumerate([*wanted, *(pk for pk in rows if pk not in wanted)]):
        rows[pk].order = order
    Indicator.objects.bulk_update(rows.values(), ["order"])
    record(by=by, verb="programmes.arrange_indicators", on=cohort, organisation=cohort.organisation)
    touch()


@action
def remove(indicator: Indicator, *, by: Any) -> None:
    record(by=by, verb="programmes.remove_indicator", on=indicator, organisation=indicator.organisation)
    indicator.delete()
    touch()

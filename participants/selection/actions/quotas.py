"""What the cohort should be: quotas one by one or from a template; who is in or out whatever the scores say."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, Refused
from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.selection.actions.deciding import lock_open
from participants.selection.compose_models import Pin, Quota, QuotaSet
from participants.selection.dimensions import dimensions
from participants.selection.models import Selection
from participants.selection.quota_templates import kept_rows
from participants.selection.states import Measure, Sense, Stay

MOST_QUOTAS, MOST_SETS = 60, 20


@action
def add_quota(selection: Selection, *, by: Any, **fields: Any) -> Quota:
    """One more sentence, the last in the order."""
    selection = lock_open(selection, by)
    own = Quota.objects.filter(selection=selection)
    if own.count() >= MOST_QUOTAS:
        raise Refused(_("There are as many quotas as the composer takes. Remove one first."))
    last = own.aggregate(last=Max("order"))["last"]
    quota = Quota(selection=selection, order=(last or 0) + 1, **fields)
    _check(quota)
    quota.save()
    _note(selection, by, "add", quota)
    return quota


@action
def change_quota(quota: Quota, *, by: Any, **fields: Any) -> Quota:
    lock_open(quota.selection, by)
    quota = locked(quota)
    for name, value in fields.items():
        setattr(quota, name, value)
    _check(quota)
    quota.save()
    _note(quota.selection, by, "change", quota)
    return quota


@action
def remove_quota(quota: Quota, *, by: Any) -> None:
    selection = lock_open(quota.selection, by)
    _note(selection, by, "remove", quota)
    Quota.objects.filter(pk=quota.pk).delete()


@action
def replace_quotas(selection: Selection, rows: Iterable[dict[str, Any]], *, by: Any) -> list[Quota]:
    """A whole set, as a template gives it, in place of what there was."""
    selection = lock_open(selection, by)
    Quota.objects.filter(selection=selection).delete()
    return [add_quota(selection, by=by, **row) for row in rows]


@action
def keep_quotas(selection: Selection, name: str, *, by: Any) -> QuotaSet:
    """Keep the quotas there are under a name, for the organisation's next calls; the same name again replaces them."""
    rows = kept_rows(selection)
    if not rows:
        raise Refused(_("There is no quota to keep yet."))
    organisation = selection.organisation
    kept = QuotaSet.objects.filter(organisation=organisation)
    if kept.exclude(name=name).count() >= MOST_SETS:
        raise Refused(_("There are as many kept sets as can be shown. Remove one first."))
    made, _new = kept.update_or_create(organisation=organisation, name=name, defaults={"rows": rows, "by": by})
    record(by=by, verb="participants.keep_quotas", on=selection, organisation=organisation, detail={"name": name, "n": len(rows)})
    return made


@action
def drop_quotas(kept: QuotaSet, *, by: Any) -> None:
    """The kept set goes; selections that were begun from it stay as they are."""
    record(by=by, verb="participants.drop_quotas", on=kept, organisation=kept.organisation, detail={"name": kept.name})
    QuotaSet.objects.filter(pk=kept.pk).delete()


def _check(quota: Quota) -> None:
    """A quota that cannot mean anything is refused with a sentence; one that cannot be met is not: the composer says so."""
    known = dimensions(quota.selection.call)
    found = known.get(quota.dimension)
    if found is None or found.priced != (quota.measure == Measure.COST):
        raise Refused(_("Choose what is counted: the question this was about is not in the call any more."))
    if quota.measure == Measure.PEOPLE and not quota.values:
        raise Refused(_("Choose at least one value, or count each one or different ones."))
    if quota.measure == Measure.COST and quota.sense != Sense.MOST:
        raise Refused(_("A budget is a limit: it can only be “at most”."))
    if quota.share and (quota.measure in (Measure.DIFFERENT, Measure.COST) or quota.amount > 100):
        raise Refused(_("Per cent are of places: 0 to 100, and only for people."))


def _note(selection: Selection, by: Any, step: str, quota: Quota) -> None:
    detail = {"step": step, "quota": str(quota), "values": quota.values[:12]}
    record(by=by, verb="participants.set_quotas", on=selection, organisation=selection.organisation, detail=detail)


@action
def pin(application: Application, stay: str, *, by: Any, reason: str = "") -> Pin | None:
    """Put an application into the cohort, or leave it out, in any case; with "" let the scores decide again."""
    from participants.selection.actions.deciding import open_selection

    selection = lock_open(open_selection(application.call, by=by), by)
    application = locked(application)
    if stay and application.state not in UNDER_REVIEW:
        raise NotLawful(_("This application is not under review any more: it was withdrawn or ruled out."))
    was = Pin.objects.filter(application=application).first()
    if stay not in ("", *Stay.values):
        raise Refused
    if (was.stay if was else "") == stay and (was is None or was.reason == reason):
        return was
    Pin.objects.filter(application=application).delete()
    made = Pin.objects.create(selection=selection, application=application, stay=stay, reason=reason, by=by) if stay else None
    detail = {"from": was.stay if was else "", "to": stay, "reason": reason}
    record(by=by, verb="participants.pin_application", on=application, organisation=selection.organisation, detail=detail)
    return made

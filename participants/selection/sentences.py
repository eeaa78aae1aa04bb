"""Quotas, troubles and conflicts in words, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from incubator.web.phrases import in_a_row
from participants.selection.candidates import asked_of
from participants.selection.compose_models import Quota
from participants.selection.composer import Why
from participants.selection.dimensions import Dimension
from participants.selection.states import Measure, Sense

Known = Mapping[str, Dimension]
MANY = 8


def figure(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=number >= 10_000)


def value_name(known: Known, dimension: str, value: str) -> str:
    found = known.get(dimension)
    return found.name(value) if found else value


def values_said(known: Known, quota: Quota) -> str:
    names = [value_name(known, quota.dimension, str(value)) for value in quota.values]
    if len(names) <= MANY:
        return in_a_row(names)
    return _("%(names)s and %(n)s more") % {"names": in_a_row(names[: MANY - 1]), "n": len(names) - MANY + 1}


def about(known: Known, quota: Quota) -> str:
    """What a quota counts: "country of residence: Morocco, Senegal"."""
    found = known.get(quota.dimension)
    label = found.label if found else _("a question that is not asked any more")
    return _("%(name)s: %(amount)s") % {"name": label, "amount": values_said(known, quota)} if quota.values else label


def how_many(quota: Quota, places: int) -> str:
    """ "3", or "40 % (6)" with what the share comes to."""
    if not quota.share:
        return figure(quota.amount)
    low, high = asked_of(quota).bounds(places)
    return _("%(share)s%% (%(n)s)") % {"share": quota.amount, "n": figure(high if high is not None else low)}


def _patterns() -> dict[tuple[str, str], str]:
    return {
        (Measure.PEOPLE, Sense.LEAST): _("At least %(n)s · %(what)s"),
        (Measure.PEOPLE, Sense.MOST): _("At most %(n)s · %(what)s"),
        (Measure.PEOPLE, Sense.EXACTLY): _("Exactly %(n)s · %(what)s"),
        (Measure.EACH, Sense.LEAST): _("At least %(n)s of each · %(what)s"),
        (Measure.EACH, Sense.MOST): _("At most %(n)s of each · %(what)s"),
        (Measure.EACH, Sense.EXACTLY): _("Exactly %(n)s of each · %(what)s"),
        (Measure.DIFFERENT, Sense.LEAST): _("At least %(n)s different · %(what)s"),
        (Measure.DIFFERENT, Sense.MOST): _("At most %(n)s different · %(what)s"),
        (Measure.DIFFERENT, Sense.EXACTLY): _("Exactly %(n)s different · %(what)s"),
        (Measure.COST, Sense.MOST): _("At most %(n)s in all · %(what)s"),
    }


def sentence(quota: Quota, known: Known, places: int) -> str:
    if quota.measure == Measure.PEOPLE and quota.sense == Sense.MOST and quota.amount == 0:
        return _("Nobody · %(what)s") % {"what": about(known, quota)}
    pattern = _patterns().get((quota.measure, quota.sense), "%(n)s · %(what)s")
    return pattern % {"n": how_many(quota, places), "what": about(known, quota)}


def trouble_said(row: Mapping[str, Any], quotas: Mapping[int, str], value: str, name: str) -> str:
    """One trouble of `composer.check` with its numbers. `quotas`: sentences by primary key."""
    facts = {
        "needed": figure(row["needed"]),
        "there": figure(row["there"]),
        "quota": quotas.get(next(iter(row["quotas"]), 0), ""),
        "quotas": "; ".join(quotas.get(pk, "") for pk in row["quotas"]),
        "value": value,
        "name": name,
    }
    return _troubles().get(row["why"], "") % facts


def _troubles() -> dict[str, str]:
    return {
        Why.FEW: _("There are %(needed)s places, and %(there)s applications to choose from."),
        Why.MANY_PINS: _("%(needed)s are in in any case, for %(there)s places."),
        Why.PIN_BANNED: _("%(name)s is both in in any case and left out."),
        Why.PIN_UNKNOWN: _("%(name)s is in in any case, but not under review any more."),
        Why.LOW: _("“%(quota)s” asks for %(needed)s%(value)s, and there are %(there)s."),
        Why.ABOVE_PLACES: _("“%(quota)s” asks for %(needed)s%(value)s, and there are %(there)s places."),
        Why.PINS_OVER: _("“%(quota)s” lets in %(there)s%(value)s, and %(needed)s are in in any case."),
        Why.SUM_OF_LOWS: _("Together these ask for %(needed)s, and there are %(there)s places: %(quotas)s."),
        Why.SUM_OF_HIGHS: _("Together these let in %(there)s, and there are %(needed)s places: %(quotas)s."),
        Why.COST: _("The cheapest cohort costs %(needed)s, and the budget is %(there)s."),
    }

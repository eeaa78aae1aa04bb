"""The overview of a call: when applications came, how far drafts are, where people stop, who is kept out, from where, about what."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from incubator.access import guarded
from incubator.lib.places import country_name, language_name
from incubator.web.components.figures import shown
from incubator.web.http import Request
from participants.applications import overview, queries
from participants.applications.filters import reason_in_words
from participants.applications.states import UNSENT, State
from participants.applications.views.desk import call_of
from programmes.calls.models import Call
from programmes.editions.models import Cohort


class Links:
    """Figures with their way into the list of one call."""

    def __init__(self, call: Call, cohort: Cohort) -> None:
        self.call = call
        self.list = reverse("participants:desk_applications", args=cohort.slugs)

    def to(self, **filters: Any) -> str:
        return f"{self.list}?{urlencode({'call': self.call.slug, **filters})}"

    def bar(self, text: Any, value: int, **filters: str) -> dict[str, Any]:
        """Without a link where the value is not said: no filter finds what is empty."""
        linked = {"href": self.to(**filters)} if all(filters.values()) else {}
        return {"text": text or _("not said"), "value": value, **linked}


def days(call: Call, before: Call | None, links: Links) -> list[dict[str, Any]]:
    found = []
    for one in overview.days_of(call, before):
        item = {"text": date_format(one.day, "MONTH_DAY_FORMAT"), "now": one.now, "before": one.before}
        if one.now:
            item["href"] = links.to(since=one.day.isoformat(), until=one.day.isoformat())
        found.append(item)
    return found


def buckets(counts: list[int]) -> list[dict[str, Any]]:
    """Drafts by how much of what must be there is there; only counted, so without a link."""
    names = [_("%(low)s to %(high)s %%") % {"low": low, "high": high} for low, high in overview.BUCKETS[:-1]]
    names.append(_("complete, not sent yet"))
    tones = ["quiet", "quiet", "info", "warn", "ok"]
    return [{"text": text, "value": n, "tone": tone} for text, n, tone in zip(names, counts, tones, strict=True)]


def sections(stops: list[overview.Stop]) -> dict[str, list[dict[str, Any]]]:
    """By section how many drafts got there and finished it, and how many have nothing beyond it."""
    if not any(stop.reached for stop in stops):
        return {}
    said = _("%(reached)s, %(finished)s finished it")
    reached = [
        {
            "text": stop.section.title,
            "value": stop.reached,
            "said": said % {"reached": shown(stop.reached), "finished": shown(stop.finished)},
        }
        for stop in stops
    ]
    return {"reached": reached, "stopped": [{"text": stop.section.title, "value": stop.last, "tone": "warn"} for stop in stops]}


def failed(found: list[overview.Failure], links: Links, excluded: int) -> list[dict[str, Any]]:
    items = []
    for one in found:
        said = ngettext("%(sent)s received, %(n)s draft", "%(sent)s received, %(n)s drafts", one.drafts)
        item = links.bar(reason_in_words(one.code), one.sent + one.drafts, **({"reason": one.code} if one.sent else {}))
        item["said"] = said % {"sent": shown(one.sent), "n": shown(one.drafts)}
        items.append(item if one.sent else {name: value for name, value in item.items() if name != "href"})
    if excluded:
        items.append(links.bar(_("marked by the desk"), excluded, state=State.INELIGIBLE.value) | {"tone": "no"})
    return items


@guarded("participants.view_applications", Cohort)
@require_safe
def figures(request: Request, cohort: Cohort) -> HttpResponse:
    """Everything counted, nothing of a draft shown; figures of what was sent lead into the list."""
    call, calls = call_of(request, cohort)
    if call is None:
        raise Http404
    links, labels = Links(call, cohort), dict(queries.disciplines_of(call))
    sums, before = queries.figures(call), overview.last_edition(call)
    counts, stops = overview.how_far(call)
    shares = overview.shares(call)
    seen = {
        "cohort": cohort, "call": call, "calls": calls, "sums": sums, "before": before, "drafts": sums.of(*UNSENT),
        "days": days(call, before, links), "buckets": buckets(counts) if any(counts) else [],
        **sections(stops),
        "failures": failed(overview.failures(call), links, sums.of(State.INELIGIBLE)),
        "countries": [links.bar(country_name(code), n, country=code) for code, n in shares["country"]],
        "disciplines": [
            links.bar(labels.get(code, code), n, discipline=code) for code, n in shares["discipline"]
        ],
        "languages": [
            links.bar(language_name(code), n, language=code) for code, n in shares["language"]
        ],
        "strip": [
            {"text": pgettext("applications", "Received"), "value": sums.received, "href": links.to()},
            {"text": _("Eligible"), "value": sums.eligible, "href": links.to(eligible="yes"), "tone": "ok"},
            {"text": _("Outside the rules"), "value": sums.outside, "href": links.to(eligible="no", state="submitted"), "tone": "warn"},
            {"text": _("Drafts"), "value": sums.of(*UNSENT)},
        ],
    }  # fmt: skip
    return render(request, "participants/applications/desk_figures.html", seen)

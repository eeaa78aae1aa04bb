"""Plays are told here by the page; authors and editors see what was counted."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from incubator.access import guarded, member, public
from incubator.lib.csvsafe import stream
from incubator.lib.places import country_name
from incubator.web.http import Request
from showcase.reach import actions, queries
from showcase.reach.states import PLAYS, What
from showcase.works.models import Work

MOST_COUNTRIES = 12


@csrf_exempt  # a beacon carries no token; it may only add one to a count, and only from a page of ours
@public
@require_POST
def played(request: Request, slug: str) -> HttpResponse:
    """A quarter of a film or sound was reached. Always the same answer: nobody waits for it."""
    quarter = request.POST.get("quarter", "")
    if _from_here(request) and quarter in ("0", "1", "2", "3", "4") and queries.is_public(slug):
        actions.count(request, slug, PLAYS[int(quarter)], part=request.POST.get("part", "")[:20])
    return HttpResponse(status=204)


def _from_here(request: Request) -> bool:
    said = request.headers.get("Sec-Fetch-Site")
    if said is not None:
        return said == "same-origin"
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"


@guarded("showcase.see_reach", Work)
@require_safe
def work_reach(request: Request, work: Work) -> HttpResponse:
    asked = request.GET.get("span", "")
    span = asked if asked in queries.SPANS else "month"
    found = queries.reach_of(work, span, timezone.now().date())
    context = {
        "work": work,
        "spans": spans(span),
        "figures": figures(found),
        "days": days(found),
        "monthly": found.monthly,
        "countries": countries(found),
        "plays": [{"text": what.label, "value": many} for what, many in found.plays] if found.sums.get(What.BEGAN) else [],
        "any": bool(found.sums),
        "public": work.published is not None,
    }
    return render(request, "showcase/reach/work.html", context)


def spans(current: str) -> list[dict[str, Any]]:
    names = {"month": _("30 days"), "year": _("12 months"), "all": _("Since the beginning")}
    return [{"text": text, "href": f"?span={span}", "current": span == current} for span, text in names.items()]


def figures(found: queries.Reach) -> list[dict[str, Any]]:
    shown = [(What.VIEW, _("views")), (What.BEGAN, _("plays")), (What.WHOLE, _("to the end"))]
    more = [(What.KIT, _("press kits fetched")), (What.EMBED, _("views on other sites"))]
    shown += [one for one in more if found.sums.get(one[0])]
    return [{"text": text, "value": found.sums.get(what, 0)} for what, text in shown]


def days(found: queries.Reach) -> list[dict[str, Any]]:
    form = "YEAR_MONTH_FORMAT" if found.monthly else "MONTH_DAY_FORMAT"
    return [{"text": date_format(day, form), "now": many} for day, many in found.steps]


def countries(found: queries.Reach) -> list[dict[str, Any]]:
    """The first of them, the others together, and those nothing is known of last."""
    known = [(country_name(code), many) for code, many in found.countries if code]
    rows = [{"text": text, "value": many} for text, many in known[:MOST_COUNTRIES]]
    if others := sum(many for _text, many in known[MOST_COUNTRIES:]):
        rows.append({"text": _("Other countries"), "value": others})
    if unknown := dict(found.countries).get("", 0):
        rows.append({"text": _("Not known"), "value": unknown, "tone": "quiet"})
    return rows


@guarded("showcase.see_reach", Work)
@require_safe
def export(request: Request, work: Work) -> StreamingHttpResponse:
    """All that was counted, a line for each sum."""
    head = [_("Day"), _("What"), _("Country"), _("Number")]
    rows = ([row.day, row.get_what_display(), row.country, row.many] for row in queries.rows_of(work).iterator())
    answer = StreamingHttpResponse(stream(head, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{work.slug}.csv"'
    return answer


@member
@require_safe
def my_reach(request: Request) -> HttpResponse:
    """One's works side by side."""
    rows = [(work, reverse("showcase:work_reach", args=[work.slug])) for work in queries.works_of(request.user)[:200]]
    return render(request, "showcase/reach/mine.html", {"rows": rows})

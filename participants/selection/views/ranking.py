"""The ranking on the desk: its list, its reviewers, applications side by side."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incubator.access import guarded
from incubator.lib.numbers import wholes
from incubator.web.http import Request
from incubator.web.paging import MOST_COUNTED, page
from participants.applications.queries import disciplines_of
from participants.reviews import actions as reviews
from participants.reviews.queries import stages_read
from participants.reviews.ranking_models import Ranking
from participants.selection import queries
from participants.selection import ranking as rankings
from participants.selection.compare import MOST, compared
from participants.selection.filters import QUICK, RankingFilter
from participants.selection.models import Selection
from participants.selection.states import Verdict
from programmes.calls.models import Call, Stage
from programmes.calls.states import StageKind
from programmes.editions.models import Cohort


def one_of(asked: str | None, known: Any) -> str:
    return str(asked) if asked in known else str(next(iter(known)))


def stage_asked(request: Request, call: Call) -> tuple[list[Stage], Stage | None]:
    """The call's stages that score, and the one asked for; else the last in which something was read."""
    stages = list(call.stages.exclude(kind=StageKind.SCREENING))
    read = stages_read(call)
    for one in stages:
        one.call = call
    return stages, next((one for one in stages if str(one.pk) == request.GET.get("stage")), None) or next(
        (one for one in reversed(stages) if one.pk in read), stages[0] if stages else None
    )


def ranked(
    request: Request, selection: Selection, stages: list[Stage], stage: Stage | None, genders: dict[str, str]
) -> dict[str, Any]:
    """What the page shows of the ranking; before the first stage is made, the list in the order of receiving."""
    order, shown = one_of(request.GET.get("order"), rankings.ORDERS), one_of(request.GET.get("show"), rankings.SHOWN)
    here = {"call": selection.call.slug, "stage": str(stage.pk) if stage else "", "order": order, "show": shown}
    found: dict[str, Any] = {"stage": stage, "shown": shown, "apart_from": rankings.APART, "verdicts": Verdict.choices}
    if stage is None:
        rows = page(request, rankings.unranked(selection, shown), order=("submitted",), size=rankings.PAGE)
        panels = 0
    else:
        ranking = reviews.rank(stage)
        panels, narrowed = ranking.panels, narrowing(request, selection, ranking, shown, genders)
        found |= {"ranking": ranking, "filters": narrowed, "quick": QUICK, "tempers": rankings.tempers(ranking)}
        found["tenths"] = [f"{place}–{place + 10}" for place in range(0, 100, 10)]
        kept, here = here, here | narrowed.chosen
        found |= {"keep": kept, "clear": f"{request.path}?{urlencode(kept)}", "narrows": bool(narrowed.chosen)}
        listed = rankings.with_applications(narrowed.qs)
        whole = shown == "all" and not narrowed.chosen and ranking.applications > MOST_COUNTED
        known = MOST_COUNTED + 1 if whole else None
        rows = page(request, listed, order=(rankings.ORDERS[order],), size=rankings.PAGE, known=known)
    lines = rankings.lines(rows.rows, panels=panels)
    counts = queries.note_counts(selection, [line.application.pk for line in lines])
    for line in lines:
        line.application.notes_written = counts.get(line.application.pk, 0)  # type: ignore[attr-defined]
    found |= {"rows": rows, "lines": lines}
    return found | ways(request, here, stages, stage, order, shown)


def narrowing(request: Request, selection: Selection, ranking: Ranking, shown: str, genders: dict[str, str]) -> RankingFilter:
    rows, call = rankings.placings(selection, ranking, shown), selection.call
    return RankingFilter(
        request.GET, rows, call=call, disciplines=disciplines_of(call), genders=genders, panels=ranking.panels
    )  # fmt: skip


def ways(
    request: Request, here: dict[str, str], stages: list[Stage], stage: Stage | None, order: str, shown: str
) -> dict[str, Any]:
    """Addresses of the same list in another order, of other decisions, of another stage."""

    def to(**other: Any) -> str:
        return f"?{urlencode(here | other)}"

    return {
        "query": urlencode(here | ({"after": request.GET["after"]} if request.GET.get("after") else {})),
        "stage_tabs": [{"text": str(one), "href": to(stage=one.pk), "current": one == stage} for one in stages],
        "orders": [{"text": text, "href": to(order=key), "current": key == order} for key, text in order_names()],
        "chips": [{"text": text, "href": to(show=key), "current": key == shown} for key, text in shown_names()],
    }


def order_names() -> list[tuple[str, str]]:
    return [("corrected", _("corrected score")), ("raw", _("raw mean")), ("disagreement", _("disagreement"))]


def shown_names() -> list[tuple[str, str]]:
    return [("all", _("all")), ("undecided", _("undecided")), *((value, str(label)) for value, label in Verdict.choices)]


def stage_of(request: Request, cohort: Cohort) -> tuple[Call, Stage]:
    call = queries.call_asked(cohort, request.GET.get("call", ""))
    _stages, stage = stage_asked(request, call) if call else ([], None)
    if call is None or stage is None:
        raise Http404
    return call, stage


def home_of(call: Call, stage: Stage) -> str:
    return f"{reverse('participants:desk_selection', args=call.cohort.slugs)}?{urlencode({'call': call.slug, 'stage': stage.pk})}"


@guarded("participants.manage_selection", Cohort)
@require_safe
def reviewers(request: Request, cohort: Cohort) -> HttpResponse:
    """Every reviewer of a stage with their leniency and how their scores spread."""
    call, stage = stage_of(request, cohort)
    ranking = reviews.rank(stage)
    rows = page(request, rankings.reviewers(ranking), order=("leniency",), size=100)
    context = {"cohort": cohort, "call": call, "stage": stage, "ranking": ranking, "rows": rows, "back": home_of(call, stage)}
    return render(request, "participants/selection/reviewers.html", context)


@guarded("participants.manage_selection", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: Request, cohort: Cohort) -> HttpResponse:
    """Two to four applications side by side. What was ticked in the list comes by POST and becomes an address."""
    if request.method == "POST":
        ticked = [("application", pk) for pk in wholes(request.POST.getlist("application")[:MOST])]
        kept = [(name, value) for name in ("call", "stage") if (value := request.POST.get(name))]
        return redirect(f"{request.path}?{urlencode([*kept, *ticked])}")
    call, stage = stage_of(request, cohort)
    asked = wholes(request.GET.getlist("application"))
    context = {
        "cohort": cohort,
        "call": call,
        "stage": stage,
        "compared": compared(call, stage, asked, request.user),
        "back": home_of(call, stage),
    }
    return render(request, "participants/selection/compare.html", context)

"""Assigning: asked for, watched, looked at as a proposal, accepted or worked out again."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.lib.numbers import whole
from incubator.web.acting import told
from incubator.web.http import Request
from participants.reviews import actions as reviews
from participants.reviews import proposal, queries
from participants.reviews.desk_forms import RULES, AssignForm, WholeForm
from participants.reviews.models import AssignmentRun
from participants.reviews.prospect import prospect
from participants.reviews.report import report_in_words
from participants.reviews.states import UNFINISHED, RunState
from participants.reviews.views.desk import desk_of
from programmes.calls.models import Stage

PAIR = re.compile(r"(\d{1,18})-(\d{1,18})")
MOST_TICKED = 2000


def whole_forms(stage: Stage, data: QueryDict | None = None) -> list[WholeForm]:
    """Places for a few rules by whole discipline or language; without one where nobody sits on the panel."""
    panel = queries.active_panel(stage.call)
    disciplines, languages = queries.disciplines_of(stage.call), queries.languages_of(stage)
    return [
        WholeForm(data, prefix=f"w{number}", reviewers=panel, disciplines=disciplines, languages=languages)
        for number in range(RULES)
    ]


@guarded("participants.manage_reviews", Stage)
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: Request, stage: Stage) -> HttpResponse:
    """Ask for an assignment; its page shows how far it is."""
    ahead = prospect(stage)
    data = request.POST if request.method == "POST" else None
    form, rules = AssignForm(data, stage=stage, given=ahead.given > 0), whole_forms(stage, data)
    wrong = [one for one in (form, *rules) if not one.is_valid()]  # every form says what is wrong with it
    if data is not None and not wrong:
        wholes = [rule.rule for rule in rules if rule.rule]
        try:
            run = reviews.request_assignment(stage, by=request.user, wholes=wholes, **form.cleaned_data)
        except Refused as why:
            form.add_error(None, str(why.message))
        else:
            return redirect("participants:assignment_run", *stage.call.cohort.slugs, run.pk)
    seen: dict[str, Any] = {
        "cohort": stage.call.cohort, "stage": stage, "form": form, "rules": rules, "prospect": ahead,
        "back": desk_of(stage.call, stage), "ruled": any(rule.errors or rule["what"].value() for rule in rules),
    }  # fmt: skip
    failed = data is not None
    return render(request, "participants/reviews/assign.html", seen, status=422 if failed else 200)


@guarded("participants.manage_reviews", AssignmentRun)
@require_safe
def run(request: Request, run: AssignmentRun) -> HttpResponse:
    """An assignment: how far it is, what it proposes, what came of it. While it is worked out htmx asks again."""
    if request.htmx and run.state not in UNFINISHED:
        return HttpResponse(headers={"HX-Refresh": "true"})
    seen: dict[str, Any] = {"cohort": run.stage.call.cohort, "run": run, "back": desk_of(run.stage.call, run.stage)}
    if request.htmx:
        return render(request, "participants/reviews/_run_progress.html", seen)
    seen["report"] = report_in_words(run)
    seen["wholes"] = proposal.wholes_in_words(run)
    if run.state == RunState.PROPOSED:
        chosen, page = whole(request.GET.get("reviewer")), whole(request.GET.get("page")) or 1
        seen["good"] = reviews.is_good(run)
        seen["changes"], pages = proposal.changes(run, reviewer=chosen, page=page)
        seen["loads"] = proposal.loads(run)
        seen["chosen"] = chosen
        seen["pages"] = [{"text": n, "href": f"?page={n}" + (f"&reviewer={chosen}" if chosen else ""), "current": n == page}
                         for n in range(1, pages + 1)] if pages > 1 else []  # fmt: skip
    return render(request, "participants/reviews/run.html", seen)


def ticked(data: QueryDict) -> list[tuple[int, int]]:
    """The ticked (application, reviewer) pairs; what is none is left out."""
    found = (PAIR.fullmatch(raw) for raw in data.getlist("pair")[:MOST_TICKED])
    return [(int(pair[1]), int(pair[2])) for pair in found if pair]


@guarded("participants.manage_reviews", AssignmentRun)
@require_POST
def decide(request: Request, run: AssignmentRun) -> HttpResponse:
    """Accept a proposal, leave it, work it out again with what was ticked; cancel one that is being worked out."""
    step, by = request.POST.get("step", ""), request.user
    here = redirect("participants:assignment_run", *run.stage.call.cohort.slugs, run.pk)
    if step == "accept":
        count = len(run.plan.get("give", ()))
        done = ngettext("Accepted: %(count)s review is given.", "Accepted: %(count)s reviews are given.", count)
        told(request, lambda: reviews.accept_run(run, by=by), done % {"count": count})
        return here
    if step in ("discard", "cancel"):
        act = reviews.discard_run if step == "discard" else reviews.cancel_run
        told(request, lambda: act(run, by=by), _("Nothing was changed."))
        return redirect(desk_of(run.stage.call, run.stage))
    if step not in ("again", "keep", "bar", "free"):
        raise Http404
    return again(request, run, step)


def again(request: Request, run: AssignmentRun, step: str) -> HttpResponse:
    pairs = ticked(request.POST)
    if step in ("keep", "bar") and not pairs:
        messages.error(request, _("Tick first what you mean."))
        return redirect("participants:assignment_run", *run.stage.call.cohort.slugs, run.pk)
    words: dict[str, Any] = {"keep": {"keep": pairs}, "bar": {"bar": pairs}, "free": {"free": True}}
    said = words.get(step, {})
    new = run
    try:
        new = reviews.rework(run, by=request.user, **said)
    except Refused as why:
        messages.error(request, str(why.message))
    return redirect("participants:assignment_run", *run.stage.call.cohort.slugs, new.pk)

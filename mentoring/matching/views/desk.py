"""The matching on the desk: preferences, runs, pairs with their reasons, publishing."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.lib.numbers import key
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from mentoring.matching import actions, phrases, queries
from mentoring.matching.forms import PairForm, RunForm
from mentoring.matching.models import Matching
from mentoring.matching.states import Mode
from mentoring.matching.terms import Bar
from mentoring.mentors.pages import mentoring_tabs
from mentoring.mentors.queries import counts
from programmes.editions.models import Cohort

HELP = {
    Mode.WORST_OFF: gettext_lazy("The weakest pair is made as good as it can be, then the total."),
    Mode.BEST_TOTAL: gettext_lazy("The sum of all scores is as high as it can be."),
    Mode.STABLE: gettext_lazy("No two would both rather have each other."),
}


@guarded("mentoring.view_matching", Cohort)
def desk_preferences(request: Request, cohort: Cohort) -> HttpResponse:
    rows = queries.preferences_of(cohort)
    context = {
        "cohort": cohort,
        "pages": mentoring_tabs(cohort, "desk_preferences"),
        "people": rows,
        "answered": sum(bool(row["wishes"]) for row in rows),
    }
    return render(request, "mentoring/matching/desk_preferences.html", context)


@guarded("mentoring.view_matching", Cohort)
def desk_matching(request: Request, cohort: Cohort) -> HttpResponse:
    """The newest run, or the way to the first."""
    return _page(request, cohort, queries.latest(cohort))


@guarded("mentoring.view_matching", Matching)
def desk_run(request: Request, matching: Matching) -> HttpResponse:
    return _page(request, matching.cohort, matching)


def _page(request: Request, cohort: Cohort, matching: Matching | None, form: RunForm | None = None) -> HttpResponse:
    context = {
        "cohort": cohort,
        "pages": mentoring_tabs(cohort, "desk_matching"),
        "form": form or RunForm(weights=matching.weights if matching else None),
        "counts": counts(cohort),
        "runs": list(queries.runs_of(cohort)[:20]),
        "words": queries.words_of(cohort),
        "matching": matching,
        "modes": [{"mode": mode, "help": HELP[mode]} for mode in Mode],
    }
    if matching is not None:
        context |= _found(request, matching)
    page = "mentoring/matching/desk_matching.html"
    return render(request, page, context, status=422 if form and form.errors else 200)


def _found(request: Request, matching: Matching) -> dict[str, Any]:
    """What a run found, in words."""
    people, mentors = queries.names_of(matching)
    asked = PairForm(request.GET or None, people=people, mentors=mentors)
    kept = {tuple(pair) for pair in matching.inputs["kept"]}
    return {
        "columns": [{**column, "help": HELP[column["mode"]]} for column in queries.columns(matching)],
        "pairs": [
            {
                "row": pair,
                "reasons": phrases.reasons(pair.reasons),
                "kept": (pair.participation_id, pair.engagement_id) in kept,
                "breaks": phrases.BROKEN.get(Bar(pair.breaks), "") if pair.breaks else "",
            }
            for pair in queries.pairs_of(matching)
        ],
        "unmatched": [
            {"name": people.get(row["participant"], ""), "why": phrases.BARS[Bar(row["reason"])], "candidates": row["candidates"]}
            for row in matching.facts["unmatched"]
        ],
        "fixed": len(matching.inputs["pins"]),
        "stale": queries.is_stale(matching),
        "asked": asked,
        "answer": _answer(matching, asked, people, mentors),
    }


def _answer(matching: Matching, asked: PairForm, people: dict[int, str], mentors: dict[int, str]) -> dict[str, Any] | None:
    if not asked.is_bound or not asked.is_valid():
        return None
    pair = queries.pair_of(matching.cohort, asked.cleaned_data["participation"], asked.cleaned_data["engagement"])
    found = queries.why_not(matching, *pair) if pair else None
    if pair is None or found is None:
        return None
    return {"participation": pair[0], "engagement": pair[1], **phrases.why_not(found, people, mentors)}


@require_POST
@guarded("mentoring.run_matching", Cohort)
def run_matching(request: Request, cohort: Cohort) -> HttpResponse:
    form = RunForm(request.POST)

    def run(**said: Any) -> Matching:
        return actions.run(cohort, by=request.user, mode=said["mode"] or Mode.WORST_OFF, weights=form.weights())

    if made := attempt(form, run):
        return redirect("mentoring:desk_run", *cohort.slugs, made.pk)
    return _page(request, cohort, queries.latest(cohort), form)


WORDS = {"pin": actions.pin, "forbid": actions.forbid, "clear": actions.clear}


@require_POST
@guarded("mentoring.run_matching", Matching)
def instruct_pair(request: Request, matching: Matching, word: str) -> HttpResponse:
    """A coordinator's word on a pair; it holds from the next run on."""
    pair = queries.pair_of(matching.cohort, key(request.POST.get("participation")), key(request.POST.get("engagement")))
    if pair is not None:
        said = {
            "pin": _("%(participant)s stays with %(mentor)s from the next run on."),
            "forbid": _("%(participant)s and %(mentor)s will not be put together from the next run on."),
            "clear": _("%(participant)s and %(mentor)s are free again from the next run on."),
        }[word] % {"participant": pair[0], "mentor": pair[1]}
        told(request, partial(WORDS[word], *pair, by=request.user), said)
    return redirect("mentoring:desk_run", *matching.cohort.slugs, matching.pk)


@guarded("mentoring.publish_matching", Matching)
def publish_matching(request: Request, matching: Matching) -> HttpResponse:
    """Asked first: both sides of each pair are told by mail."""
    if request.method == "POST":
        if told(request, partial(actions.publish, matching, by=request.user), _("Published. Both sides of each pair are told.")):
            return redirect("mentoring:desk_mentorships", *matching.cohort.slugs)
        return redirect("mentoring:desk_run", *matching.cohort.slugs, matching.pk)
    pairs, kept = matching.pairs.count(), len(matching.inputs["kept"])
    fresh = pairs - kept
    context = {
        "question": _("Publish this matching?"),
        "consequence": ngettext(
            "%(count)s pair begins to work together, and both are told by mail. Pairs at work already stay as they are.",
            "%(count)s pairs begin to work together, and both sides are told by mail. Pairs at work already stay as they are.",
            fresh,
        )
        % {"count": fresh},
        "action": _("Publish the matching"),
        "back": reverse("mentoring:desk_run", args=[*matching.cohort.slugs, matching.pk]),
    }
    return render(request, "layouts/confirm.html", context)

"""Interviews on the desk: hours, who is invited, who comes when."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded
from incubator.lib.numbers import key, wholes
from incubator.outbox.render import render as message
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from participants.interviews import actions as interviews
from participants.interviews import queries
from participants.interviews.forms import SlotsForm
from participants.interviews.models import Interview, Slot
from participants.interviews.states import State
from participants.reviews.views.desk import desk_of
from programmes.calls.models import Stage
from programmes.calls.states import StageKind


def must_interview(stage: Stage) -> None:
    if stage.kind != StageKind.INTERVIEW:
        raise Http404


def frame(stage: Stage) -> dict[str, Any]:
    return {"cohort": stage.call.cohort, "call": stage.call, "stage": stage, "back": desk_of(stage.call, stage)}


@guarded("participants.manage_reviews", Stage)
@require_safe
def home(request: Request, stage: Stage) -> HttpResponse:
    must_interview(stage)
    slots = list(queries.slots_of(stage))
    rows = list(queries.interviews_of(stage))
    context = frame(stage) | {
        "slots": slots, "free": [slot for slot in slots if not hasattr(slot, "interview")], "figures": queries.figures(stage),
        "waiting": [row for row in rows if row.slot_id is None and row.state != State.CANCELLED],
        "agreed": [row for row in rows if row.slot_id is not None], "off": [row for row in rows if row.state == State.CANCELLED],
        "uninvited": list(queries.uninvited(stage, request.user)[:300]), "letter": _letter(stage, request),
    }  # fmt: skip
    return render(request, "participants/interviews/desk.html", context)


def _letter(stage: Stage, request: Request) -> tuple[str, str]:
    """The invitation as it will be read, in the coordinator's language."""
    context = {
        "call": stage.call.title, "title": "…", "name": "…", "organisation_name": stage.organisation.name, "link": "…",
    }  # fmt: skip
    return message("interview_invited", request.LANGUAGE_CODE, context)


@guarded("participants.manage_reviews", Stage)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: Request, stage: Stage) -> HttpResponse:
    must_interview(stage)
    form = SlotsForm(request.POST or None, stage=stage)
    if attempt(form, lambda **_clean: interviews.add_slots(stage, by=request.user, **form.given)):
        return redirect("participants:interviews", *stage.call.cohort.slugs, stage.pk)
    return render(
        request, "participants/interviews/hours.html", frame(stage) | {"form": form}, status=422 if form.errors else 200
    )


@guarded("participants.manage_reviews", Stage)
@require_POST
def invite(request: Request, stage: Stage) -> HttpResponse:
    must_interview(stage)
    ids = wholes(request.POST.getlist("application"))
    done = ngettext("%(n)s candidate is invited.", "%(n)s candidates are invited.", len(ids)) % {"n": len(ids)}
    told(request, lambda: interviews.invite(stage, ids, by=request.user), done)
    return redirect("participants:interviews", *stage.call.cohort.slugs, stage.pk)


@guarded("participants.manage_reviews", Slot)
@require_POST
def remove(request: Request, slot: Slot) -> HttpResponse:
    told(request, lambda: interviews.remove_slot(slot, by=request.user), _("The hour is gone."))
    return redirect("participants:interviews", *slot.stage.call.cohort.slugs, slot.stage_id)


@guarded("participants.manage_reviews", Interview)
@require_POST
def change(request: Request, interview: Interview) -> HttpResponse:
    """One interview on the desk: propose an hour, held, missed, called off."""
    step, by = request.POST.get("step", ""), request.user
    if step == "propose":
        slot = get_object_or_404(queries.slots_of(interview.stage), pk=key(request.POST.get("slot")))
        told(request, lambda: interviews.propose(interview, slot, by=by), _("Proposed; the candidate is asked to confirm."))
    elif step in (State.HELD, State.MISSED):
        told(request, lambda: interviews.conclude(interview, step, by=by), _("Kept."))
    elif step == "call_off":
        reason = request.POST.get("reason", "")
        told(request, lambda: interviews.call_off(interview, by=by, reason=reason), _("Called off; the candidate is told."))
    else:
        raise Http404
    return redirect("participants:interviews", *interview.stage.call.cohort.slugs, interview.stage_id)

"""A cohort's calls: list, new, copy, texts, steps of a call's life, preview."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.lib.places import language_name
from incubator.web.components.dates import moment
from incubator.web.http import Request
from programmes.calls import actions as calls
from programmes.calls import checklist, copied, phrases, queries
from programmes.calls.forms import CallForm, CopyForm, ExtendForm
from programmes.calls.models import Call
from programmes.calls.registry import writers_of
from programmes.calls.states import Phase
from programmes.calls.views.shared import attempt, show, to
from programmes.editions.models import Cohort


@guarded("programmes.view_calls", Cohort)
def listing(request: Request, cohort: Cohort) -> HttpResponse:
    rows = list(queries.calls_of(cohort))
    if len(rows) == 1 and "all" not in request.GET:
        return redirect("programmes:desk_call", *rows[0].slugs)
    return render(request, "programmes/calls/desk_calls.html", {"cohort": cohort, "calls": rows})


@guarded("programmes.edit_call", Cohort)
def new(request: Request, cohort: Cohort) -> HttpResponse:
    form = CallForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        call = attempt(form, lambda: calls.create(cohort, by=request.user, **form.fields_given()))
        if call:
            messages.success(request, _("The draft is there. Next: what the form asks."))
            return to(call, "desk_call")
    copies = queries.others_of(cohort)
    context = {"cohort": cohort, "form": form, "copy_form": CopyForm(calls=copies) if copies.exists() else None}
    return render(request, "programmes/calls/new.html", context)


@guarded("programmes.edit_call", Cohort)
@require_POST
def copy(request: Request, cohort: Cohort) -> HttpResponse:
    form = CopyForm(request.POST, calls=queries.others_of(cohort))
    if not form.is_valid():
        messages.error(request, _("Choose the call to copy."))
        return redirect("programmes:desk_call_new", *cohort.slugs)
    made = calls.duplicate(form.cleaned_data["source"], cohort, by=request.user)
    messages.success(request, _("The copy is a draft. Look at its dates first."))
    return to(made, "desk_call", anchor="copied")


@guarded("programmes.view_calls", Call)
def overview(request: Request, call: Call) -> HttpResponse:
    rows = checklist.completeness(call)
    bars = [
        {
            "text": language_name(row.language),
            "value": round(100 * row.filled / row.total) if row.total else 0,
            "said": _("%(filled)s of %(total)s") % {"filled": row.filled, "total": row.total},
            "tone": "ok" if row.filled == row.total else "accent" if row.wanted else "quiet",
        }
        for row in rows
    ]
    asked = list(queries.asked_of(call))
    gaps = checklist.gaps(call)
    context = {
        "gaps": gaps if call.phase == Phase.DRAFT else [gap for gap in gaps if gap.code != "deadline"],
        "languages": bars,
        "lines": phrases.who_may_apply(queries.rules_of(call, asked)),
        "asked": len(asked),
        "stages": list(queries.stages_of(call)),
        "extend_form": ExtendForm(call=call),
        "copied": copied.summary(call) if call.phase == Phase.DRAFT else None,
        "edit": reverse("programmes:desk_call_edit", args=call.slugs),
    }
    return show(request, call, "overview", "desk_call", **context)


@guarded("programmes.edit_call", Call)
def edit(request: Request, call: Call) -> HttpResponse:
    form = CallForm(request.POST or None, cohort=call.cohort, instance=call)
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: calls.edit(call, by=request.user, **form.fields_given()))
        if saved:
            messages.success(request, _("Saved."))
            return to(saved, "desk_call")
    conditions = [(one, phrases.own_line(own)) for one, own in queries.own_rules_of(call)]
    return show(request, call, "edit", "desk_call_edit", form=form, conditions=conditions)


@guarded("programmes.edit_call", Call)
@require_POST
def extend(request: Request, call: Call) -> HttpResponse:
    """First what it does and who is told, then done."""
    form = ExtendForm(request.POST, call=call)
    if form.is_valid() and "sure" not in request.POST and form.cleaned_data["closes"] > max(call.closes, timezone.now()):
        return render(request, "programmes/calls/extend.html", _extension(call, form))
    if form.is_valid() and attempt(form, lambda: calls.extend(call, form.cleaned_data["closes"], by=request.user)):
        messages.success(request, _("The new deadline is announced."))
        return to(call, "desk_call")
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
    return to(call, "desk_call", anchor="extend")


def _extension(call: Call, form: ExtendForm) -> dict[str, Any]:
    people = writers_of(call)
    told = ngettext(
        "%(n)s person has written without sending, and is told by mail in their language. Who has sent gets no mail.",
        "%(n)s people have written without sending, and are told by mail in their language. Who has sent gets no mail.",
        people,
    )
    until = moment(form.cleaned_data["closes"], call.time_zone)
    return {
        "question": _("Extend “%(call)s” until %(until)s?") % {"call": call.title, "until": until},
        "consequence": told % {"n": people} if people else _("Nobody has written without sending: nobody is written to."),
        "action": _("Extend the deadline"),
        "back": reverse("programmes:desk_call", args=call.slugs),
        "form": form,
    }


def _closing(call: Call) -> str:
    people = writers_of(call)
    now = _("It closes at once, without the silent grace. You can extend the deadline again.")
    if not people:
        return now
    said = ngettext(
        "%(n)s person has written without sending: their text is kept, and cannot be sent any more.",
        "%(n)s people have written without sending: their texts are kept, and cannot be sent any more.",
        people,
    )
    return f"{now} {said % {'n': people}}"


STEPS: dict[str, tuple[Any, Any, Any, str, Callable[..., Call]]] = {
    "publish": (
        gettext_lazy("Announce “%(call)s”?"),
        gettext_lazy("The page becomes public, and applications are taken from the opening on. This cannot be taken back."),
        gettext_lazy("Announce the call"),
        "",
        calls.publish,
    ),
    "close": (
        gettext_lazy("Close “%(call)s” now?"),
        _closing,
        gettext_lazy("Close the call now"),
        "no",
        calls.close_now,
    ),
    "archive": (
        gettext_lazy("Put “%(call)s” into the archive?"),
        gettext_lazy("The page disappears for everyone; applications stay with you. This cannot be taken back."),
        gettext_lazy("Archive the call"),
        "no",
        calls.archive,
    ),
}


@guarded("programmes.edit_call", Call)
def step(request: Request, call: Call, step: str) -> HttpResponse:
    """A step of its life, asked before it is done."""
    if step not in STEPS:
        raise Http404
    question, consequence, action, tone, act = STEPS[step]
    if request.method == "POST":
        try:
            act(call, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Done: the call is now “%(state)s”.") % {"state": _fresh(call).get_phase_display()})
        return to(call, "desk_call")
    context = {
        "question": question % {"call": call.title},
        "consequence": consequence(call) if callable(consequence) else consequence,
        "action": action,
        "tone": tone,
        "back": reverse("programmes:desk_call", args=call.slugs),
    }
    return render(request, "layouts/confirm.html", context)


def _fresh(call: Call) -> Call:
    call.refresh_from_db()
    return call

"""After publication: the letters on their way, answers, places that become free, the waiting list."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded
from incubator.outbox.states import State as Sending
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from participants.applications.models import Application
from participants.applications.states import State as ApplicationState
from participants.selection import actions as selections
from participants.selection import queries
from participants.selection.documents import letter_document
from participants.selection.forms import HowForm, OffersForm, ReasonForm, ReplyForm
from participants.selection.letters import WORDS
from participants.selection.models import Decision, Selection
from participants.selection.previews import closing_previews
from participants.selection.replacing import next_in_line
from participants.selection.states import Promotion, State
from participants.selection.views.desk import selection_asked
from participants.selection.views.preparing import address, around
from programmes.editions.models import Cohort


@guarded("participants.manage_selection", Cohort)
@require_safe
def home(request: Request, cohort: Cohort) -> HttpResponse:
    """Who said what, whose place is free and who would get it, what became of the letters."""
    selection = selection_asked(request, cohort)
    if selection.state != State.PUBLISHED:
        return redirect(address("desk_selection", cohort, selection))
    context = around(cohort, selection) | {"here": address("answers", cohort, selection)} | sending(selection)
    if request.htmx:
        return render(request, "participants/selection/_sending.html", context)
    rows = queries.offers(selection)
    open_ones = [row for row in rows if row.application.state == ApplicationState.ACCEPTED]
    late = [row for row in open_ones if row.reply_by and row.reply_by < timezone.now()]
    context |= {
        "offers": rows,
        "open": open_ones,
        "late": late,
        "taken": sum(row.application.state == ApplicationState.CONFIRMED for row in rows),
        "places_left": queries.places_left(selection),
        "waiting": list(queries.waiting_list(selection)[:200]),
        "by_hand": queries.without_address(selection),
        "reply_form": ReplyForm(initial={"reply_by": selection.reply_by}),
        "itself": selection.promotion == Promotion.ITSELF,
    }
    return render(request, "participants/selection/answers.html", context | free_places(selection, late, context))


def sending(selection: Selection) -> dict[str, Any]:
    """How many letters are sent, wait, came back."""
    found = queries.letters_by_state(selection)
    names = dict(Sending.choices)
    stuck = queries.letters_sent(selection).filter(state__in=[Sending.FAILED, Sending.ABANDONED])
    return {
        "sums": [(names[state], n) for state, n in found.items()],
        "sent": found.get(Sending.SENT, 0),
        "letters": sum(found.values()),
        "stuck": list(stuck[:20]) if len(found) > 1 or Sending.SENT not in found else [],
    }


def free_places(selection: Selection, late: list[Decision], seen: dict[str, Any]) -> dict[str, Any]:
    """Places left, or not answered for in time, and who steps in for the first of them."""
    left = [*queries.vacancies(selection), *late] if seen["waiting"] else []
    if not left and seen["places_left"] < 1:
        return {"vacancies": [], "steps_in": None}
    return {"vacancies": left, "steps_in": next_in_line(selection, left[0].application if left else None)}


@guarded("participants.manage_selection", Cohort)
@require_POST
def promote(request: Request, cohort: Cohort) -> HttpResponse:
    """Offer a free place to whoever steps in by the rule, or to the one chosen; `instead` names whose place it is."""
    selection = selection_asked(request, cohort)
    leaving, to = (queries.application_asked(selection, request.POST.get(name, ""), request.user) for name in ("instead", "to"))

    def act() -> None:
        if leaving is not None:
            selections.pass_on(leaving, by=request.user, to=to)
        else:
            selections.promote_next(selection, by=request.user, application=to)

    told(request, act, _("The place is offered; the letter is on its way."))
    return redirect(address("answers", cohort, selection))


@guarded("participants.manage_selection", Cohort)
@require_POST
def extend(request: Request, cohort: Cohort) -> HttpResponse:
    """Another day to answer by, for all who have not answered."""
    selection = selection_asked(request, cohort)
    form = ReplyForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["reply_by"]
        told(
            request,
            lambda: selections.extend_reply(selection, by=request.user, reply_by=day),
            _("The day is changed, and they are told."),
        )
    return redirect(address("answers", cohort, selection))


STEPS = ("extend", "yes", "no", "back", "told")


@guarded("participants.manage_offer", Application)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: Request, application: Application) -> HttpResponse:
    """One person's offer: more time, an answer by phone, taking it back, telling who has no address."""
    decision = queries.published_decision(application)
    if decision is None:
        raise Http404
    decision.application, decision.selection.call = application, application.call
    step = request.POST.get("step", "")
    forms = {
        "extend": ReplyForm(request.POST if step == "extend" else None, prefix="extend"),
        "yes": HowForm(request.POST if step == "yes" else None, prefix="yes"),
        "no": HowForm(request.POST if step == "no" else None, prefix="no"),
        "back": ReasonForm(request.POST if step == "back" else None, prefix="back"),
        "told": HowForm(request.POST if step == "told" else None, prefix="told"),
    }
    acts: dict[str, Callable[..., Any]] = {
        "extend": lambda reply_by: selections.extend_offer(application, by=request.user, reply_by=reply_by),
        "yes": lambda how: selections.answer_for(application, True, by=request.user, how=how),
        "no": lambda how: selections.answer_for(application, False, by=request.user, how=how),
        "back": lambda reason: selections.take_offer_back(application, by=request.user, reason=reason),
        "told": lambda how: selections.note_told(application, by=request.user, how=how),
    }
    cohort, selection = application.call.cohort, decision.selection
    if step in STEPS and attempt(forms[step], acts[step]):
        return redirect(address("answers", cohort, selection))
    context = around(cohort, selection) | {"application": application, "decision": decision, "forms": forms}
    context |= {"back": address("answers", cohort, selection), "step": step}
    failed = step in STEPS and forms[step].errors
    return render(request, "participants/selection/offer.html", context, status=422 if failed else 200)


@guarded("participants.manage_offer", Application)
@require_safe
def letter(request: Request, application: Application) -> HttpResponse:
    """The letter to print, for who has no address."""
    decision = queries.published_decision(application)
    if decision is None:
        raise Http404
    decision.application, decision.selection.call = application, application.call
    answer = HttpResponse(letter_document(decision), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{application.reference}.pdf"'
    return answer


@guarded("participants.manage_selection", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Request, cohort: Cohort) -> HttpResponse:
    """How the waiting list moves, how long who is promoted may think, the letters that go later."""
    selection = selection_asked(request, cohort)
    form = OffersForm(request.POST or None, selection=selection)
    home = "answers" if selection.state == State.PUBLISHED else "desk_selection"
    if attempt(form, lambda **clean: selections.edit_offers(selection, by=request.user, **clean)):
        return redirect(address(home, cohort, selection))
    context = around(cohort, selection) | {"form": form, "words": [f"${word}" for word in WORDS]}
    context["back"] = address(home, cohort, selection)
    return render(request, "participants/selection/offer_settings.html", context, status=422 if form.errors else 200)


@guarded("participants.manage_selection", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, cohort: Cohort) -> HttpResponse:
    """Tells everybody who still waits; asked first, with the letter as they will read it."""
    selection = selection_asked(request, cohort)
    home = address("answers", cohort, selection)
    if selection.state != State.PUBLISHED:
        return redirect(address("desk_selection", cohort, selection))
    if request.method == "POST":

        def act() -> None:
            anyway = bool(request.POST.get("anyway"))
            count = selections.close_waiting(selection, by=request.user, anyway=anyway)
            said = ngettext("%(n)s person is told.", "%(n)s people are told.", count) % {"n": count}
            messages.success(request, said)

        done = told(request, act)
        return redirect(
            home if done else f"{reverse('participants:close_waiting', args=cohort.slugs)}?call={selection.call.slug}"
        )
    waiting = queries.waiting_list(selection).count()
    context = around(cohort, selection) | {"previews": closing_previews(selection), "count": waiting, "back": home}
    context |= {"places_left": queries.places_left(selection), "settings": address("offer_settings", cohort, selection)}
    context["open"] = queries.unanswered().filter(selection=selection).count()
    return render(request, "participants/selection/close.html", context)

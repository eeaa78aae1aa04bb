"""The candidate's own page of an interview: choose or confirm an hour, take it along as a calendar file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.lib.numbers import whole
from incubator.web.http import Request
from participants.interviews import actions as interviews
from participants.interviews import queries
from participants.interviews.forms import WordsForm
from participants.interviews.models import Interview
from participants.interviews.states import State
from programmes.agenda.ics import CONTENT_TYPE, Entry, Feed, calendar, uid


@guarded("participants.answer_interview", Interview)
@require_http_methods(["GET", "HEAD", "POST"])
def interview(request: Request, interview: Interview) -> HttpResponse:
    if request.method != "POST":
        return shown(request, interview, WordsForm())
    step, slot = request.POST.get("step", ""), whole(request.POST.get("slot"))
    form = WordsForm(request.POST if step == "none" else None)
    try:
        if step == "confirm":
            interviews.confirm(interview, by=request.user)
        elif step == "choose" and slot is not None:
            interviews.choose(interview, slot, by=request.user)
        elif step == "none" and form.is_valid():
            interviews.none_suits(interview, form.cleaned_data["words"], by=request.user)
            messages.success(request, _("Thank you. The organisation reads it and answers you."))
            return redirect("participants:own_interview", interview.pk)
        else:
            return shown(request, interview, form, status=422)
    except Refused as why:
        interview.refresh_from_db()
        return shown(request, interview, form, said=str(why.message), status=409)
    messages.success(request, _("Your hour is agreed. A message with it is on its way to you."))
    return redirect("participants:own_interview", interview.pk)


def shown(request: Request, interview: Interview, form: WordsForm, *, said: str = "", status: int = 200) -> HttpResponse:
    context = {
        "interview": interview, "application": interview.application, "call": interview.stage.call, "stage": interview.stage,
        "choices": queries.choices_for(interview) if queries.answerable(interview) else [], "form": form, "said": said,
        "open": queries.answerable(interview),
    }  # fmt: skip
    return render(request, "participants/interviews/own.html", context, status=status)


@guarded("participants.answer_interview", Interview)
@require_safe
def calendar_file(request: Request, interview: Interview) -> HttpResponse:
    """The agreed hour for one's own calendar; a later file replaces an earlier one there."""
    slot = interview.slot
    if slot is None or interview.state not in (State.BOOKED, State.HELD, State.MISSED):
        raise Http404
    title = _("Interview: %(call)s") % {"call": interview.stage.call.title}
    entry = Entry(
        uid=uid("interview", interview.pk, request.get_host()),
        title=title,
        start=slot.starts,
        end=slot.ends,
        updated=interview.changed,
        zone=slot.time_zone,
        sequence=interview.sequence,
        location=slot.place or slot.link,
        description=slot.link,
        url=request.build_absolute_uri(reverse("participants:own_interview", args=[interview.pk])),
    )
    answer = HttpResponse(calendar(Feed(name=title, entries=[entry])), content_type=CONTENT_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{interview.application.reference}.ics"'
    return answer

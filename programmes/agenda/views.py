"""One's own agenda, as a page and as a calendar."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import member, public
from incubator.web.acting import told
from incubator.web.http import Request
from programmes.agenda import actions, queries
from programmes.agenda.ics import calendar
from programmes.workshops.queries import by_day


@member
def my_agenda(request: Request) -> HttpResponse:
    """What is to come, then what was; with the address of the calendar feed."""
    now, sessions = timezone.now(), queries.agenda_of(request.user)
    feed = actions.open_feed(by=request.user)
    context = {
        "coming": by_day(session for session in sessions if session.ends > now),
        "past": by_day(session for session in sessions if session.ends <= now),
        "address": settings.SITE_URL + reverse("feed", args=[feed.token]),
    }
    return render(request, "programmes/agenda/my_agenda.html", context)


@require_POST
@member
def renew_feed(request: Request) -> HttpResponse:
    told(request, lambda: actions.renew_feed(by=request.user), _("The calendar has a new address; the old one is dead."))
    return redirect("programmes:my_agenda")


@public
def feed(request: Request, token: str) -> HttpResponse:
    """The calendar of whoever the token belongs to; an unknown or renewed token is nothing."""
    found = queries.feed_by(token)
    if found is None:
        raise Http404
    with translation.override(found.person.language):
        body = calendar(queries.feed_of(found.person))
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="veillee.ics"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer

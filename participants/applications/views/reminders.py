"""Stopping reminders with the link of the mail, without signing in."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from incubator.access import public
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications.actions.reminding import of_token, person_of


@public
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, token: str) -> HttpResponse:
    """A page whose script presses the button at once; mail scanners that only look at the link stop nothing."""
    application = of_token(token)
    if application is None:
        raise Http404
    if request.method == "POST":
        wish = request.POST.get("wish", "one")
        if wish == "all":
            applications.quieten_all(application)
        else:
            applications.quieten(application, wish != "again")
        return HttpResponseRedirect(f"{reverse('participants:stop_reminders', args=[token])}?done=1")
    person = person_of(application)
    seen = {
        "application": application, "call": application.call, "none": person is not None and not person.mail_reminders,
        "at_once": "done" not in request.GET and not application.quiet,
    }  # fmt: skip
    answer = render(request, "participants/applications/stop.html", seen)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@csrf_exempt  # mail programs post here by themselves (RFC 8058): the signed link is the proof
@public
@require_POST
def stop_now(request: Request, token: str) -> HttpResponse:
    application = of_token(token)
    if application is None:
        raise Http404
    applications.quieten(application)
    return HttpResponse(status=204)

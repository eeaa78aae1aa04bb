"""The applicant's answer to an offer."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incubator.access import guarded
from incubator.web.acting import told
from incubator.web.http import Request
from participants.applications.models import Application
from participants.selection import actions as selections


@guarded("participants.answer_offer", Application)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, application: Application) -> HttpResponse:
    """Yes is done at once and leads to the cohort's space; no is asked again first, for it gives the place away."""
    home = reverse("participants:my_application", args=[application.pk])
    if request.method == "POST" and request.POST.get("answer") == "yes":
        done = _("You are in. Welcome: this is your cohort's space.")
        if told(request, lambda: selections.answer_offer(application, True, by=request.user), done):
            return redirect("participants:cohort_space", *application.call.cohort.slugs)
        return redirect(home)
    if request.method == "POST" and request.POST.get("sure") == "yes":
        done = _("Your place goes to somebody else. Thank you for saying so.")
        told(request, lambda: selections.answer_offer(application, False, by=request.user), done)
        return redirect(home)
    context = {
        "question": _("Leave the place offered for “%(title)s”?") % {"title": application.title},
        "consequence": _("It is offered to the next person on the waiting list. This cannot be taken back."),
        "action": _("Leave the place"),
        "back": home,
        "tone": "no",
    }
    return render(request, "layouts/confirm.html", context)

"""Pages of the ground's own: how to show things (a cookie), and the components to look at."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from incubator.access.doors import public
from incubator.web.examples import examples

YEAR = 365 * 24 * 3600
CHOICES = {"theme": ("light", "dark", ""), "saver": ("on", "off", "")}


# Without a token: pages that are answered 304 cannot carry one, and all that is changed is how this browser is shown things.
@csrf_exempt
@public
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keeps the choice of theme or of data saver in a cookie and goes back where one was."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back)
    for name, allowed in CHOICES.items():
        value = request.POST.get(name)
        if value in allowed:
            answer.set_cookie(
                name,
                value,
                max_age=YEAR if value else 0,
                samesite="Lax",
                httponly=True,
                secure=request.is_secure(),
            )
    return answer


@public
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component, for people who build pages: platform admins, and everyone while developing."""
    if not (settings.DEBUG or getattr(request.user, "is_staff", False)):
        raise Http404
    return render(request, "web/components.html", examples(bound="errors" in request.GET))

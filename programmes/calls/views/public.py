"""Calls as everyone sees them."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from incubator.access import public, stamps
from incubator.web.http import Request
from programmes.calls import phrases, queries
from programmes.calls.forms import CheckForm
from programmes.calls.kept import Told, public_page
from programmes.calls.models import Call


def _with_lines(rows: list[Call]) -> list[tuple[Call, str]]:
    return [(call, phrases.in_one_line(queries.rules_of(call))) for call in rows]


@public(stamped=True)
def listing(request: Request) -> HttpResponse:
    found = queries.announced()
    groups = {name: _with_lines(getattr(found, name)) for name in ("open", "upcoming", "closed")}
    return render(request, "programmes/calls/calls.html", groups)


def _share(request: Request, call: Call) -> list[dict[str, str]]:
    address = request.build_absolute_uri(call.get_absolute_url())
    said = _("%(call)s: %(address)s") % {"call": call.title, "address": address}
    mail = f"mailto:?subject={quote(str(call.title))}&body={quote(said)}"
    return [
        {"text": _("By WhatsApp"), "href": f"https://wa.me/?text={quote(said)}", "icon": "chat"},
        {
            "text": _("By Facebook"),
            "href": f"https://www.facebook.com/sharer/sharer.php?u={quote(address, safe='')}",
            "icon": "external",
        },
        {"text": _("By mail"), "href": mail, "icon": "mail"},
    ]


def announcement(request: Request, told: Told) -> dict[str, Any]:
    """What the public page of a call shows."""
    call, asked = told.call, told.asked
    questions = [question for part in asked for question in part.questions]
    rules = queries.rules_of(call, questions)
    return {
        "call": call,
        "cohort": call.cohort,
        "programme": call.cohort.programme,
        "organisation": call.organisation,
        "lines": phrases.who_may_apply(rules),
        "rules": rules,
        "partners": told.partners,
        "asked": asked,
        "questions": questions,
        "stages": told.stages,
        "share": _share(request, call),
        "address": request.build_absolute_uri(call.get_absolute_url()),
        "check_form": CheckForm(rules=rules, questions=questions) if rules.any else None,
    }


def _public(request: Request, slug: str) -> Told:
    told = public_page(slug, stamps.version(request))
    if told is None:
        raise Http404
    return told


@public(stamped=True)
def page(request: Request, slug: str) -> HttpResponse:
    return render(request, "programmes/calls/call.html", announcement(request, _public(request, slug)))


# The public page is the same for everybody and kept by caches, so its form carries no token; and nothing is changed here.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, slug: str) -> HttpResponse:
    """ "May I apply?", answered on the same page. Kept nowhere: neither here, nor in a cache, nor in an address of a log."""
    context = announcement(request, _public(request, slug))
    said = request.POST or request.GET or None
    form = CheckForm(said, rules=context["rules"], questions=context["questions"])
    if said and form.is_valid():
        context["verdict"], context["checks"] = phrases.checks(context["rules"], form.facts())
        answers = dict(form.answers())
        context["carried"] = [(f"q-{pk}", value) for pk, value in answers.items()]
        context["versions"] = ",".join(f"{pk}:0" for pk in answers)
    response = render(request, "programmes/calls/call.html", context | {"check_form": form if context["rules"].any else None})
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response

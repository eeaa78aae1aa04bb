"""The person's own page by their link; the coordinator's list."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded, public
from incubator.web.acting import attempt, told
from incubator.web.arranging import rearranged
from incubator.web.http import Request
from programmes.editions.models import Programme
from showcase.testimonials import actions, queries
from showcase.testimonials.forms import AskForm, GiveForm, TranslationForm
from showcase.testimonials.models import Testimonial
from showcase.testimonials.states import State


def _found(token: str) -> Testimonial:
    row = queries.by_token(token)
    if row is None:
        raise Http404
    return row


@public
def testimonial(request: Request, token: str) -> HttpResponse:
    """Write or correct one's words, agree to them."""
    row = _found(token)
    consent = actions.consent_for(row)
    given = {"words": row.words.best(row.language)[0], "name": row.name, "line": row.line}
    form = GiveForm(request.POST or None, initial=given, consent=consent)
    said = attempt(form, partial(_give, row, consent)) if row.state != State.WITHDRAWN else None
    if said is not None:
        messages.success(request, _("Thank you. Your words are kept; they are shown once the organisation publishes them."))
        return redirect(row.get_absolute_url())
    context = {"row": row, "form": form, "programme": row.programme}
    answer = render(request, "showcase/testimonials/mine.html", context, status=422 if form.errors else 200)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _give(row: Testimonial, consent: str, *, words: str, name: str, line: str, agree: bool) -> Testimonial:
    language = get_language() or row.language
    return actions.give(row, words=words, name=name, line=line, consent=consent, language=language)


@require_POST
@public
def withdraw(request: Request, token: str) -> HttpResponse:
    row = _found(token)
    told(request, partial(actions.withdraw, row), _("Your words are taken back. They are shown nowhere any more."))
    return redirect(row.get_absolute_url())


# --- the desk ---
def _slugs(programme: Programme) -> tuple[str, str]:
    return programme.organisation.slug, programme.slug


def _desk(request: Request, template: str, programme: Programme, form: Any, **more: Any) -> HttpResponse:
    back = [{"text": str(programme.name), "href": reverse("programmes:desk_programme", args=_slugs(programme))}]
    context = {"programme": programme, "organisation": programme.organisation, "back": back, "form": form} | more
    return render(request, f"showcase/testimonials/{template}.html", context, status=422 if form.errors else 200)


@guarded("showcase.edit_testimonial", Programme)
def testimonials(request: Request, programme: Programme) -> HttpResponse:
    form = AskForm(request.POST or None, programme=programme)
    if made := attempt(form, partial(actions.ask, programme, by=request.user)):
        messages.success(request, _("The mail to %(name)s is on its way.") % {"name": made.name})
        return redirect("showcase:desk_testimonials", *_slugs(programme))
    return _desk(request, "desk", programme, form, rows=queries.of_programme(programme))


@require_POST
@guarded("showcase.edit_testimonial", Programme)
def order(request: Request, programme: Programme) -> HttpResponse:
    keys = rearranged([row.pk for row in queries.of_programme(programme)], request.POST)
    told(request, partial(actions.arrange, programme, keys, by=request.user))
    return redirect("showcase:desk_testimonials", *_slugs(programme))


@guarded("showcase.edit_testimonial", Testimonial)
def translate(request: Request, testimonial: Testimonial) -> HttpResponse:
    programme = testimonial.programme
    form = TranslationForm(request.POST or None, row=testimonial)
    if attempt(form, partial(actions.translate, testimonial, by=request.user)):
        return redirect("showcase:desk_testimonials", *_slugs(programme))
    return _desk(request, "one", programme, form, row=testimonial)


@require_POST
@guarded("showcase.edit_testimonial", Testimonial)
def publish(request: Request, testimonial: Testimonial) -> HttpResponse:
    on = request.POST.get("published") == "1"
    done = _("The testimonial is public now.") if on else _("The testimonial is not public any more.")
    told(request, partial(actions.publish, testimonial, on, by=request.user), done)
    return redirect("showcase:desk_testimonials", *_slugs(testimonial.programme))


@require_POST
@guarded("showcase.edit_testimonial", Testimonial)
def remove(request: Request, testimonial: Testimonial) -> HttpResponse:
    told(request, partial(actions.remove, testimonial, by=request.user), _("Removed."))
    return redirect("showcase:desk_testimonials", *_slugs(testimonial.programme))

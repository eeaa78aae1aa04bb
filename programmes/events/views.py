"""Events for everybody, and their planning on the desk."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded, public
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from incubator.web.paging import page
from programmes.agenda.ics import Entry, Feed, calendar, uid
from programmes.editions.models import Cohort
from programmes.events import actions, queries
from programmes.events.forms import EventForm
from programmes.events.models import Event


@public(stamped=True)
def events(request: Request) -> HttpResponse:
    """To come first, then what was, by pages."""
    now = timezone.now()
    past = page(request, queries.public_events().filter(ends__lt=now), order=("-starts",), size=20)
    coming = [] if "after" in request.GET else list(queries.public_events().filter(ends__gte=now).order_by("starts")[:60])
    return render(request, "programmes/events/events.html", {"coming": coming, "page": past})


@public(stamped=True)
def event(request: Request, slug: str) -> HttpResponse:
    found = get_object_or_404(queries.public_events(), slug=slug)
    return render(request, "programmes/events/event.html", {"event": found, "facts": queries.facts_of(found)})


@public
def event_file(request: Request, slug: str) -> HttpResponse:
    """The event as a calendar file."""
    found = get_object_or_404(queries.public_events(), slug=slug)
    entry = Entry(
        uid=uid("event", found.pk, request.get_host()),
        title=str(found.title),
        start=found.starts,
        end=found.ends,
        updated=found.starts,
        zone=found.time_zone,
        location=str(found.site or ""),
        url=request.build_absolute_uri(found.get_absolute_url()),
        cancelled=found.cancelled,
    )
    answer = HttpResponse(calendar(Feed(name=str(found.title), entries=[entry])), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return answer


@guarded("programmes.view_events", Cohort)
def desk_events(request: Request, cohort: Cohort) -> HttpResponse:
    found = page(request, cohort.events.select_related("site"), order=("-starts",), size=50)
    return render(request, "programmes/events/desk_events.html", {"cohort": cohort, "page": found})


def _form_page(request: Request, form: Any, title: str, cohort: Cohort, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, "cohort": cohort, **more}
    return render(request, "programmes/editions/cohort_form.html", context, status=422 if form.errors else 200)


@guarded("programmes.edit_event", Cohort)
def new(request: Request, cohort: Cohort) -> HttpResponse:
    form = EventForm(request.POST or None, cohort=cohort)
    if attempt(form, partial(actions.create, cohort, by=request.user)):
        return redirect("programmes:desk_events", *cohort.slugs)
    return _form_page(request, form, _("A new event"), cohort)


@guarded("programmes.edit_event", Event)
def edit(request: Request, event: Event) -> HttpResponse:
    if request.method == "POST" and "remove" in request.POST:
        told(request, partial(actions.cancel, event, by=request.user), _("The event is shown as cancelled."))
        return redirect("programmes:desk_events", *event.cohort.slugs)
    form = EventForm(request.POST or None, instance=event, cohort=event.cohort)
    if attempt(form, partial(actions.edit, event, by=request.user)):
        return redirect("programmes:desk_events", *event.cohort.slugs)
    more = {"removable": not event.cancelled, "remove_text": _("Cancel this event")}
    return _form_page(request, form, str(event.title), event.cohort, **more)


@require_POST
@guarded("programmes.edit_event", Event)
def publish(request: Request, event: Event) -> HttpResponse:
    shown = request.POST.get("published") != "0"
    done = _("The event is public.") if shown else _("The event is no longer public.")
    told(request, partial(actions.publish, event, by=request.user, published=shown), done)
    return redirect("programmes:desk_events", *event.cohort.slugs)

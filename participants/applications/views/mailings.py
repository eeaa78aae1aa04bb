"""Writing to applicants: whom, in which words, how it reads, and what became of it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded
from incubator.lib.numbers import whole
from incubator.lib.places import language_name
from incubator.outbox.states import State as Sending
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from incubator.web.paging import page
from participants.applications import actions as applications
from participants.applications import desk_queries as queries
from participants.applications import mailings as words
from participants.applications import readers
from participants.applications.desk_forms import MailingForm
from participants.applications.desk_models import Mailing
from participants.applications.filters import narrowed
from participants.applications.queries import chosen
from participants.applications.states import Audience, MailingState
from participants.applications.views.desk import call_of
from participants.applications.views.exporting import unfit
from programmes.calls.models import Call
from programmes.editions.models import Cohort


def to(name: str, mailing: Mailing) -> str:
    return reverse(f"participants:{name}", args=[*mailing.call.cohort.slugs, mailing.pk])


def audience_in_words(mailing: Mailing, user: Any) -> list[str]:
    """Whom it goes to, as a person would say it."""
    if mailing.audience == Audience.TICKED:
        n = len(mailing.chosen)
        return [ngettext("%(n)s application that was ticked", "%(n)s applications that were ticked", n) % {"n": n}]
    if mailing.audience == Audience.DRAFTS:
        return [_("People with a draft that is not sent")]
    return narrowed(mailing.call, user, QueryDict(mailing.query)).in_words() or [_("Everybody who sent an application")]


def about(mailing: Mailing, request: Request) -> dict[str, Any]:
    """What every page of a mailing shows."""
    return {
        "mailing": mailing, "call": mailing.call, "cohort": mailing.call.cohort, "drafts": mailing.audience == Audience.DRAFTS,
        "whom": audience_in_words(mailing, request.user),
        "all": f"{reverse('participants:mailings', args=mailing.call.cohort.slugs)}?call={mailing.call.slug}",
    }  # fmt: skip


@guarded("participants.contact_applicants", Cohort)
@require_safe
def mailings(request: Request, cohort: Cohort) -> HttpResponse:
    """Drafts and what was sent."""
    call, _calls = call_of(request, cohort)
    if call is None:
        raise Http404
    found = page(request, queries.mailings_of(call, request.user), order=("-made", "-pk"))
    rows = [(row, to("write_mailing" if row.state == MailingState.DRAFT else "mailing", row)) for row in found]
    return render(
        request, "participants/applications/mailings.html", {"cohort": cohort, "call": call, "rows": rows, "page": found}
    )


@guarded("participants.contact_applicants", Cohort)
@require_POST
def begin(request: Request, cohort: Cohort) -> HttpResponse:
    """A new one to the list as it is narrowed, to those ticked on it, or to those with a draft."""
    call, _calls = call_of(request, cohort)
    audience = request.POST.get("audience", Audience.TICKED)
    if call is None or audience not in Audience.values:
        raise Http404
    said = whom(request, call, audience)
    mailing = applications.begin_mailing(call, by=request.user, audience=audience, **said)
    return HttpResponseRedirect(to("write_mailing", mailing))


def whom(request: Request, call: Call, audience: str) -> dict[str, Any]:
    if audience == Audience.TICKED:
        return {"chosen": [row.pk for row in chosen(call, request.user, request.POST.getlist("application"))]}
    if audience == Audience.DRAFTS:
        return {}
    filterset = narrowed(call, request.user, QueryDict(request.POST.get("query", "")[:1000]))
    if unfit(filterset):
        raise Http404
    return {"query": filterset.query}


@guarded("participants.edit_mailing", Mailing)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, mailing: Mailing) -> HttpResponse:
    """Its subject and text in the languages of its readers; kept, or kept and looked at."""
    if mailing.state != MailingState.DRAFT:
        return HttpResponseRedirect(to("mailing", mailing))
    form = MailingForm(request.POST or None, mailing=mailing, user=request.user)
    done = attempt(form, lambda **said: applications.write_mailing(mailing, by=request.user, **said))
    if done is not None:
        return HttpResponseRedirect(to("preview_mailing" if "look" in request.POST else "write_mailing", mailing))
    languages = [(language_name(group.language), group.people) for group in readers.groups(mailing, reader=request.user)]
    seen = {**about(mailing, request), "form": form, "languages": languages, "names": words.names_for(mailing.audience)}
    return render(request, "participants/applications/mailing_write.html", seen, status=422 if form.errors else 200)


@guarded("participants.edit_mailing", Mailing)
@require_safe
def preview(request: Request, mailing: Mailing) -> HttpResponse:
    """How it reads to somebody of each language, and how many get it."""
    if mailing.state != MailingState.DRAFT:
        return HttpResponseRedirect(to("mailing", mailing))
    found = readers.groups(mailing, reader=request.user)
    shown = [(group, language_name(group.language), language_name(group.given)) for group in found]
    people = readers.how_many(mailing)
    ready = bool(people and words.languages_of(mailing))
    seen = {**about(mailing, request), "groups": shown, "people": people, "ready": ready, "write": to("write_mailing", mailing)}
    return render(request, "participants/applications/mailing_preview.html", seen)


@guarded("participants.edit_mailing", Mailing)
@require_POST
def send(request: Request, mailing: Mailing) -> HttpResponse:
    version = whole(request.POST.get("version")) or 0
    send_off = partial(
        applications.send_mailing, mailing, by=request.user, version=version,
        people=readers.how_many(mailing),
    )  # fmt: skip
    sent = told(
        request,
        send_off,
        _("It is on its way. What becomes of each message stands here."),
    )
    return HttpResponseRedirect(to("mailing" if sent else "preview_mailing", mailing))


@guarded("participants.edit_mailing", Mailing)
@require_POST
def stop(request: Request, mailing: Mailing) -> HttpResponse:
    spared: list[int] = []
    if told(request, lambda: spared.append(applications.stop_mailing(mailing, by=request.user))):
        n = spared[0]
        said = ngettext("Stopped: %(n)s person does not get it.", "Stopped: %(n)s people do not get it.", n)
        messages.success(request, said % {"n": n})
    return HttpResponseRedirect(to("mailing", mailing))


@guarded("participants.edit_mailing", Mailing)
@require_POST
def forget(request: Request, mailing: Mailing) -> HttpResponse:
    told(request, lambda: applications.forget_mailing(mailing, by=request.user), _("The draft is deleted."))
    return HttpResponseRedirect(about(mailing, request)["all"])


@guarded("participants.edit_mailing", Mailing)
@require_safe
def mailing(request: Request, mailing: Mailing) -> HttpResponse:
    """What was sent, to whom, and what became of each message. Of drafts only numbers: nobody is told who has one."""
    if mailing.state == MailingState.DRAFT:
        return HttpResponseRedirect(to("write_mailing", mailing))
    names, found = dict(Sending.choices), queries.states_of(mailing)
    sums = [(names[state], n) for state, n in found.items()]
    seen = {**about(mailing, request), "sums": sums, "poll": to("mailing", mailing), "stop": to("stop_mailing", mailing)}
    if request.htmx:
        return render(request, "participants/applications/_mailing_progress.html", seen)
    if not seen["drafts"]:
        seen["page"] = page(request, queries.messages_of(mailing), order=("pk",), known=sum(found.values()))
    return render(request, "participants/applications/mailing.html", seen)

"""What an organisation sent and what was done in it: its messages, its log."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from incubator.access import guarded
from incubator.audit import queries as ledger
from incubator.audit.filters import LogFilter
from incubator.audit.words import verb_in_words
from incubator.organisations.models import Organisation
from incubator.outbox import actions as outbox
from incubator.outbox import queries as post
from incubator.outbox.filters import MessageFilter
from incubator.web.acting import told
from incubator.web.http import Request
from incubator.web.paging import page


@require_safe
@guarded("incubator.view_messages", Organisation)
def messages(request: Request, organisation: Organisation) -> HttpResponse:
    """What was told to whom, what waits, and what could not be sent, with the reason."""
    rows = post.of_organisation(organisation)
    filtered = MessageFilter(request.GET, rows)
    context = {
        "organisation": organisation, "filter": filtered, "unsent": post.unsent(rows),
        "page": page(request, filtered.qs, order=("-created", "-pk")),
    }  # fmt: skip
    return render(request, "incubator/organisations/messages.html", context)


@require_POST
@guarded("incubator.view_messages", Organisation)
def resend_failed(request: Request, organisation: Organisation) -> HttpResponse:
    tried: list[int] = []
    told(request, lambda: tried.append(outbox.resend_all(organisation, by=request.user)))
    number = sum(tried)
    said = ngettext("%(number)s message is tried again now.", "%(number)s messages are tried again now.", number)
    told(request, lambda: None, said % {"number": number} if number else _("Nothing had failed."))
    return redirect("incubator:organisation_messages", organisation.slug)


@require_safe
@guarded("incubator.view_log", Organisation)
def log(request: Request, organisation: Organisation) -> HttpResponse:
    """Who did what to what, newest first."""
    filtered = LogFilter(request.GET, ledger.of_organisation(organisation))
    found = page(request, filtered.qs, order=("-at", "-pk"))
    lines = [{"row": row, "did": verb_in_words(row.verb)} for row in found]
    context = {"organisation": organisation, "filter": filtered, "page": found, "lines": lines}
    return render(request, "incubator/organisations/log.html", context)

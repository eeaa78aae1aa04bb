"""One's own messages; and a message of the organisation on the desk."""

from functools import partial

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incubator.access import guarded, member
from incubator.outbox import actions as outbox
from incubator.outbox import queries
from incubator.outbox.models import Message
from incubator.web.acting import told
from incubator.web.http import Request
from incubator.web.paging import page


@require_safe
@member
def inbox(request: Request) -> HttpResponse:
    """The person's own messages, newest first."""
    rows = page(request, queries.inbox(request.user), order=("-created", "-pk"))
    return render(request, "incubator/outbox/inbox.html", {"page": rows})


@member
def my_message(request: Request, message: int) -> HttpResponse:
    """Shows one message, which is read from then on; its button leads to what it is about."""
    row = queries.inbox(request.user).filter(pk=message).first()
    if row is None:
        raise Http404
    outbox.mark_read(row, by=request.user)
    return render(request, "incubator/outbox/message.html", {"message": row})


@require_POST
@member
def open_message(request: Request, message: int) -> HttpResponse:
    """Marks a message read and goes straight to what it is about."""
    row = queries.inbox(request.user).filter(pk=message).first()
    if row is None:
        raise Http404
    outbox.mark_read(row, by=request.user)
    if row.link and url_has_allowed_host_and_scheme(row.link, allowed_hosts=None):
        return HttpResponseRedirect(row.link)
    return redirect("incubator:my_message", row.pk)


@require_POST
@member
def read_all(request: Request) -> HttpResponse:
    outbox.mark_all_read(by=request.user)
    return redirect("incubator:inbox")


@require_safe
@guarded("incubator.view_message", Message)
def desk_message(request: Request, message: Message) -> HttpResponse:
    """A message as its reader gets it, with every attempt to deliver it."""
    context = {"message": message, "organisation": message.organisation, "deliveries": message.deliveries.all()}
    return render(request, "incubator/outbox/desk_message.html", context)


@require_POST
@guarded("incubator.resend_message", Message)
def resend(request: Request, message: Message) -> HttpResponse:
    told(request, partial(outbox.resend, message, by=request.user), _("It is tried again now."))
    return redirect("incubator:desk_message", message.organisation.slug, message.pk)  # type: ignore[union-attr]

"""A later deadline: drafts that were put away are drafts again, and who has written without sending is told once."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from incubator.accounts.models import User
from incubator.audit.actions import action
from incubator.outbox import post
from incubator.outbox.models import Message
from participants.applications.actions.drafts import reopened
from participants.applications.actions.reminding import stop_links
from participants.applications.actions.sending import limits, link, words
from participants.applications.models import Application
from participants.applications.states import SENT, UNSENT
from programmes.calls.models import Call

BATCH = 100
"""Drafts held at a time: their writers wait for the end of it."""


def reachable(call: Call) -> QuerySet[Application]:
    """Unsent ones whose writer is told: never who has sent one, nor who wants no more mail of it."""
    sent = Application.objects.filter(call=call, state__in=SENT)
    theirs = sent.filter(applicant=OuterRef("applicant"))
    by_address = sent.filter(applicant__email=OuterRef("email"))
    silent = User.objects.filter(email=OuterRef("email"), mail_reminders=False)
    known = Q(applicant__is_active=True, applicant__mail_reminders=True) & ~Exists(theirs)
    left = Q(applicant=None) & ~Q(email="") & ~Exists(by_address) & ~Exists(silent)
    return Application.objects.filter(known | left, call=call, state__in=UNSENT, quiet=False, entered_by=None)


def writers_of(call: Call) -> int:
    """How many people would be told of a later deadline; who has two drafts is one."""
    rows = reachable(call).order_by()
    known = rows.filter(applicant__isnull=False).values("applicant_id").distinct().count()
    left = rows.filter(applicant=None).exclude(email__in=rows.filter(applicant__isnull=False).values("applicant__email"))
    return known + left.values("email").distinct().count()


def announce_extension(call: Call, mark: str) -> int:
    """Open what was put away and tell writers of the deadline that the call has now; returns how many drafts were looked at.

    `mark` names the extension: asked twice, or begun again after a fault, each person still gets one message.
    """
    done, after = 0, 0
    while rows := _batch(call, mark, after):
        done, after = done + len(rows), rows[-1]
    return done


@action
def _batch(call: Call, mark: str, after: int) -> list[int]:
    """The next drafts in the order they were begun; gives their primary keys."""
    rows = Application.objects.filter(call=call, state__in=UNSENT, pk__gt=after).select_related("applicant").order_by("pk")
    drafts = list(rows.select_for_update(of=("self",))[:BATCH])
    told = set(reachable(call).filter(pk__in=[draft.pk for draft in drafts]).values_list("pk", flat=True))
    messages: dict[str, Message] = {}
    for draft in drafts:
        draft.call = call
        reopened(draft)
        if draft.pk in told:
            message = _message(draft, mark)
            messages.setdefault(message.key, message)
    post.tell_all(list(messages.values()))
    return [draft.pk for draft in drafts]


def _message(draft: Application, mark: str) -> Message:
    person: Any = draft.applicant
    address = person.email if person is not None else draft.email
    language = person.language if person is not None else draft.language
    stop, at_once = stop_links(draft, language)
    context = {**words(draft, language), **limits(draft, draft.call.closes), "stop": stop, "unsubscribe": at_once}
    return post.composed(
        person, "application_extended", key=f"application_extended:{mark}:{address}", context=context,
        organisation=draft.organisation, link=link(draft), address=address, language=language,
    )  # fmt: skip

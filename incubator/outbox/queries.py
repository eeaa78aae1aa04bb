"""Reads on messages."""

from typing import Any

from django.db.models import Count, QuerySet

from incubator.outbox.models import Message
from incubator.outbox.states import State


def inbox(user: Any) -> QuerySet[Message]:
    return Message.objects.inbox_of(user)


def unread(user: Any) -> int:
    return Message.objects.inbox_of(user).filter(read=None).count()


def of_organisation(organisation: Any) -> QuerySet[Message]:
    """What an organisation's doings told people, without what only the account of a person concerns."""
    return Message.objects.filter(organisation=organisation).select_related("person")


def within(cohort: Any) -> QuerySet[Message]:
    """The same, of what is about one cohort."""
    return of_organisation(cohort.organisation).filter(scope=cohort.scope)


def unsent(rows: QuerySet[Message]) -> dict[str, int]:
    """How many of these messages wait, failed or were given up; what is sent is not counted, it may be very many."""
    rows = rows.filter(state__in=[State.PENDING, State.FAILED, State.ABANDONED]).select_related(None).order_by()
    return dict(rows.values_list("state").annotate(number=Count("pk")))

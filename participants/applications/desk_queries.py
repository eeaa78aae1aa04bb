"""Reads of what the desk keeps beside applications: exports, mailings and the messages they became."""

from typing import Any

from django.db.models import Count, QuerySet, Sum

from incubator.outbox.models import Message
from participants.applications.archive import files_of
from participants.applications.desk_models import Export, Mailing
from participants.applications.models import Application
from programmes.calls.models import Call

WITH_CALL = "call__cohort__programme__organisation"


def export_of(pk: int) -> Export | None:
    return Export.objects.select_related(WITH_CALL, "owner").filter(pk=pk).first()


def may_still_have(export: Export) -> bool:
    """Whether who asked for it still coordinates there."""
    return Export.objects.visible_to(export.owner).filter(pk=export.pk).exists()


def exports_of(call: Call, user: Any) -> QuerySet[Export]:
    """One's own of a call, newest first."""
    return Export.objects.visible_to(user).filter(call=call).select_related("stored")


def weight_of(rows: QuerySet[Application]) -> tuple[int, int]:
    """How many files came with these applications, and their bytes together."""
    found = files_of(rows).order_by().aggregate(n=Count("pk"), size=Sum("stored__size"))
    return found["n"], found["size"] or 0


def mailing_of(pk: int) -> Mailing | None:
    return Mailing.objects.select_related(WITH_CALL, "by").filter(pk=pk).first()


def mailings_of(call: Call, user: Any) -> QuerySet[Mailing]:
    return Mailing.objects.visible_to(user).filter(call=call).select_related("by")


def messages_of(mailing: Mailing) -> QuerySet[Message]:
    """What became of it, a message for each reader."""
    return Message.objects.filter(key__startswith=mailing.key).select_related("person")


def states_of(mailing: Mailing) -> dict[str, int]:
    """How many of its messages are in each state."""
    return dict(messages_of(mailing).order_by().values_list("state").annotate(n=Count("pk")))

"""Reads on the ledger."""

from typing import Any

from django.db.models import QuerySet

from incubator.audit.models import LogEntry


def of_organisation(organisation: Any) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(organisation=organisation).select_related("by")

"""Reads of uploads."""

from typing import Any

from django.utils import timezone

from incubator.files.models import Upload
from incubator.files.resumable import disk


def upload_by_key(key: str) -> Upload | None:
    return Upload.objects.select_related("person").filter(key=key).first()


def unfinished(holder: str, person: Any = None) -> list[dict[str, Any]]:
    """What is half sent of a holder (by `person` alone where one is named), oldest first, with the bytes that are here."""
    rows = Upload.objects.unsettled().filter(holder=holder, expires__gt=timezone.now()).order_by("created")
    if person is not None:
        rows = rows.filter(person=person)
    return [
        {"key": row.key, "target": row.target, "name": row.name, "size": row.length, "done": disk.size(row.key), "mark": row.mark}
        for row in rows
    ]

"""Errands are claimed one by one, run by their subscribers, and tried again with growing delays."""

import logging
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from incubator.outbox.drain import MAX_ATTEMPTS, delay
from incubator.outbox.models import Errand
from incubator.outbox.registry import handlers
from incubator.outbox.states import DUE, State

LEASES = {"default": timedelta(seconds=120), "media": timedelta(minutes=20)}
log = logging.getLogger(__name__)


def _claim(queue: str) -> Errand | None:
    with transaction.atomic():
        rows = Errand.objects.filter(queue=queue, state__in=DUE, next_at__lte=timezone.now()).order_by("next_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        errand = rows.first()
        if errand is not None:
            errand.attempts += 1
            errand.next_at = timezone.now() + LEASES.get(queue, LEASES["default"])
            errand.save(update_fields=["attempts", "next_at"])
    return errand


def run_one(errand: Errand) -> None:
    """Run all subscribers of an errand; failure leaves it due again later."""
    try:
        if not (subscribers := handlers(errand.kind)):
            raise LookupError(f"nobody subscribes to {errand.kind}")
        for handler in subscribers:
            handler(errand.payload)
    except Exception as error:
        log.exception("errand %s failed", errand)
        Errand.objects.filter(pk=errand.pk).update(
            state=State.ABANDONED if errand.attempts >= MAX_ATTEMPTS else State.FAILED,
            error=f"{type(error).__name__}: {error}"[:300],
            next_at=timezone.now() + delay(errand.attempts),
        )
    else:
        Errand.objects.filter(pk=errand.pk).update(state=State.SENT, done=timezone.now(), error="")


def run(queue: str, limit: int = 200) -> int:
    """Run what is due on a queue, at most `limit`; returns how many were run."""
    done = 0
    while done < limit and (errand := _claim(queue)):
        run_one(errand)
        done += 1
    return done

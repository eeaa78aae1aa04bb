"""Whether the process lives, and whether it can work."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from incubator.access import public
from incubator.outbox.models import Errand, Message
from incubator.outbox.states import DUE

LATE = timedelta(minutes=5)


@public
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _storage() -> str:
    probe = Path(settings.DATA_DIR) / ".probe"
    probe.write_text("ok")
    probe.unlink()
    return "ok"


def _broker() -> str:
    if not settings.REDIS_URL:
        return "ok (embedded)"
    import redis

    redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1).ping()
    return "ok"


def _queue() -> str:
    limit = timezone.now() - LATE
    late = Message.objects.filter(state__in=DUE, attempts=0, created__lt=limit).count()
    late += Errand.objects.filter(queue="default", state__in=DUE, attempts=0, created__lt=limit).count()
    if late:
        raise RuntimeError(f"{late} waiting for more than {LATE}")
    return "ok"


@public
def readyz(request: HttpRequest) -> JsonResponse:
    """503 with the failing part named where the product cannot do its work."""
    answer, ready = {}, True
    for name, probe in {
        "database": _database,
        "storage": _storage,
        "broker": _broker,
        "queue": _queue,
    }.items():
        try:
            answer[name] = probe()
        except Exception as error:
            answer[name], ready = f"{type(error).__name__}: {error}"[:200], False
    return JsonResponse(answer, status=200 if ready else 503)

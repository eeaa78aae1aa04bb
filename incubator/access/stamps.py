"""Anonymous pages answer an unchanged repeated visit with 304 after one query and no rendering.

Where there is Redis, what one visitor was shown is kept for the minute that it is current, and shown to all others.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags

FRESH_SECONDS = 60


def touch() -> None:
    """Something public changed: every anonymous page is new. Called inside the action's transaction."""
    from incubator.access.models import PublicStamp

    if not PublicStamp.objects.filter(pk=1).update(version=F("version") + 1):
        PublicStamp.objects.get_or_create(pk=1, defaults={"version": 1})


def version(request: HttpRequest | None = None) -> int:
    """How often something public has changed; read once for a request."""
    from incubator.access.models import PublicStamp

    known: int | None = getattr(request, "public_version", None)
    if known is None:
        known = PublicStamp.objects.filter(pk=1).values_list("version", flat=True).first() or 0
        if request is not None:
            request.public_version = known  # type: ignore[attr-defined]
    return known


def _etag(request: HttpRequest) -> str:
    # Openings and deadlines change pages by the clock alone, so a page is never older than a minute.
    minute = int(timezone.now().timestamp()) // FRESH_SECONDS
    seen = [
        settings.BUILD,
        str(version(request)),
        str(minute),
        request.get_full_path(),
        str(bool(request.headers.get("HX-Request"))),
    ]
    seen += [
        str(getattr(request, "data_saver", False)),
        request.COOKIES.get("theme", ""),
        request.COOKIES.get("zone", ""),
    ]
    return f'W/"{hashlib.sha256("|".join(seen).encode()).hexdigest()[:24]}"'


def _waiting_words(request: HttpRequest) -> bool:
    """Whether a notice waits for this visitor; asked without opening a session that has no cookie."""
    if not {settings.SESSION_COOKIE_NAME, "messages"} & set(request.COOKIES):
        return False
    from django.contrib.messages import get_messages

    return bool(len(get_messages(request)))


def _key(request: HttpRequest, etag: str) -> str:
    return f"page:{request.method}:{request.scheme}:{request.get_host()}:{etag}"


def _kept(request: HttpRequest, etag: str) -> HttpResponse | None:
    """The page as another visitor was shown it. A cache in files would cost more than it saves."""
    found = cache.get(_key(request, etag)) if settings.KEEP_PAGES else None
    return HttpResponse(found[0], headers=found[1]) if found else None


def _keep(request: HttpRequest, etag: str, response: HttpResponse) -> None:
    """Nothing that is one visitor's own: no form with a token of theirs, no cookie."""
    personal = response.streaming or response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    if settings.KEEP_PAGES and not personal:
        cache.set(_key(request, etag), (response.content, dict(response.headers)), FRESH_SECONDS)


def stamped_answer(request: HttpRequest, render: Callable[[], HttpResponse]) -> HttpResponse:
    """304 where the visitor's copy is current, else the page with its validator."""
    if _waiting_words(request):
        return render()
    etag = _etag(request)
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified(headers={"ETag": etag})
    elif (kept := _kept(request, etag)) is not None:
        response = kept
    else:
        response = render()
        if response.status_code != 200:
            return response
        response.headers["ETag"] = etag
        _keep(request, etag, response)
    # No copy elsewhere outlives the minute either: an hour that has come shows at once.
    left = FRESH_SECONDS - int(timezone.now().timestamp()) % FRESH_SECONDS
    patch_cache_control(response, public=True, max_age=left, stale_while_revalidate=600)
    patch_vary_headers(response, ("Cookie", "Save-Data"))
    return response

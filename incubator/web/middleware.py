"""What happens to a request before any view runs: text without NUL; the reader's time zone and frugality."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

KNOWN = frozenset(available_timezones())


class TextMiddleware:
    """Takes the character NUL out of what came by address and form: no text means it, and PostgreSQL refuses it in any.

    It stands behind the one that checks forms for forgery, which has read them by then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        if any("\0" in value for value in kwargs.values() if isinstance(value, str)):
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = _plain(request.GET)  # type: ignore[assignment]
        if request.method == "POST" and any("\0" in value for _name, values in request.POST.lists() for value in values):
            request.POST = _plain(request.POST)  # type: ignore[assignment]


def _plain(data: QueryDict) -> QueryDict:
    plain = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        plain.setlist(name, [value.replace("\0", "") for value in values])
    plain._mutable = False
    return plain


class ReaderMiddleware:
    """Sets `request.reader_zone` (own setting, else the browser's by cookie) and `request.data_saver`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The user row is loaded only where a session cookie says that there is one.
        user = request.user if "sessionid" in request.COOKIES else None
        known = user is not None and user.is_authenticated
        zone = (getattr(user, "time_zone", "") if known else "") or request.COOKIES.get("zone", "")
        request.reader_zone = zone if zone in KNOWN else ""  # type: ignore[attr-defined]
        saver = request.COOKIES.get("saver", "")
        wish = saver == "on" or (not saver and request.headers.get("Save-Data") == "on")
        request.data_saver = wish or bool(known and getattr(user, "data_saver", False) and saver != "off")  # type: ignore[attr-defined]
        if request.reader_zone:  # type: ignore[attr-defined]
            timezone.activate(ZoneInfo(request.reader_zone))  # type: ignore[attr-defined]
        else:
            timezone.deactivate()
        return self.get_response(request)

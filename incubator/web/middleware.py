"""What is known of the reader before any view runs: time zone and frugality."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

KNOWN = frozenset(available_timezones())


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

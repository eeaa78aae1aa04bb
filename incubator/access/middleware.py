"""Default deny: a view of ours without a mark is not answered."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

FLOORS = ("incubator", "programmes", "participants", "mentoring", "showcase")


def is_ours(view: Any) -> bool:
    return getattr(view, "__module__", "").split(".")[0] in FLOORS


class DoorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if is_ours(view) and not hasattr(view, "door"):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} has no door: mark it guarded, member or public.")

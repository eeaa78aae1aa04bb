"""What rooms hang on a person's sign-in."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Hook = Callable[[HttpRequest, Any], None]
_sign_in: list[Hook] = []


def on_sign_in(hook: Hook) -> None:
    """`hook(request, user)` is called after each complete sign-in, with the session the visitor had before it."""
    if hook not in _sign_in:
        _sign_in.append(hook)


def signed_in(request: HttpRequest, user: Any) -> None:
    for hook in _sign_in:
        hook(request, user)

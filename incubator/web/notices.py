"""Messages shown once, at the head of the next page."""

from django.contrib import messages
from django.http import HttpRequest


def undoable(request: HttpRequest, text: str, url: str) -> None:
    """Says what was done, with a button that posts to `url` to take it back."""
    messages.success(request, text, extra_tags=f"undo {url}")

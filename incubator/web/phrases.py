"""Words put together as the reader's language does."""

from collections.abc import Iterable

from django.utils.translation import get_language_bidi


def in_a_row(parts: Iterable[object]) -> str:
    """With the comma of the reader's script between them; empty ones are left out."""
    comma = "، " if get_language_bidi() else ", "
    return comma.join(text for text in map(str, parts) if text)

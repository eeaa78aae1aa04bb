"""Renditions that the world may not see yet: who may all the same, a room above says."""

from collections.abc import Callable
from pathlib import Path

from incubator.web.http import Request

Finder = Callable[[Request, str], Path | None]
_finders: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """`finder(request, name)` gives the file behind a rendition's name, where this visitor may see it; else None."""
    _finders.append(finder)


def find(request: Request, name: str) -> Path | None:
    return next((path for finder in _finders if (path := finder(request, name)) is not None), None)

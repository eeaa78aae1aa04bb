"""Every route of the product, as the resolver knows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from tests.house.files import FLOORS


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    view: Any
    arguments: frozenset[str]

    @property
    def is_ours(self) -> bool:
        return self.view.__module__.split(".")[0] in FLOORS

    @property
    def door(self) -> Any:
        return getattr(self.view, "door", None)


def routes() -> list[Route]:
    with override("fr"):
        return sorted(_walk(get_resolver(), "", "", frozenset()), key=lambda route: (route.name, route.pattern))


def ours() -> list[Route]:
    return [route for route in routes() if route.is_ours]


def _walk(resolver: URLResolver, space: str, prefix: str, arguments: frozenset[str]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        known = arguments | frozenset(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, inner, path, known)
        elif isinstance(entry, URLPattern):
            yield Route(f"{space}{entry.name}" if entry.name else "", path, entry.callback, known)

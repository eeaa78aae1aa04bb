"""How a floor gathers the routes of its rooms: `public` and `member` at the root of a language, `desk` under desk/."""

from importlib import import_module
from typing import Any

from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.module_loading import module_has_submodule


def gather(package: str, rooms: tuple[str, ...]) -> list[URLPattern]:
    """All routes of the rooms that have a urls.py, in the rooms' order."""
    found: list[Any] = []
    for room in rooms:
        if not module_has_submodule(import_module(f"{package}.{room}"), "urls"):
            continue
        urls = import_module(f"{package}.{room}.urls")
        found += [*getattr(urls, "public", []), *getattr(urls, "member", [])]
        for route in getattr(urls, "desk", []):
            found.append(path(f"desk/{route.pattern._route}", route.callback, route.default_args, route.name))
    return found


COHORT = "<slug:organisation>/<slug:programme>/<slug:cohort>/"

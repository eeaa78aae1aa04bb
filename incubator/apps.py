"""The ground floor's app."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.module_loading import module_has_submodule


def open_rooms(package: str, rooms: tuple[str, ...]) -> None:
    """Load what a room tells others: its `rules`, its `wiring`, and in `erasure` what becomes of its rows when a person goes."""
    for room in rooms:
        module = import_module(f"{package}.{room}")
        for name in ("rules", "wiring", "erasure"):
            if module_has_submodule(module, name):
                import_module(f"{package}.{room}.{name}")


class StaticFiles(StaticFilesConfig):
    """Style sources stay behind: they are built into one sheet, and name fonts from there."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "css/[0-9][0-9]-*.css"]


class IncubatorConfig(AppConfig):
    default = True
    name = "incubator"
    label = "incubator"

    def ready(self) -> None:
        open_rooms("incubator", ("outbox", "files", "accounts", "organisations", "home"))

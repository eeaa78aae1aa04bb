"""This floor's app."""

from django.apps import AppConfig

from incubator.apps import open_rooms


class ProgrammesConfig(AppConfig):
    name = "programmes"
    label = "programmes"

    def ready(self) -> None:
        open_rooms(
            "programmes",
            ("sites", "partners", "editions", "calls", "workshops", "agenda", "events", "indicators", "presentation"),
        )

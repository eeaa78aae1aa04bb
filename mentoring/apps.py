"""This floor's app."""

from django.apps import AppConfig

from incubator.apps import open_rooms


class MentoringConfig(AppConfig):
    name = "mentoring"
    label = "mentoring"

    def ready(self) -> None:
        open_rooms("mentoring", ("mentors", "matching", "meetings"))

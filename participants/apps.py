"""This floor's app."""

from django.apps import AppConfig

from incubator.apps import open_rooms


class ParticipantsConfig(AppConfig):
    name = "participants"
    label = "participants"

    def ready(self) -> None:
        open_rooms("participants", ("applications", "stages", "reviews", "interviews", "selection", "participations", "outcomes"))

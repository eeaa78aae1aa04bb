"""This floor's app."""

from django.apps import AppConfig

from incubator.apps import open_rooms


class ShowcaseConfig(AppConfig):
    name = "showcase"
    label = "showcase"

    def ready(self) -> None:
        open_rooms(
            "showcase",
            (
                "media",
                "emblems",
                "creators",
                "works",
                "sharing",
                "press",
                "testimonials",
                "collections",
                "screening",
                "reach",
                "journal",
            ),
        )

"""Kinds, states and needs of works."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    SHORT_FILM = "short-film", _("short film")
    ANIMATION = "animation", _("animated film")
    DOCUMENTARY = "documentary", _("documentary")
    WEB_SERIES = "web-series", _("web series")
    VR = "vr", _("virtual reality")
    MUSIC = "music", _("music and sound")
    PHOTOGRAPHY = "photography", _("photography")
    ILLUSTRATION = "illustration", _("illustration")
    MOTION = "motion", _("motion design")
    CIVIC = "civic", _("civic tech")
    DIGITAL = "digital", _("digital content")
    ENTERPRISE = "enterprise", _("creative business")


class State(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("proposed")
    RETURNED = "returned", _("returned with a note")
    PUBLISHED = "published", _("published")
    UNPUBLISHED = "unpublished", _("taken down")


MOVES = {
    State.DRAFT: {State.SUBMITTED},
    State.SUBMITTED: {State.PUBLISHED, State.RETURNED},
    State.RETURNED: {State.SUBMITTED},
    State.PUBLISHED: {State.UNPUBLISHED},
    State.UNPUBLISHED: {State.PUBLISHED, State.SUBMITTED},
}


OPEN_TO_AUTHORS = (State.DRAFT, State.RETURNED, State.UNPUBLISHED)
"""States in which authors may change their work."""


class Need(TextChoices):
    NONE = "", _("nothing at the moment")
    COPRODUCTION = "coproduction", _("co-production")
    STUDIO = "studio", _("technical studio")
    DISTRIBUTOR = "distributor", _("distributor")
    RESIDENCY = "residency", _("residency")
    CLIENTS = "clients", _("first clients")
    FUNDING = "funding", _("funding")
    FESTIVAL = "festival", _("festivals")


class Place(TextChoices):
    """What an asset is for in a work."""

    COVER = "cover", _("cover")
    STILL = "still", _("image")
    MAIN = "main", _("film or sound")
    DOCUMENT = "document", _("document")


RIGHTS = [
    ("all", _("All rights reserved")),
    ("by", "CC BY 4.0"),
    ("by-sa", "CC BY-SA 4.0"),
    ("by-nc", "CC BY-NC 4.0"),
    ("by-nc-nd", "CC BY-NC-ND 4.0"),
]

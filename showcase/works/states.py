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
    MAIN = "main", _("the work itself")
    EXCERPT = "excerpt", _("excerpt or trailer")
    DOCUMENT = "document", _("document")


class Length(TextChoices):
    """How long a film or sound runs, as one chooses for an evening."""

    BRIEF = "5", _("up to 5 minutes")
    SHORT = "15", _("6 to 15 minutes")
    HALF = "30", _("16 to 30 minutes")
    HOUR = "60", _("31 to 60 minutes")
    LONG = "more", _("more than an hour")

    @classmethod
    def of(cls, minutes: int | None) -> str:
        """ "" where it is not said."""
        if not minutes:
            return ""
        return next((one for one in cls.values if one.isdecimal() and minutes <= int(one)), cls.LONG.value)


class Order(TextChoices):
    NEWEST = "", _("newest first")
    OLDEST = "oldest", _("oldest first")
    TITLE = "title", _("by title")


class Embargo(TextChoices):
    """What a festival asks for before its première."""

    NONE = "", _("no embargo")
    EXCERPT = "excerpt", _("only the excerpt can be played")
    HIDDEN = "hidden", _("nobody finds the work")


class Age(TextChoices):
    UNSAID = "", _("not said")
    ALL = "all", _("for everyone")
    SIX = "6", _("from 6 years")
    TEN = "10", _("from 10 years")
    TWELVE = "12", _("from 12 years")
    SIXTEEN = "16", _("from 16 years")
    ADULT = "18", _("from 18 years")


class Honour(TextChoices):
    """How a work was recognised."""

    SELECTION = "selection", _("selection")
    PRIZE = "prize", _("prize")
    SCREENING = "screening", _("screening")


NOTES = [
    ("violence", _("violence")), ("war", _("war")), ("death", _("death and grief")), ("self-harm", _("self-harm")),
    ("sex", _("sex or nudity")), ("discrimination", _("racism or discrimination")), ("drugs", _("drugs or alcohol")),
    ("language", _("coarse language")), ("flashing", _("flashing light")), ("loud", _("sudden loud sounds")),
]  # fmt: skip
"""What people may want to be warned of."""

ACCESS = [
    ("captions", _("captions for people who do not hear")), ("description", _("audio description")),
    ("sign", _("sign language")), ("transcript", _("transcript to read")), ("easy", _("easy language")),
    ("calm", _("without flashing light")), ("keyboard", _("usable by keyboard alone")),
    ("reader", _("works with a screen reader")),
]  # fmt: skip

RIGHTS = [
    ("all", _("All rights reserved")),
    ("by", "CC BY 4.0"),
    ("by-sa", "CC BY-SA 4.0"),
    ("by-nc", "CC BY-NC 4.0"),
    ("by-nc-nd", "CC BY-NC-ND 4.0"),
]

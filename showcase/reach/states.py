"""What is counted of a work."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class What(TextChoices):
    """A play counts once for each quarter of the length that it reached."""

    VIEW = "view", _("views of the page")
    BEGAN = "play-0", _("plays begun")
    QUARTER = "play-1", _("played to a quarter")
    HALF = "play-2", _("played to the half")
    MOST = "play-3", _("played to three quarters")
    WHOLE = "play-4", _("played to the end")
    KIT = "kit", _("press kits fetched")
    EMBED = "embed", _("views on other sites")


PLAYS = (What.BEGAN, What.QUARTER, What.HALF, What.MOST, What.WHOLE)

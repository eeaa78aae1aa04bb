"""Kinds of public events."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    WEEKEND = "weekend", _("open weekend")
    DEBATE = "debate", _("café-debate")
    HACKATHON = "hackathon", _("hackathon")
    MARKET = "market", _("market")
    SHOW = "show", _("public show")
    MEETING = "meeting", _("meeting")
    CEREMONY = "ceremony", _("ceremony")

"""Kinds of sessions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SessionKind(TextChoices):
    THEORY = "theory", _("class")
    PRACTICE = "practice", _("practical workshop")
    PROJECT = "project", _("project time")
    MASTERCLASS = "masterclass", _("masterclass")
    MEETING = "meeting", _("meeting")
    TRAINING = "training", _("training of trainers")
    SCREENING = "screening", _("screening")
    VISIT = "visit", _("visit")

"""Kinds of partners."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    LEAD = "lead", _("lead organisation")
    CULTURAL = "cultural-technical", _("cultural and technical")
    TECHNICAL = "technical", _("technical")
    FINANCIAL = "financial", _("financial")
    INSTITUTIONAL = "institutional", _("institutional")
    MEDIA = "media", _("media")

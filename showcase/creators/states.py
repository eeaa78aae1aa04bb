"""What creators are available for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Offer(TextChoices):
    TOURING = "touring", _("touring")
    COMMISSIONS = "commissions", _("commissions")
    RESIDENCIES = "residencies", _("residencies")
    WORKSHOPS = "workshops", _("giving workshops")
    TALKS = "talks", _("talks and juries")
    COPRODUCTION = "coproduction", _("co-productions")
    LICENCES = "licences", _("licensing")

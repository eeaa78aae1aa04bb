"""Roles and states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    OWNER = "owner", _("owner")
    COORDINATOR = "coordinator", _("coordinator")
    EDITOR = "editor", _("editor")


class State(TextChoices):
    WAITING = "waiting", _("waiting for approval")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")


MOVES = {
    State.WAITING: {State.APPROVED, State.REFUSED},
    State.REFUSED: {State.APPROVED},
    State.APPROVED: {State.REFUSED},
}


class SignOff(TextChoices):
    """Who signs a selection before its decisions are published."""

    NONE = "", _("nobody has to sign")
    TWO = "two", _("two owners or coordinators")
    OWNER = "owner", _("two owners or coordinators, one of them an owner")

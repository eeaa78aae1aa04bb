"""States of a matching, kinds of instruction, modes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    PROPOSED = "proposed", _("proposed")
    PUBLISHED = "published", _("published")


MOVES = {State.PROPOSED: {State.PUBLISHED}, State.PUBLISHED: set()}


class Mode(TextChoices):
    WORST_OFF = "worst_off", _("protect the worst-off")
    BEST_TOTAL = "best_total", _("best total")
    STABLE = "stable", _("stable")


class Instruction(TextChoices):
    PIN = "pin", _("keep together")
    FORBID = "forbid", _("never together")

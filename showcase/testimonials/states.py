"""Who speaks, and how far a testimonial is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Voice(TextChoices):
    PARTICIPANT = "participant", _("participant")
    ALUMNI = "alumni", _("former participant")
    MENTOR = "mentor", _("mentor")
    PARTNER = "partner", _("partner")


class State(TextChoices):
    ASKED = "asked", _("waits for the person")
    AGREED = "agreed", _("agreed to")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("taken back")


MOVES = {
    State.ASKED: {State.AGREED, State.WITHDRAWN},
    State.AGREED: {State.AGREED, State.PUBLISHED, State.WITHDRAWN},
    State.PUBLISHED: {State.AGREED, State.WITHDRAWN},
    State.WITHDRAWN: set(),
}
"""What was taken back stays so: to speak again, the person is asked again."""

"""Kinds and states of outcomes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    FIRST_JOB = "first_job", _("first professional opportunity")
    COMPANY = "company", _("company founded")
    FESTIVAL = "festival", _("festival selection")
    PRIZE = "prize", _("prize")
    FUNDING = "funding", _("funding")
    SALE = "sale", _("sale or commission")


class State(TextChoices):
    DECLARED = "declared", _("declared")
    VERIFIED = "verified", _("verified")
    REFUSED = "refused", _("not confirmed")


MOVES = {
    State.DECLARED: {State.VERIFIED, State.REFUSED},
    State.REFUSED: {State.VERIFIED},
    State.VERIFIED: {State.REFUSED},
}

"""What becomes of guests' rows: by the clock (`actions.forget_late`), or when a person with their address goes or asks."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import Rows, keep, rule
from showcase.screening import actions


def forget_guests(rows: Rows) -> None:
    for guest in rows:
        actions.forget(guest)


rule(
    "showcase.Invitation", "email", erase=forget_guests, unsaid=("token",),
    says=_("Your invitations to screening rooms lose your name and address, what you watched is deleted. That terms were accepted stays."),
)  # fmt: skip
rule(
    "showcase.Viewing", "invitation__email", erase=keep, order=60,
    says=_("What you watched in screening rooms is deleted with your invitation, else 90 days after the link has ended."),
)  # fmt: skip

"""What this room hears from allauth."""

from typing import Any

from allauth.account.signals import email_confirmed
from django.dispatch import receiver
from django.http import HttpRequest

from incubator.accounts import actions as accounts
from incubator.accounts.adapter import came_by_code


@receiver(email_confirmed, dispatch_uid="incubator.accounts.proven")
def proven(sender: Any, request: HttpRequest, email_address: Any, **kwargs: Any) -> None:
    """The first proof of a mailbox may come by a sign-in code, long after someone else signed up with that address."""
    user = email_address.user
    if came_by_code(request, user) and user.has_usable_password():
        accounts.forget_unproven_password(user)

"""Reads on people."""

from allauth.account.models import EmailAddress

from incubator.accounts.models import User


def known(email: str) -> User | None:
    """The person of an address, proven or not; None where there is none."""
    email = email.strip().lower()
    proven = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    return proven.user if proven else User.objects.filter(email=email).first()

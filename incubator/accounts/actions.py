"""Writes on people."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from incubator.accounts.models import User
from incubator.accounts.queries import known
from incubator.audit.actions import action, change, record


@action
def person_for(email: str, *, language: str = "fr", name: str = "") -> User:
    """The person of an address, made where there is none: without password, the address not yet verified.

    Whoever proves that they read that mailbox (by a code) enters as this person.
    """
    email = email.strip().lower()
    if (user := known(email)) is None and (user := _made(email, language=language, name=name)) is not None:
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
        record(by=None, verb="incubator.create_person", on=user)
        return user
    user = user or User.objects.get(email=email)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": True, "verified": False})
    return user


def _made(email: str, **fields: Any) -> User | None:
    """A new person; None where somebody else has made them in this moment."""
    try:
        with transaction.atomic():
            return User.objects.create(email=email, password=make_password(None), **fields)
    except IntegrityError:
        return None


@action
def forget_unproven_password(user: User) -> None:
    """A mailbox was proven by a code: a password set before by whoever typed that address opens nothing any more."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record(by=user, verb="incubator.forget_password", on=user)


@action
def set_preferences(user: User, *, by: User, **fields: Any) -> User:
    """Change what a person chose for themself: name, country, language, time zone, data saver, mails."""
    return change(user, by=by, verb="incubator.set_preferences", **fields)

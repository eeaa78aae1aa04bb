"""Taking one's data along, and being forgotten."""

import json
import shutil
import zipfile
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q

from incubator.accounts import erasure
from incubator.accounts.models import User
from incubator.audit.actions import action, locked, record
from incubator.audit.models import LogEntry
from incubator.files.models import StoredFile
from incubator.lib.errors import Refused

ERASED = "erased.invalid"
"""Domain of the addresses of emptied rows: it can belong to nobody."""


class NotYet(Refused):
    """Something only this person can hand on must be handed on first."""


_guards: list[Any] = []


def before_leaving(guard: Any) -> None:
    """`guard(user)` raises NotYet with a sentence where this person cannot be forgotten yet."""
    if guard not in _guards:
        _guards.append(guard)


def data_of(user: User) -> dict[str, Any]:
    """Everything kept of a person, as plain values by model."""
    return {"person": erasure.plain(user), **dict(erasure.collected(user))}


def data_at(address: str) -> dict[str, Any]:
    """The same of somebody without an account (a guest, a person who was invited): what is kept with their address."""
    return dict(erasure.collected(address))


@action
def forget_address(address: str) -> None:
    """Erase what is kept with the address of somebody without an account, by the same rules."""
    for one in erasure.rules():
        if one.by_address:
            one.erase(one.rows(address))
    LogEntry.objects.filter(what__icontains=address).update(what="")


def archive(user: User) -> IO[bytes]:
    """A ZIP of `data.json` and the person's own files; in memory while small, then in a temporary file."""
    out: IO[bytes] = SpooledTemporaryFile(max_size=5_000_000)  # noqa: SIM115 - the caller reads and closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("data.json", json.dumps(data_of(user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        for stored in StoredFile.objects.filter(owner=user):
            with stored.file.open("rb") as source, packed.open(f"files/{stored.pk}-{stored.name}", "w") as target:
                shutil.copyfileobj(source, target)
    out.seek(0)
    return out


def _unname(user: User) -> None:
    """The ledger stays, its lines lose the name. Details hold numbers of rows, not names."""
    named = Q(what__contains=user.email) | (Q(what__contains=user.name) if user.name else Q(pk__in=[]))
    LogEntry.objects.filter(named).update(what="")
    LogEntry.objects.about(user).update(what="", detail={})


@action
def forget(user: User, *, by: User | None) -> User:
    """Erase a person by the rooms' rules; the emptied row stays so that figures stay right. Raises NotYet."""
    for guard in _guards:
        guard(user)
    user = locked(user)
    for one in erasure.rules():
        one.erase(one.rows(user))
    for model in (EmailAddress, Authenticator, UserSession):
        model._default_manager.filter(user=user).delete()
    _unname(user)
    user.email, user.name, user.country, user.time_zone = f"{user.pk}@{ERASED}", "", "", ""
    user.is_active = user.is_staff = user.is_superuser = user.mail_news = user.mail_daily = False
    user.set_unusable_password()
    user.save()
    record(by=by if by and by.pk != user.pk else None, verb="incubator.forget_person", on=user)
    return user

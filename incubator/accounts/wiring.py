"""What becomes of the ground's rows that point at a person."""

from functools import partial

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import Rows, delete, keep, rule
from incubator.audit.words import name_verbs


def remove_files(rows: Rows) -> None:
    """Except what holds up a thing that stays, such as a published work's picture: that loses its owner only."""
    for stored in rows:
        name, storage = stored.file.name, stored.file.storage
        try:
            with transaction.atomic():
                stored.delete()
        except ProtectedError:
            rows.filter(pk=stored.pk).update(owner=None)
        else:
            transaction.on_commit(partial(storage.delete, name))


rule("incubator.Message", "person", says=_("Messages are deleted."), erase=delete)
rule("incubator.Message", "address", says=_("So are those to your address alone."), erase=delete, export=False)
rule("incubator.StoredFile", "owner", says=_("Files are deleted, except those of works that stay."), erase=remove_files, order=90)
rule(
    "incubator.Upload",
    "person",
    says=_("What is half sent is deleted."),
    erase=delete,
    order=20,
    unsaid=("key", "mark", "limits"),
)
rule("incubator.LogEntry", "by", says=_("The log keeps what was done, without the name."), erase=keep, export=False)
name_verbs(
    {
        "incubator.create_person": _("entered for the first time"),
        "incubator.forget_password": _("proved an address; an older password no longer works"),
        "incubator.set_preferences": _("changed their preferences"),
        "incubator.forget_person": _("forgot a person"),
    }
)

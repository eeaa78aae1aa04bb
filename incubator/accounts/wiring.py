"""What becomes of the ground's rows that point at a person."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import Rows, delete, keep, rule
from incubator.audit.words import name_verbs


def remove_files(rows: Rows) -> None:
    for stored in rows:
        stored.file.delete(save=False)
    rows.delete()


rule("incubator.Message", "person", says=_("Messages are deleted."), erase=delete)
rule("incubator.Message", "address", says=_("So are those to your address alone."), erase=delete, export=False)
rule("incubator.StoredFile", "owner", says=_("Files are deleted."), erase=remove_files, order=90)
rule("incubator.LogEntry", "by", says=_("The log keeps what was done, without the name."), erase=keep, export=False)
name_verbs(
    {
        "incubator.create_person": _("entered for the first time"),
        "incubator.forget_password": _("proved an address; an older password no longer works"),
        "incubator.set_preferences": _("changed their preferences"),
        "incubator.forget_person": _("forgot a person"),
    }
)

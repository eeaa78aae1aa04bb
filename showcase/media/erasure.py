"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import keep, rule

rule("showcase.Asset", "owner", says=_("Pictures, films and sounds of works that stay, stay with them."), erase=keep)

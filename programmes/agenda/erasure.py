"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import delete, rule

rule("programmes.Feed", "person", says=_("Your calendar's address is dead."), erase=delete, export=False)

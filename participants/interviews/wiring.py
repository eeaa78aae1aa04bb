"""What interviews give to other rooms: words of the ledger, what becomes of rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import keep, rule

rule("participants.Interview", "by", erase=keep, export=False, says=_("Interviews you invited to stay, without your name."))

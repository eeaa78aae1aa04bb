"""What stages give to other rooms: words of the ledger, what becomes of rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import keep, rule

rule("participants.Screening", "by", erase=keep, export=False, says=_("Screenings you did stay, without your name."))
rule("participants.Cut", "by", erase=keep, export=False, says=_("Who you let move on stays, without your name."))
rule("participants.Cut", "undone_by", erase=keep, export=False, says=_("The same holds for what you took back of it."))

"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import keep, rule

rule("participants.Selection", "published_by", says=_("Selections you published stay."), erase=keep, export=False)
rule("participants.Decision", "decided_by", says=_("Decisions you took stay."), erase=keep, export=False)

"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import keep, rule

rule("participants.Selection", "published_by", says=_("Selections you published stay."), erase=keep, export=False)
rule("participants.Decision", "decided_by", says=_("Decisions you took stay."), erase=keep, export=False)
rule("participants.Pin", "by", says=_("Whom you put into a cohort or left out of it stays so."), erase=keep, export=False)
rule("participants.Composition", "by", says=_("Cohorts you had composed stay."), erase=keep, export=False)

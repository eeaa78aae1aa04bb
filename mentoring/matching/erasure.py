"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import keep, rule

rule("mentoring.PairRule", "by", says=_("Pairs you pinned or forbade stay so."), erase=keep, export=False)
rule("mentoring.Matching", "by", says=_("Matchings you ran stay."), erase=keep, export=False)

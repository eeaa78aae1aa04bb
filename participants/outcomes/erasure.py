"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import blank, keep, rule

rule(
    "participants.Outcome", "participation__person", erase=blank(title="", proof=""),
    says=_("Outcomes stay in the figures by kind and date, without words or links."),
)  # fmt: skip
rule("participants.Outcome", "declared_by", says=_("Outcomes you entered for others stay."), erase=keep, export=False)
rule("participants.Outcome", "verified_by", says=_("Outcomes you verified stay verified."), erase=keep, export=False)

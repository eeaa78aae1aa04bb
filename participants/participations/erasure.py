"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import blank, rule

rule(
    "participants.Participation", "person", erase=blank(languages=[], needs=[], available=[]),
    says=_("That somebody took part in a cohort stays in the figures, without your name."),
)  # fmt: skip

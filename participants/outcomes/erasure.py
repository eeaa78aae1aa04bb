"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import blank, keep, rule

rule(
    "participants.Outcome", "participation__person", erase=blank(title="–", proof=""), order=30,
    says=_("What came of your project stays as a figure, without words and proof."),
)  # fmt: skip
rule(
    "participants.Outcome",
    "declared_by",
    says=_("Outcomes you declared stay, without your name."),
    erase=keep,
    export=False,
)
rule(
    "participants.Outcome",
    "verified_by",
    says=_("Outcomes you verified stay, without your name."),
    erase=keep,
    export=False,
)

"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import blank, rule

rule(
    "programmes.Facilitator", "person", erase=blank(name="–", affiliation="", country=""),
    says=_("Sessions you led stay in the agenda, without your name."),
)  # fmt: skip

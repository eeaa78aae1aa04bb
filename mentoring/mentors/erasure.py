"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import blank, rule
from incubator.web.texts import Texts

rule(
    "mentoring.Mentor", "person", says=_("Your mentor's profile is emptied."),
    erase=blank(headline=Texts(), about=Texts(), country="", time_zone="", available=[], languages=[], may_be_named=False),
)  # fmt: skip

"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import blank, rule

WORDS = {"shared_notes": "", "private_notes": "", "next_steps": "", "place": ""}

rule(
    "mentoring.Meeting", "mentorship__participation__person", erase=blank(**WORDS), order=40, export=False,
    says=_("Sessions with your mentor stay in the figures by date and length; their notes are deleted."),
)  # fmt: skip
rule(
    "mentoring.Meeting", "mentorship__engagement__mentor__person", erase=blank(private_notes=""), order=40,
    says=_("Sessions you held as mentor stay; your private notes are deleted."),
)  # fmt: skip
rule("mentoring.Mentorship", "participation__person", says=_("The goals of your mentoring are deleted."), erase=blank(goals=""))

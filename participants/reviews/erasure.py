"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import blank, keep, rule

rule(
    "participants.Reviewer", "person", erase=blank(affiliation=""),
    says=_("Reviews stay, for selections rest on them; they bear no name any more."),
)  # fmt: skip
rule("participants.Review", "reviewer__person", says=_("The same holds for your scores."), erase=keep)
rule("participants.Conflict", "declared_by", says=_("Conflicts you declared stay, without your name."), erase=keep, export=False)
rule("participants.AssignmentRun", "by", says=_("Assignments you ran stay."), erase=keep, export=False)

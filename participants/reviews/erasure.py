"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import blank, keep, rule

rule(
    "participants.Review",
    "reviewer__person",
    says=_("Reviews you wrote stay, without your name."),
    erase=keep,
    order=30,
)
rule(
    "participants.Conflict", "reviewer__person", says=_("Ties you declared stay, without your words."),
    erase=blank(reason="–", signs=[]), order=30,
    export=False,  # an applicant may have named them in confidence
)  # fmt: skip
rule(
    "participants.Conflict",
    "declared_by",
    says=_("Ties you recorded stay, without your name."),
    erase=keep,
    unsaid=("signs", "state", "decided_by", "decided"),
)
rule(
    "participants.Reviewer", "person", says=_("Your seat on panels ends."), order=40,
    erase=blank(affiliation="", active=False),
)  # fmt: skip
rule(
    "participants.Conflict", "decided_by", says=_("What you said of ties stays, without your name."),
    erase=keep, export=False, order=30,
)  # fmt: skip
rule(
    "participants.AssignmentRun", "decided_by", says=_("Assignments you accepted stay, without your name."),
    erase=keep, export=False, order=30,
)  # fmt: skip
rule(
    "participants.AssignmentRun",
    "by",
    says=_("Assignments you ran stay, without your name."),
    erase=keep,
    export=False,
)
rule(
    "participants.Round", "by", erase=keep, export=False, says=_("Calibration rounds you opened stay, without your name.")
)  # fmt: skip
rule(
    "participants.Remark", "by", erase=keep, says=_("What you said about applications you read stays, without your name.")
)  # fmt: skip
rule(
    "participants.Discussion", "by", erase=keep, export=False,
    says=_("Discussions you asked for stay, without your name."),
)  # fmt: skip

"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import blank, keep, rule

rule("participants.Pin", "by", says=_("Whom you put into a cohort or left out of it stays so."), erase=keep, export=False)
rule("participants.QuotaSet", "by", says=_("Sets of quotas you kept for your organisation stay."), erase=keep, export=False)
rule("participants.Composition", "by", says=_("Cohorts you had composed stay."), erase=keep, export=False)
rule(
    "participants.Selection",
    "published_by",
    says=_("Selections you published stay, without your name."),
    erase=keep,
    export=False,
)
rule(
    "participants.Decision",
    "decided_by",
    says=_("Decisions you took stay, without your name."),
    erase=keep,
    export=False,
)
rule(
    "participants.Note", "by", erase=keep, says=_("Notes you wrote in a committee stay, without your name.")
)  # fmt: skip
rule(
    "participants.Decision",
    "answered_by",
    says=_("Answers you noted for others stay, without your name."),
    erase=keep,
    export=False,
)
rule(
    "participants.Decision",
    "application__applicant",
    says=_("Notes of the committee and feedback about your applications are deleted."),
    erase=blank(note="", feedback=[], reason=""),
    order=30,
    export=False,
)
rule(
    "participants.Signature",
    "person",
    says=_("Signatures you gave under a selection stay, with the name you signed with."),
    erase=keep,
    export=False,
)

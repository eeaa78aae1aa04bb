"""Publishing: once, all at once. Before this, no state, message or page outside the desk knows a decision."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, record
from incubator.lib.errors import NotLawful, Refused
from incubator.lib.states import move
from incubator.outbox import post
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.applications.team import people_in
from participants.selection.actions.deciding import must_be_impartial
from participants.selection.letters import language_of, letter
from participants.selection.models import Decision, Selection
from participants.selection.queries import comments_for, undecided
from participants.selection.states import MOVES, State, Verdict
from programmes.calls import actions as calls

MOVERS = {
    Verdict.ACCEPTED: applications.accept,
    Verdict.WAITLISTED: applications.waitlist,
    Verdict.DECLINED: applications.decline,
}


@action
def publish(selection: Selection, *, by: Any) -> Selection:
    """Tell everyone: applications move, letters are posted, the call is decided. A second time does nothing."""
    selection = (
        Selection.objects.select_for_update(of=("self",))
        .select_related("call__cohort__programme__organisation")
        .get(pk=selection.pk)
    )
    if selection.state == State.PUBLISHED:
        return selection
    must_be_impartial(selection.call, by)
    if selection.call.accepts:
        raise Refused(_("The call still takes applications. Publish when it has closed."))
    if selection.state == State.FROZEN and undecided(selection).exists():
        raise NotLawful(
            _("Something changed since the selection was frozen: an application has no decision. Unfreeze it and look.")
        )
    selection.published, selection.published_by = timezone.now(), by
    move(selection, State.PUBLISHED, MOVES, fields=("published", "published_by"))
    told = dict.fromkeys(Verdict.values, 0)
    decisions = Decision.objects.filter(selection=selection, application__state__in=UNDER_REVIEW)
    comments = comments_for(selection) if selection.share_comments else {}
    for decision in decisions.select_related("application__applicant").order_by("pk"):
        application = decision.application
        application.call = selection.call
        MOVERS[Verdict(decision.verdict)](application, by=by)
        tell(selection, application, decision.verdict, comments.get(application.pk, []))
        told[decision.verdict] += 1
    calls.mark_decided(selection.call, by=by)
    record(by=by, verb="participants.publish_selection", on=selection, organisation=selection.organisation, detail=told)
    touch()
    return selection


def tell(selection: Selection, application: Application, verdict: str, comments: list[str]) -> None:
    """Post one person's letter, in their language; their team learns that it is there."""
    if application.applicant is None and not application.email:
        return
    written = letter(selection, application, verdict)
    post.tell(
        application.applicant,
        f"decision_{verdict}",
        key=f"decision_{verdict}:{application.pk}",
        context={
            "letter": written.text,
            "comments": comments,
            "call": selection.call.title,
            "reference": application.reference,
        },
        organisation=selection.organisation,
        within=selection.call.cohort,
        link=f"/me/applications/{application.pk}/",
        language=language_of(application),
        address=application.email if application.applicant is None else "",
    )
    for person in people_in(application):
        post.tell(
            person, "team_decided", key=f"team_decided:{verdict}:{application.pk}:{person.pk}",
            context={"call": selection.call.title.best(person.language)[0], "title": application.title},
            organisation=selection.organisation, within=selection.call.cohort, link=f"/me/applications/{application.pk}/",
        )  # fmt: skip

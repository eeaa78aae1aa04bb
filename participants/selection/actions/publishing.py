"""Publishing: once, all at once. Before this, no state, message or page outside the desk knows a decision."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, record
from incubator.lib.errors import NotLawful, Refused
from incubator.lib.states import move
from incubator.outbox import post
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.states import UNDER_REVIEW
from participants.applications.states import State as Taken
from participants.applications.team import fetch, people_in
from participants.selection.feedback import feedback_for
from participants.selection.letters import first_reply_by, has_address, letter
from participants.selection.models import Decision, Selection
from participants.selection.queries import undecided
from participants.selection.sign_off import digest, standing
from participants.selection.states import MOVES, State, Verdict
from participants.stages.rules import must_be_impartial
from programmes.calls import actions as calls

OUTCOMES = {Verdict.ACCEPTED: Taken.ACCEPTED, Verdict.WAITLISTED: Taken.WAITLISTED, Verdict.DECLINED: Taken.DECLINED}
AT_ONCE = 500
TOLD = ("told", "reply_by", "feedback")


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
    _must_be_ready(selection)
    now = timezone.now()
    selection.published, selection.published_by, selection.digest = now, by, digest(selection)
    move(selection, State.PUBLISHED, MOVES, fields=("published", "published_by", "digest"))
    decisions = _moved(selection, by=by)
    feedback = feedback_for(selection, decisions)
    for decision in decisions:
        decision.told, decision.feedback = now, feedback[decision.application_id]
        decision.reply_by = first_reply_by(selection) if decision.verdict == Verdict.ACCEPTED else None
    fetch(decision.application for decision in decisions)
    Decision.objects.bulk_update(decisions, TOLD, batch_size=AT_ONCE)
    for start in range(0, len(decisions), AT_ONCE):
        post.tell_all([message for row in decisions[start : start + AT_ONCE] for message in letters_of(selection, row)])
    calls.mark_decided(selection.call, by=by)
    told = {verdict: sum(row.verdict == verdict for row in decisions) for verdict in Verdict.values}
    record(by=by, verb="participants.publish_selection", on=selection, organisation=selection.organisation, detail=told)
    touch()
    return selection


def _must_be_ready(selection: Selection) -> None:
    if selection.call.accepts:
        raise Refused(_("The call still takes applications. Publish when it has closed."))
    if selection.state == State.FROZEN and undecided(selection).exists():
        raise NotLawful(
            _("Something changed since the selection was frozen: an application has no decision. Unfreeze it and look.")
        )
    if not standing(selection).is_complete:
        raise NotLawful(_("Signatures are missing under these decisions and letters. Nothing was published."))


def _moved(selection: Selection, *, by: Any) -> list[Decision]:
    """Decisions on all who are still under review, whose applications now stand as decided."""
    rows = Decision.objects.filter(selection=selection, application__state__in=UNDER_REVIEW)
    decisions = list(rows.select_related("application__applicant").order_by("pk"))
    outcomes = {row.application_id: OUTCOMES[Verdict(row.verdict)] for row in decisions}
    moved = applications.decide_all(selection.call, outcomes, by=by)
    told = [row for row in decisions if row.application_id in moved]
    for row in told:
        applicant, row.application = row.application.applicant, moved[row.application_id]
        row.application.applicant, row.application.call = applicant, selection.call
    return told


def letters_of(selection: Selection, decision: Decision, kind: str = "", *, once: str = "") -> Iterable[Message]:
    """One person's letter, in their language, then the word to their team that it is there. Each goes `once`.

    `kind` is the verdict where none is given; nobody gets a letter who left no address.
    """
    application, kind = decision.application, kind or decision.verdict
    if not has_address(application):
        return
    written = letter(selection, application, kind, reply_by=decision.reply_by)
    about: dict[str, Any] = {
        "organisation": selection.organisation, "within": selection.call.cohort, "link": f"/me/applications/{application.pk}/",
    }  # fmt: skip
    yield post.composed(
        application.applicant,
        f"decision_{kind}",
        key=f"decision_{kind}:{application.pk}{once and ':'}{once}",
        context={
            "letter": written.text,
            "comments": list(decision.feedback or []) if kind in Verdict.values else [],
            "selection": selection.pk,
            "call": selection.call.title.best(written.language)[0],
            "reference": application.reference,
        },
        language=written.language,
        address=application.email if application.applicant is None else "",
        **about,
    )
    for person in people_in(application):
        context = {"call": selection.call.title.best(person.language)[0], "title": application.title}
        yield post.composed(
            person, "team_decided", key=f"team_decided:{kind}:{application.pk}:{person.pk}", context=context, **about
        )

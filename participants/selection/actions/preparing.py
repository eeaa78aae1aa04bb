"""Before publication: the letters and what goes with them, the freezing, the signatures."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, NotYours, Refused, Stale
from incubator.lib.states import move
from incubator.organisations.states import Role, SignOff
from incubator.web.texts import Texts
from participants.applications.models import Application
from participants.selection.actions.deciding import lock_open
from participants.selection.feedback import feedback_for, named_in, reviewers_names
from participants.selection.letters import FIELDS, unknown_words
from participants.selection.models import Decision, Selection, Signature
from participants.selection.queries import undecided
from participants.selection.sign_off import standing
from participants.selection.states import MOVES, State
from participants.stages.rules import must_be_impartial

Written = Texts | dict[str, str] | None


def put_letters(selection: Selection, letters: dict[str, Written]) -> list[str]:
    """Set the letters that are given, by kind, and say which columns those are. Refused where a $word stands for nothing."""
    given = {FIELDS[kind]: texts for kind, texts in letters.items() if texts is not None}
    unknown = [word for texts in given.values() for word in unknown_words(texts)]
    if unknown:
        said = _("A letter names %(words)s, which stands for nothing. Write one of the words listed, or leave it out.")
        raise Refused(said % {"words": ", ".join(dict.fromkeys(unknown))})
    for column, texts in given.items():
        setattr(selection, column, texts)
    return list(given)


@action
def edit_letters(
    selection: Selection, *, by: Any, accepted: Written = None, waitlisted: Written = None, declined: Written = None,
    share_comments: bool | None = None, reply_by: date | None = None,
) -> Selection:  # fmt: skip
    """Write the letters; what is None stays. Only `reply_by` is set in any case."""
    selection = lock_open(selection, by)
    columns = put_letters(selection, {"accepted": accepted, "waitlisted": waitlisted, "declined": declined})
    if share_comments is not None:
        selection.share_comments = share_comments
    selection.reply_by = reply_by
    selection.save(update_fields=[*columns, "share_comments", "reply_by"])
    record(by=by, verb="participants.edit_letters", on=selection, organisation=selection.organisation)
    return selection


@action
def edit_feedback(application: Application, texts: Iterable[str] | None, *, by: Any, version: int) -> Decision:
    """What goes to one applicant beside the letter; None leaves it to what reviewers wrote. Stale where a colleague changed it."""
    decision = Decision.objects.filter(application=application).select_related("selection").first()
    if decision is None:
        raise Refused(_("Decide on this application first."))
    selection = lock_open(decision.selection, by)
    decision = locked(decision)
    if decision.version != version:
        raise Stale
    kept = None if texts is None else [text.strip() for text in texts if text.strip()]
    _no_names(kept or [], selection)
    if decision.feedback != kept:
        decision.feedback, decision.version = kept, decision.version + 1
        decision.save(update_fields=["feedback", "version", "decided"])
        record(by=by, verb="participants.edit_feedback", on=application, organisation=selection.organisation)
    return decision


def _no_names(texts: Iterable[str], selection: Selection) -> None:
    found = named_in(texts, reviewers_names(selection))
    if found:
        said = _("The feedback names a reviewer (%(name)s). Applicants never learn who read them: take the name out.")
        raise Refused(said % {"name": ", ".join(found)})


@action
def freeze(selection: Selection, *, by: Any) -> Selection:
    """Close the deciding, so that what is read over is what is published. Everyone under review must have a decision."""
    selection = lock_open(selection, by)
    missing = undecided(selection).count()
    if missing:
        said = ngettext_lazy(
            "%(count)s application has no decision yet.", "%(count)s applications have no decision yet.", missing
        )
        raise Refused(said % {"count": missing})
    decisions = list(Decision.objects.filter(selection=selection))
    if not decisions:
        raise Refused(_("There is no decision to freeze."))
    _no_names((text for texts in feedback_for(selection, decisions).values() for text in texts), selection)
    selection.frozen = timezone.now()
    move(selection, State.FROZEN, MOVES, fields=("frozen",))
    record(by=by, verb="participants.freeze_selection", on=selection, organisation=selection.organisation)
    return selection


@action
def unfreeze(selection: Selection, *, by: Any) -> Selection:
    """Open the deciding again; the ledger keeps that it was frozen. Signatures hold as long as nothing changes."""
    selection = locked(selection)
    must_be_impartial(selection.call, by)
    selection.frozen = None
    move(selection, State.PROPOSED, MOVES, fields=("frozen",))
    record(by=by, verb="participants.unfreeze_selection", on=selection, organisation=selection.organisation)
    return selection


def lock_frozen(selection: Selection, by: Any) -> Selection:
    selection = (
        Selection.objects.select_for_update(of=("self",))
        .select_related("call__cohort__programme__organisation")
        .get(pk=selection.pk)
    )
    if selection.state == State.PUBLISHED:
        raise NotLawful(_("The decisions are published. They cannot be changed any more."))
    if selection.state != State.FROZEN:
        raise NotLawful(_("Somebody opened the decisions again. They are signed once they are frozen."))
    must_be_impartial(selection.call, by)
    return selection


@action
def sign(selection: Selection, *, by: Any, digest: str) -> Signature:
    """Stand for what will be told, as `digest` names it. Signed twice is signed once.

    Raises Stale where it is not what the page showed any more, NotYours for who may not sign.
    """
    selection = lock_frozen(selection, by)
    if selection.organisation.sign_off == SignOff.NONE:
        raise NotLawful(_("This organisation asks for no signatures."))
    if not by.may_in(selection.organisation_id, "coordinator"):
        raise NotYours(_("Owners and coordinators of the organisation sign."))
    now = standing(selection)
    if now.digest != digest:
        raise Stale(_("The decisions or the letters changed since you opened this page. Nothing was signed: read them again."))
    if (own := now.by(by.pk)) is not None:
        return own
    role = Role.OWNER if by.may_in(selection.organisation_id, "owner") else Role.COORDINATOR
    signature = Signature.objects.create(selection=selection, person=by, name=str(by)[:150], role=role, digest=digest)
    detail = {"code": now.code, "role": str(role)}
    record(by=by, verb="participants.sign_selection", on=selection, organisation=selection.organisation, detail=detail)
    return signature


@action
def take_signature_back(selection: Selection, *, by: Any) -> Selection:
    """One's own, while nothing is published. Twice is once."""
    selection = lock_frozen(selection, by)
    own = standing(selection).by(by.pk)
    if own is not None:
        own.withdrawn = timezone.now()
        own.save(update_fields=["withdrawn"])
        record(by=by, verb="participants.take_signature_back", on=selection, organisation=selection.organisation)
    return selection

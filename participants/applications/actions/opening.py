"""Sections of a sent application open again: for a question of the organisation, or for the second step of its call."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.files import actions as files
from incubator.files.content import Kind
from incubator.files.models import StoredFile
from incubator.files.states import Purpose
from incubator.lib.errors import NotLawful, NotYours, Refused, TooLate
from incubator.lib.numbers import whole
from incubator.outbox import post
from participants.applications.actions.drafts import Saved, kept_anew
from participants.applications.actions.moving import put_in_review, shortlist
from participants.applications.actions.sending import limits, notify, words
from participants.applications.content import changes, content_in, content_of
from participants.applications.errors import Incomplete, Stranger
from participants.applications.models import Application, Attachment, Opening, OpeningAnswer, OpeningFile
from participants.applications.queries import opening_of
from participants.applications.rules import takes_part, writes
from participants.applications.states import UNDER_REVIEW, State, Why
from programmes.calls import answers as reading
from programmes.calls.models import Call, Question
from programmes.calls.queries import sections_of
from programmes.calls.states import Step


def why_not(application: Application, why: str, running: Opening | None) -> Any:
    """Why its sections cannot be opened again, in a sentence; "" where they can. `running`: what is not sent nor closed."""
    if application.state not in UNDER_REVIEW:
        return _("It is not under review (any more).")
    if why == Why.SECOND and application.step >= Step.SECOND:
        return _("Its second step is sent already.")
    return _("Sections of it are open already.") if running is not None and running.is_open else ""


def _sections(call: Call, why: str, wanted: Sequence[int], step: int) -> list[int]:
    rows = {section.pk: section.step for section in sections_of(call)}
    if why == Why.SECOND:
        found = [pk for pk, its in rows.items() if its == Step.SECOND]
        if not found:
            raise Refused(_("No section of this form belongs to the second step."))
        return found
    found = [pk for pk, its in rows.items() if pk in set(wanted) and its <= step]
    if not found:
        raise Refused(_("Choose the sections to open."))
    return found


def _must_come(closes: datetime) -> None:
    if closes <= timezone.now():
        raise Refused(_("Choose a moment that is still to come."))


@action
def open_again(
    application: Application, *, by: Any, why: str, closes: datetime, sections: Sequence[int] = (), text: str = ""
) -> Opening:
    """Let the applicant write in `sections` (pk) again until `closes`, and tell them. What was sent stays in force meanwhile.

    The second step opens all of its sections, and shortlists who is invited.
    """
    call = application.call
    application = locked(application)
    application.call = call
    if takes_part(by, application):
        raise NotYours
    if refusal := why_not(application, why, opening_of(application)):
        raise Refused(refusal)
    _must_come(closes)
    if why == Why.MORE and not text.strip():
        raise Refused(_("Say what you would like to know: the applicant reads it."))
    chosen = _sections(call, why, sections, application.step)
    Opening.objects.running().filter(application=application).update(ended=timezone.now())
    opening = Opening.objects.create(
        application=application, why=why, sections=chosen, text=text.strip(), closes=closes, by=by
    )  # fmt: skip
    if why == Why.SECOND and application.state != State.SHORTLISTED:
        application = shortlist(put_in_review(application, by=by), by=by)
    verb = "participants.invite_application" if why == Why.SECOND else "participants.ask_more"
    record(by=by, verb=verb, on=application, organisation=call.organisation,
           detail={"closes": closes.isoformat(), "sections": chosen, "reason": opening.text})  # fmt: skip
    kind = "application_second_step" if why == Why.SECOND else "application_reopened"
    notify(application, kind, key=f"{kind}:{opening.pk}", text=opening.text, **limits(application, closes))
    return opening


@action
def open_all_again(applications: Sequence[Application], *, by: Any, **given: Any) -> list[Opening]:
    """Several at once, all or none."""
    return [open_again(application, by=by, **given) for application in applications]


def _of_desk(opening: Opening, by: Any) -> Opening:
    application = opening.application
    opening = locked(opening)
    opening.application = application
    if takes_part(by, application):
        raise NotYours
    if opening.sent is not None or opening.ended is not None or application.state not in UNDER_REVIEW:
        raise NotLawful
    return opening


@action
def move_opening(opening: Opening, *, by: Any, closes: datetime) -> Opening:
    """Another date, also after the first has passed. The applicant is told."""
    opening = _of_desk(opening, by)
    _must_come(closes)
    application, was = opening.application, opening.closes
    opening.closes = closes
    opening.save(update_fields=["closes"])
    record(by=by, verb="participants.move_opening", on=application, organisation=application.organisation,
           detail={"from": was.isoformat(), "to": closes.isoformat()})  # fmt: skip
    key = f"application_opening_moved:{opening.pk}:{closes.isoformat()}"
    notify(application, "application_opening_moved", key=key, **limits(application, closes))
    return opening


@action
def close_opening(opening: Opening, *, by: Any) -> Opening:
    """Before its date. What was typed and not sent stays readable for the applicant, who is told."""
    opening = _of_desk(opening, by)
    opening.ended = timezone.now()
    opening.save(update_fields=["ended"])
    application = opening.application
    record(by=by, verb="participants.close_opening", on=application, organisation=application.organisation)
    notify(application, "application_opening_closed", key=f"application_opening_closed:{opening.pk}")
    return opening


def _written(opening: Opening, by: Any) -> Opening:
    """The row, locked, with its application, for who may write in it. The application first: so do all who write in both."""
    call = opening.application.call
    application = locked(opening.application)
    application.call = call
    opening = locked(opening)
    opening.application = application
    if not writes(by, application):
        raise Stranger
    return opening


def _must_be_open(opening: Opening) -> None:
    if opening.sent is not None:
        raise NotLawful(_("This is sent already."))
    if not opening.is_open:
        raise TooLate(_("The time for this is over. What you typed is kept, and your application stands as you sent it."))


def save_in_opening(
    opening: Opening, raw: Mapping[int, Any], *, by: Any, versions: Mapping[int, int] | None = None
) -> Saved:  # fmt: skip
    """Keep answers as typed beside what was sent, as `save_answers` does in a draft. After the date: kept, and TooLate."""
    saved = _save(opening, raw, by=by, versions=versions or {})
    if saved.late:
        raise TooLate
    return saved


@action
def _save(opening: Opening, raw: Mapping[int, Any], *, by: Any, versions: Mapping[int, int]) -> Saved:
    opening = _written(opening, by)
    if opening.sent is not None:
        raise NotLawful(_("This is sent already."))
    content = content_in(opening)
    asked = {question.pk for question in content.asked}
    saved = Saved(opening.application, late=not opening.is_open)
    wanted = changes(content, {pk: value for pk, value in raw.items() if pk in asked})
    for pk in list(wanted):
        if pk in versions and versions[pk] != content.versions.get(pk, 0):
            wanted.pop(pk)
            saved.conflicts[pk] = (content.values.get(pk), content.versions.get(pk, 0))
    for pk, value in wanted.items():
        version = content.versions.get(pk, 0) + 1
        OpeningAnswer.objects.update_or_create(opening=opening, question_id=pk, defaults={"value": value, "version": version})
        content.versions[pk] = version
    if wanted:
        _touch(opening)
    saved.versions = {pk: content.versions.get(pk, 0) for pk in raw if pk not in saved.conflicts}
    return saved


def _touch(opening: Opening) -> None:
    opening.saved = timezone.now()
    opening.save(update_fields=["saved", "removed"])


def _room_for_a_file(opening: Opening, question: Question) -> reading.FileRules:
    _must_be_open(opening)
    content = content_in(opening)
    if question.pk not in {one.pk for one in content.asked}:
        raise NotLawful
    rules = reading.file_rules(question)
    try:
        reading.check_file(question, kind=rules.kinds[0], size=0, already=len(content.files.get(question.pk, [])))
    except reading.Problem as problem:
        raise Refused(problem.message) from problem
    return rules


@action
def may_attach_in_opening(opening: Opening, question: Question, *, by: Any) -> reading.FileRules:
    """What the question takes, before a file is sent; raises like `attach_in_opening` where it would take none."""
    return _room_for_a_file(_written(opening, by), question)


@action
def attach_in_opening(opening: Opening, question: Question, what: UploadedFile | StoredFile, *, by: Any) -> OpeningFile:
    """Add a file beside what was sent. Raises FileRefused with a sentence where its bytes are not welcome.

    A stored file is one that was judged by the question's rules and is here already (a resumable upload).
    """
    opening = _written(opening, by)
    rules = _room_for_a_file(opening, question)
    if isinstance(what, StoredFile):
        stored = what
    else:
        kinds = [Kind(kind) for kind in rules.kinds]
        stored = files.receive(what, by=by, purpose=Purpose.ANSWER, kinds=kinds, most=rules.size)
    _touch(opening)
    return OpeningFile.objects.create(opening=opening, question=question, stored=stored)


@action
def detach_in_opening(opening: Opening, which: str, *, by: Any) -> None:
    """Take out a file: "new-3" was added here and goes at once; "3" was sent, and goes with the sending."""
    opening = _written(opening, by)
    _must_be_open(opening)
    kind, _dash, number = which.rpartition("-")
    key = whole(number)
    if key is None:
        raise NotLawful
    if kind == "new":
        for added in OpeningFile.objects.filter(opening=opening, pk=key):
            stored = added.stored
            added.delete()
            files.discard(stored)
    elif Attachment.objects.filter(application=opening.application, question__section__in=opening.sections, pk=key).exists():
        opening.removed = sorted({*opening.removed, int(number)})
    _touch(opening)


@action
def send_opening(opening: Opening, *, by: Any) -> Opening:
    """What was typed takes the place of what was sent. Sent twice is sent once. Raises Incomplete with what is missing."""
    opening = _written(opening, by)
    if opening.sent is not None:
        return opening
    _must_be_open(opening)
    application = opening.application
    draft = content_in(opening)
    if problems := draft.problems():
        raise Incomplete(problems)
    if opening.is_second:
        application.step = Step.SECOND
        application.save(update_fields=["step"])
    content = content_of(application, application.call)
    asked = {question.pk for question in draft.asked}
    wanted = changes(content, {pk: draft.values.get(pk) for pk in draft.versions if pk in asked})
    opening.changed = sorted({*wanted, *_take_files(opening)})
    kept_anew(application, content_of(application, application.call), wanted)
    opening.sent = timezone.now()
    opening.save(update_fields=["sent", "changed"])
    OpeningAnswer.objects.filter(opening=opening).delete()
    record(by=by, verb="participants.send_opening", on=application, organisation=application.organisation,
           detail={"questions": opening.changed})  # fmt: skip
    _tell_sent(opening, by)
    return opening


def _take_files(opening: Opening) -> set[int]:
    """Files removed go, files added become part of the application; gives the questions concerned."""
    concerned = set()
    for gone in Attachment.objects.filter(application=opening.application, pk__in=opening.removed).select_related("stored"):
        concerned.add(gone.question_id)
        stored = gone.stored
        gone.delete()
        files.discard(stored)
    for added in OpeningFile.objects.filter(opening=opening).select_related("stored"):
        concerned.add(added.question_id)
        stored = added.stored
        added.delete()
        Attachment.objects.create(application=opening.application, question_id=added.question_id, stored=stored)
    return concerned


def _tell_sent(opening: Opening, by: Any) -> None:
    application = opening.application
    notify(application, "application_additions", key=f"application_additions:{opening.pk}", second=opening.is_second)
    asker = opening.by
    if asker is None or asker.pk == by.pk or not asker.may_in(application.organisation_id, "coordinator"):
        return
    post.tell(
        asker, "opening_sent", key=f"opening_sent:{opening.pk}", organisation=application.organisation, within=application.call.cohort,
        context={**words(application, asker.language), "second": opening.is_second},
        link=f"/desk/{'/'.join(application.call.cohort.slugs)}/applications/{application.reference}/",
    )  # fmt: skip

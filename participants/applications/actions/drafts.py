"""Writing an application: drafts, answers, files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.files import actions as files
from incubator.files.content import Kind
from incubator.files.models import StoredFile
from incubator.files.states import Purpose
from incubator.lib import states
from incubator.lib.errors import NotLawful, Refused, TooLate
from participants.applications.content import COPIED, Content, changes, content_of, copy_meanings, standing
from participants.applications.errors import Incomplete, LeadsAlone, LimitReached, NotEligible, NotYourPart, Stranger
from participants.applications.models import Answer, Application, Attachment, TeamMember, device_token
from participants.applications.progress import MEASURED, keep_measure
from participants.applications.rules import writes
from participants.applications.states import EDITABLE, MOVES, SENT, UNSENT, State
from programmes.calls import answers as reading
from programmes.calls.actions import PassTaken, take_pass
from programmes.calls.models import Call, LatePass, Question


@dataclass
class Saved:
    """What became of a save: new versions by question id, and of answers that another device changed first, theirs.
    `content` is the whole as it stands now, where the save has read it."""

    application: Application
    versions: dict[int, int] = field(default_factory=dict)
    conflicts: dict[int, tuple[Any, int]] = field(default_factory=dict)
    late: bool = False
    content: Content | None = None


def fresh(application: Application, *, by: Any, device: str) -> Application:
    """The row, locked, for who answers for it: its applicant, or the device that began it while it has none."""
    call = application.call
    application = locked(application)
    application.call = call
    return _answers_for(application, by=by, device=device)


def opened(application: Application, *, by: Any, device: str) -> tuple[Application, TeamMember | None]:
    """The row, locked, for someone who may write in it; with their place in its team, where they are not its applicant.

    Raises LeadsAlone where a member would change what was sent.
    """
    call = application.call
    application = locked(application)
    application.call = call
    if application.shared and by is not None and application.applicant_id != by.pk:
        member = TeamMember.objects.of(by).filter(application=application).first()
        if member is not None:
            if application.state not in UNSENT:
                raise LeadsAlone
            return application, member
    return _answers_for(application, by=by, device=device), None


def _answers_for(application: Application, *, by: Any, device: str) -> Application:
    if application.is_with_desk:
        # Its own person proves the address it was left with: that hook knows the token.
        if not writes(by, application) and not (device and device == application.draft_token):
            raise Stranger
    elif application.applicant_id is None:
        if not device or device != application.draft_token:
            raise Stranger
    elif by is None or application.applicant_id != by.pk:
        raise Stranger
    return application


def sent_by(person: Any, call: Call) -> int:
    return Application.objects.filter(call=call, applicant=person, state__in=SENT).count()


def limit_left(call: Call, *, person: Any, email: str = "") -> None:
    """Raises LimitReached where a person, or the address that a paper form names, has sent all the call takes from one."""
    sent = sent_by(person, call) if person is not None else 0
    if email:
        sent += Application.objects.filter(call=call, applicant=None, email=email, state__in=SENT).count()
    if sent >= call.limit_per_person:
        raise LimitReached(call.limit_per_person)


@action
def begin(
    call: Call, *, by: Any = None, language: str, device: str = "", late_pass: LatePass | None = None
) -> Application:  # fmt: skip
    """A new draft, of a person or of a device that holds its `draft_token` (`device` proposes one).

    Raises TooLate when the call takes nothing any more (a `late_pass` lets in, and loses a use), LimitReached when the
    person has sent all they may.
    """
    if call.is_upcoming:
        raise Refused(_("This call is not open yet. Come back when it opens."))
    late_pass = None if call.accepts else late_pass
    if not call.accepts and late_pass is None:
        raise TooLate(_("The deadline of this call has passed."))
    if by is not None:
        limit_left(call, person=by)
    if late_pass is not None:
        must_fit(late_pass, call, by)
        take_pass(late_pass)
    return Application.objects.create(
        call=call, applicant=by, language=language, draft_token=device or device_token(), late_pass=late_pass
    )


def must_fit(late_pass: LatePass, call: Call, person: Any) -> None:
    """Raises PassTaken for a pass of another call, or of another person."""
    if late_pass.call_id != call.pk or (late_pass.email and person is not None and late_pass.email != person.email):
        raise PassTaken


@action
def let_in(application: Application, late_pass: LatePass, *, by: Any = None, device: str = "") -> Application:
    """Go on after the deadline with a late pass, which loses a use; a draft that was put away is one again.

    Nothing happens where its writer may send anyway. Raises PassTaken.
    """
    application = fresh(application, by=by, device=device)
    if application.accepts:
        return application
    if application.state not in UNSENT:
        raise NotLawful
    must_fit(late_pass, application.call, application.applicant)
    take_pass(late_pass)
    application.late_pass = late_pass
    application.save(update_fields=["late_pass"])
    reopened(application)
    return application


def reopened(application: Application) -> None:
    """A draft that was put away with the deadline is a draft again."""
    if application.state == State.EXPIRED:
        states.move(application, State.DRAFT, MOVES)
        record(by=None, verb="participants.reopen_application", on=application, organisation=application.organisation)


def save_answers(
    application: Application, raw: Mapping[int, Any], *, by: Any = None, device: str = "",
    versions: Mapping[int, int] | None = None, questions: list[Question] | None = None,
) -> Saved:  # fmt: skip
    """Keep answers as typed, by question id. With `versions` (what the writer had before them), an answer that changed
    elsewhere meanwhile is not overwritten but told in `conflicts`. `questions` are the call's, where they were just read.

    In a draft anything is kept, right or not. What was sent is changed as a whole: raises Incomplete or NotEligible, and
    nothing is changed, where it would not be fit to be sent. Raises TooLate after the deadline; a draft keeps the text.
    """
    saved = _save(application, raw, by=by, device=device, versions=versions or {}, questions=questions)
    if saved.late:
        raise TooLate
    return saved


@action
def _save(
    application: Application, raw: Mapping[int, Any], *, by: Any, device: str, versions: Mapping[int, int],
    questions: list[Question] | None,
) -> Saved:  # fmt: skip
    application, member = opened(application, by=by, device=device)
    sent = application.state not in UNSENT
    if sent:
        _must_be_open_for_edit(application)
    content = content_of(application, application.call, questions)
    saved = Saved(application, late=not application.accepts, content=content)
    wanted = changes(content, raw)
    if member is not None and any(not member.may_edit(one.section_id) for one in content.questions if one.pk in wanted):
        raise NotYourPart
    for pk in list(wanted):
        if pk in versions and versions[pk] != content.versions.get(pk, 0):
            wanted.pop(pk)
            saved.conflicts[pk] = (content.values.get(pk), content.versions.get(pk, 0))
    kept_anew(application, content, wanted, by=by)
    saved.versions = {pk: content.versions.get(pk, 0) for pk in raw if pk not in saved.conflicts}
    if sent:
        must_be_fit(application, content)
        if wanted:
            record(by=by, verb="participants.edit_application", on=application, organisation=application.organisation,
                   detail={"questions": sorted(wanted)})  # fmt: skip
    return saved


def kept_anew(application: Application, content: Content, wanted: Mapping[int, Any], *, by: Any = None) -> None:
    """Write changed answers and what follows from them."""
    if not wanted:
        return
    now, by = timezone.now(), by if application.shared else None
    first = []
    for pk, value in wanted.items():
        content.values[pk], version = value, content.versions.get(pk, 0) + 1
        if version == 1:
            first.append(Answer(application=application, question_id=pk, value=value, by=by))
        else:
            Answer.objects.filter(application=application, question_id=pk).update(
                value=value, version=version, saved=now, by=by
            )  # fmt: skip
        content.versions[pk] = version
    Answer.objects.bulk_create(first)
    before = {name: getattr(application, name) for name in COPIED}
    copy_meanings(application, content)
    changed = [name for name in COPIED if getattr(application, name) != before[name]]
    application.version += 1
    application.save(update_fields=[*changed, "version", "saved"])


def _must_be_open_for_edit(application: Application) -> None:
    if application.state not in EDITABLE:
        raise NotLawful
    if not application.call.edit_after_submit:
        raise Refused(_("This call does not let applications be changed once they are sent."))
    if not application.accepts:
        raise TooLate(_("The deadline has passed: your application stands as you sent it."))


def must_be_fit(application: Application, content: Content) -> None:
    """Complete, right and not stopped by a hard rule."""
    problems, verdict = standing(application, content)
    if problems:
        raise Incomplete(problems)
    if verdict.blocks:
        raise NotEligible(application.eligibility)


def _may_change_files(application: Application, member: TeamMember | None, question: Question) -> None:
    if member is not None and not member.may_edit(question.section_id):
        raise NotYourPart
    if application.state not in UNSENT:
        _must_be_open_for_edit(application)
    elif not application.accepts:
        raise TooLate


def _room_for_a_file(application: Application, member: TeamMember | None, question: Question) -> reading.FileRules:
    _may_change_files(application, member, question)
    if question.section.call_id != application.call_id:
        raise NotLawful
    rules = reading.file_rules(question)
    already = Attachment.objects.filter(application=application, question=question).count()
    try:
        reading.check_file(question, kind=rules.kinds[0], size=0, already=already)
    except reading.Problem as problem:
        raise Refused(problem.message) from problem
    return rules


@action
def may_attach(application: Application, question: Question, *, by: Any = None, device: str = "") -> reading.FileRules:
    """What the question takes, before a file is sent; raises like `attach` where it would take none."""
    return _room_for_a_file(*opened(application, by=by, device=device), question)


@action
def attach(
    application: Application, question: Question, what: UploadedFile | StoredFile, *, by: Any = None, device: str = ""
) -> Attachment:
    """Add a file to a question. Raises FileRefused with a sentence where its bytes are not welcome.

    A stored file is one that was judged by `may_attach`'s rules and is here already (a resumable upload).
    """
    application, member = opened(application, by=by, device=device)
    rules = _room_for_a_file(application, member, question)
    # A file of the application is its applicant's, whoever of the team sends it: it stays when they leave.
    owner = application.applicant or by
    if isinstance(what, StoredFile):
        stored = what
        if owner is not None and stored.owner_id != owner.pk:
            stored.owner = owner
            stored.save(update_fields=["owner"])
    else:
        kinds = [Kind(kind) for kind in rules.kinds]
        stored = files.receive(what, by=owner, purpose=Purpose.ANSWER, kinds=kinds, most=rules.size)
    attachment = Attachment.objects.create(application=application, question=question, stored=stored)
    _measured_anew(application)
    return attachment


def _measured_anew(application: Application) -> None:
    """A file came or went: how far the application is has changed."""
    keep_measure(application, content_of(application, application.call))
    application.save(update_fields=[*MEASURED, "saved"])


@action
def detach(attachment: Attachment, *, by: Any = None, device: str = "") -> None:
    """Take a file out and forget its bytes. What was sent keeps the last file of a required question."""
    application, member = opened(attachment.application, by=by, device=device)
    _may_change_files(application, member, attachment.question)
    others = Attachment.objects.filter(application=application, question=attachment.question).exclude(pk=attachment.pk)
    if application.state not in UNSENT and attachment.question.required and not others.exists():
        raise Refused(_("This file is required: add the new one first, then remove this one."))
    stored = attachment.stored
    attachment.delete()
    _measured_anew(application)
    files.discard(stored)


@action
def claim(application: Application, *, by: Any, device: str) -> Application:
    """A draft begun without an account gets its person. Nothing happens where it is theirs already."""
    if application.applicant_id == by.pk:
        return application
    application = fresh(application, by=by, device=device)
    application.applicant = by
    application.email = ""
    application.save(update_fields=["applicant", "email"])
    StoredFile.objects.filter(attachment__application=application, owner=None).update(owner=by)
    record(by=by, verb="participants.claim_application", on=application, organisation=application.organisation)
    return application

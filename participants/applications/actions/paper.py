"""What came on paper: somebody of the organisation types it in for a person who could not, or would not, do it online."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from incubator.accounts.queries import known
from incubator.audit.actions import action, record
from incubator.files import actions as files
from incubator.files.content import Kind
from incubator.files.states import Purpose
from incubator.lib.errors import NotYours, Refused, TooLate
from participants.applications.actions.drafts import fresh, kept_anew, limit_left
from participants.applications.content import changes, content_of
from participants.applications.models import Application
from programmes.calls.models import Call
from programmes.calls.states import Meaning

SCAN_KINDS = (Kind.DOCUMENT, Kind.IMAGE)
SCAN_MOST = 20_000_000


@action
def enter_on_paper(
    call: Call, *, by: Any, name: str, paper_date: date, place: str, language: str, email: str = "", scan: UploadedFile | None = None
) -> Application:  # fmt: skip
    """A draft of somebody who filled a paper form, consents signed on it included; `by` types it in and is not its applicant.

    Raises TooLate after the days that the call grants for paper, LimitReached where the person has sent all they may.
    """
    if call.is_upcoming:
        raise Refused(_("This call is not open yet. Come back when it opens."))
    if not call.takes_paper:
        raise TooLate(_("The days for entering paper forms of this call are over."))
    email = email.strip().lower()
    if email and email == by.email.lower():
        raise NotYours(_("For yourself you apply like everybody, with the public form."))
    limit_left(call, person=known(email) if email else None, email=email)
    application = Application.objects.create(
        call=call, applicant=None, language=language, email=email, entered_by=by, paper_date=paper_date, paper_place=place
    )
    application.call = call
    content = content_of(application, call)
    asked = next((question for question in content.asked if question.meaning == Meaning.NAME), None)
    if asked is not None:
        kept_anew(application, content, changes(content, {asked.pk: name}))
    if scan is not None:
        _keep_scan(application, scan, by=by)
    record(by=by, verb="participants.enter_application", on=application, organisation=call.organisation,
           detail={"date": paper_date.isoformat(), "place": place, "consent": "paper"})  # fmt: skip
    return application


def _keep_scan(application: Application, scan: UploadedFile, *, by: Any) -> None:
    old = application.scan
    application.scan = files.receive(scan, by=by, purpose=Purpose.ANSWER, kinds=list(SCAN_KINDS), most=SCAN_MOST)
    application.save(update_fields=["scan"])
    if old is not None:
        files.discard(old)


@action
def attach_scan(application: Application, scan: UploadedFile, *, by: Any) -> Application:
    """The paper itself, photographed or scanned, in the place of an earlier one."""
    application = fresh(application, by=by, device="")
    if not application.on_paper:
        raise Refused
    _keep_scan(application, scan, by=by)
    return application

"""Where resumable uploads to a question go: who may begin one, who goes on, and the attachment that it becomes."""

from typing import Any

from django.http import Http404

from incubator.files.content import Kind
from incubator.files.models import StoredFile, Upload
from incubator.files.resumable import Terms, Wish, register_destination
from incubator.files.states import Purpose
from incubator.lib.errors import Refused
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import queries
from participants.applications.content import content_of
from participants.applications.models import Application
from participants.applications.queries import holder_of
from participants.applications.views.writing import writing
from programmes.calls.models import Question
from programmes.calls.states import Type

ANSWER = "answer"


def begin(request: Request, wish: Wish) -> Terms:
    """Metadata: `call` (its slug), `question` and, where there is one already, `application`."""
    found = writing(request, wish.fields.get("call", ""), wish.fields.get("application", ""))
    asked = content_of(found.application, found.call).asked
    question = next((one for one in asked if str(one.pk) == wish.fields.get("question") and one.type == Type.FILE), None)
    if question is None:
        raise Http404
    application = found.begun()
    rules = applications.may_attach(application, question, **found.who)

    def answer(response: Any) -> None:
        response.headers["X-Application"] = str(application.pk)
        found.remember(response)

    limits = {Kind(kind): rules.size for kind in rules.kinds}
    return Terms(holder_of(application), str(question.pk), limits, found.by, answer)


def application_of(upload: Upload) -> Application | None:
    return queries.application_with_call(int(upload.holder.partition(":")[2]))


def may_go_on(request: Request, upload: Upload) -> bool:
    application = application_of(upload)
    if application is None:
        return False
    try:
        return writing(request, application.call.slug, str(application.pk)).application == application
    except Http404:
        return False


def finish(upload: Upload, stored: StoredFile) -> None:
    application = application_of(upload)
    question = Question.objects.select_related("section").filter(pk=int(upload.target)).first()
    if application is None or question is None:
        raise Refused
    # The draft may have got its person while the file was on its way.
    by = upload.person or application.applicant
    if stored.owner is None and by is not None:
        stored.owner = by
        stored.save(update_fields=["owner"])
    applications.attach(application, question, stored, by=by, device=application.draft_token)


def register() -> None:
    register_destination(ANSWER, purpose=Purpose.ANSWER, begin=begin, may_go_on=may_go_on, finish=finish)

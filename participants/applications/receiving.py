"""Where resumable uploads to a question go: who may begin one, who goes on, and what it becomes."""

from typing import Any

from django.http import Http404

from incubator.files.content import Kind
from incubator.files.models import StoredFile, Upload
from incubator.files.resumable import Terms, Wish, register_destination
from incubator.files.states import Purpose
from incubator.lib.errors import Refused
from incubator.lib.numbers import whole
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import queries
from participants.applications.content import Content, content_in
from participants.applications.models import Application, Opening
from participants.applications.queries import holder_of
from participants.applications.rules import writes
from participants.applications.views.writing import writing
from programmes.calls.models import Question

ANSWER = "answer"
OPENING = "opening"


def _asked(content: Content, wish: Wish) -> Question:
    found = (one for one in content.asked if str(one.pk) == wish.fields.get("question") and one.takes_files)
    if (question := next(found, None)) is None:
        raise Http404
    return question


def begin(request: Request, wish: Wish) -> Terms:
    """Metadata: `call` (its slug), `question` and, where there is one already, `application`."""
    found = writing(request, wish.fields.get("call", ""), wish.fields.get("application", ""))
    question = _asked(found.content, wish)
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


def begin_in_opening(request: Request, wish: Wish) -> Terms:
    """Into a section that is open again. Metadata: `application` and `question`."""
    key = whole(wish.fields.get("application"))
    application = queries.application_with_call(key) if key is not None else None
    opening = queries.opening_of(application) if application is not None and writes(request.user, application) else None
    if opening is None:
        raise Http404
    question = _asked(content_in(opening), wish)
    rules = applications.may_attach_in_opening(opening, question, by=request.user)
    limits = {Kind(kind): rules.size for kind in rules.kinds}
    return Terms(queries.holder_in(opening), str(question.pk), limits, request.user)


def _opening_of(upload: Upload) -> Opening | None:
    return queries.opening_with_call(int(upload.holder.partition(":")[2]))


def may_go_on_in_opening(request: Request, upload: Upload) -> bool:
    opening = _opening_of(upload)
    return opening is not None and request.user.is_authenticated and writes(request.user, opening.application)


def finish_in_opening(upload: Upload, stored: StoredFile) -> None:
    opening = _opening_of(upload)
    question = Question.objects.select_related("section").filter(pk=int(upload.target)).first()
    if opening is None or question is None:
        raise Refused
    applications.attach_in_opening(opening, question, stored, by=upload.person)


def register() -> None:
    register_destination(ANSWER, purpose=Purpose.ANSWER, begin=begin, may_go_on=may_go_on, finish=finish)
    register_destination(
        OPENING, purpose=Purpose.ANSWER, begin=begin_in_opening, may_go_on=may_go_on_in_opening, finish=finish_in_opening
    )

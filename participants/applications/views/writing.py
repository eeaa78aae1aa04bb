"""Who writes in which application: the signed-in applicant, or the device that holds the signed cookie of its draft."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language

from incubator.lib.numbers import whole
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import queries, team
from participants.applications.content import Content, content_of
from participants.applications.device import device_of, remember
from participants.applications.models import Application, TeamMember
from participants.applications.states import UNSENT
from programmes.calls import passes
from programmes.calls.actions import PassTaken
from programmes.calls.kept import form_questions, public_form
from programmes.calls.models import Call, LatePass, Question


class Elsewhere(Http404):
    """An application is named that is not the visitor's to write in, or not while they are signed out."""


@dataclass
class Writing:
    """`application` is None until something was typed; `member` is the place in its team of who does not lead it."""

    call: Call
    application: Application | None
    by: Any
    device: str
    pass_token: str = ""
    member: TeamMember | None = None

    @cached_property
    def late_pass(self) -> LatePass | None:
        """The late pass that lets this writer in: the application's own, else one they hold. Asked only after the deadline."""
        own = self.application.running_pass if self.application is not None else None
        return own or (None if self.call.accepts else passes.held(self.call, self.by, self.pass_token))

    @property
    def questions(self) -> list[Question]:
        return form_questions(self.call)

    @property
    def content(self) -> Content:
        """What the application says as it stands in the database now; of none yet, the questions alone."""
        return content_of(self.application, self.call, self.questions)

    @property
    def blank(self) -> Content:
        return Content(self.questions)

    @property
    def accepts(self) -> bool:
        """Whether this writer may still write and send."""
        return self.call.accepts or self.late_pass is not None

    @property
    def deadline(self) -> datetime:
        """The deadline this writer is told."""
        return max(self.call.closes, self.late_pass.until) if self.late_pass else self.call.closes

    @property
    def who(self) -> dict[str, Any]:
        """Whom actions take the writer for."""
        return {"by": self.by, "device": self.device}

    def may_edit(self, section_id: int) -> bool:
        return self.member is None or self.member.may_edit(section_id)

    def begun(self) -> Application:
        """The application, begun now where there is none yet."""
        if self.application is None:
            language = get_language() or settings.LANGUAGE_CODE
            self.application = applications.begin(self.call, by=self.by, language=language, late_pass=self.late_pass)
            self.device = self.application.draft_token
        return self.let_in(self.application)

    def let_in(self, application: Application) -> Application:
        """The same, with the late pass its writer holds, where nothing else lets it be sent any more."""
        if application.state in UNSENT and self.late_pass is not None and not application.accepts:
            try:
                self.application = application = applications.let_in(application, self.late_pass, **self.who)
            except PassTaken:
                # Somebody else took the last use just now: what is typed is kept all the same, as after any deadline.
                self.late_pass = None
        return application

    @property
    def home(self) -> str:
        """Where what was sent is read: the applicant's own page, or the desk's while it is with the desk."""
        application = required(self)
        if application.is_with_desk:
            return reverse("participants:desk_application", args=[*self.call.cohort.slugs, application.reference])
        return reverse("participants:my_application", args=[application.pk])

    def address(self, name: str, *args: Any) -> str:
        """The address of one of the form's pages, for this application."""
        path = reverse(f"participants:{name}", args=[self.call.slug, *args])
        named = self.by is not None and self.application is not None
        return f"{path}?{urlencode({'application': self.application.pk})}" if named and self.application else path

    def remember(self, response: Any) -> Any:
        """Let this device come back to a draft that has no person yet. Pages with answers are kept by no one."""
        if self.by is None and self.application is not None:
            remember(response, self.call.pk, self.application.draft_token)
        response.headers["Cache-Control"] = "private, no-store"
        return response


def writing(request: Request, slug: str, named: str | None = None) -> Writing:
    """Raises Http404 for a call that is not public, Elsewhere for an application named that is not the visitor's to write in.

    `named` is the application's number where the request says it elsewhere than in its fields.
    """
    call = public_form(slug)
    if call is None:
        raise Http404
    if named is None:
        named = request.POST.get("application") or request.GET.get("application") or ""
    named = named.strip()
    device = device_of(request, call.pk)
    if not request.user.is_authenticated:
        draft = queries.draft_of_device(call, device)
        if named and (draft is None or str(draft.pk) != named):
            raise Elsewhere
        return Writing(call, draft, None, device, passes.token_in(request, call))
    key = whole(named)
    if named and key is None:
        raise Http404
    own = queries.writable_of_person(call, request.user, key)
    if own is None and (left := queries.draft_of_device(call, device)) and named in ("", str(left.pk)):
        own = applications.claim(left, by=request.user, device=device)
    if named and own is None:
        raise Elsewhere
    if own is not None:
        own.call = call
    member = team.place_of(own, request.user) if own is not None else None
    return Writing(call, own, request.user, device, passes.token_in(request, call), member)


def required(found: Writing) -> Application:
    """The application, which this page cannot do without."""
    if found.application is None:
        raise Http404
    return found.application

"""Sending an application, and taking it back."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from incubator.accounts.queries import known
from incubator.audit.actions import action, locked, record
from incubator.lib import clock, references, states
from incubator.lib.errors import Refused, TooLate
from incubator.outbox import post
from incubator.web.components.dates import moment, zone_name
from participants.applications import team
from participants.applications.actions.drafts import fresh, limit_left, must_be_fit
from participants.applications.content import COPIED, content_of, copy_meanings, folded
from participants.applications.errors import Stranger
from participants.applications.models import Application
from participants.applications.rules import writes
from participants.applications.states import MOVES, SENT, State
from programmes.calls.models import Call


def link(application: Application) -> str:
    """Its page for its applicant; the reader's language is put in front when it is opened."""
    return f"/me/applications/{application.pk}/"


def words(application: Application, language: str) -> dict[str, str]:
    """What mails about an application name, in the reader's language."""
    title, _language = application.call.title.best(language)
    return {"reference": application.reference or "", "title": application.title, "name": application.name, "call": title}


def limits(application: Application, closes: datetime) -> dict[str, str]:
    """A deadline as a mail says it: `until` in the zone of the call, `here` in the reader's where that is another hour."""
    person, zone = application.applicant, application.call.time_zone
    own = getattr(person, "time_zone", "") or ""
    with override(getattr(person, "language", "") or application.language):
        until = f"{moment(closes, zone)} ({zone_name(zone)})"
        other = own and localtime(closes, clock.zone(own)).utcoffset() != localtime(closes, clock.zone(zone)).utcoffset()
        return {"until": until, "here": f"{moment(closes, own)} ({zone_name(own)})" if other else ""}


def notify(application: Application, kind: str, *, key: str, **context: Any) -> None:
    """Tell its applicant; while it has none, the address it was left with. Nobody where there is neither."""
    person = application.applicant
    if person is None and not application.email:
        return
    language = person.language if person is not None else application.language
    post.tell(
        person, kind, key=key, context={**words(application, language), **context}, organisation=application.organisation, within=application.call.cohort,
        link=link(application), address=application.email if person is None else "", language=language,
    )  # fmt: skip


def submit(application: Application, *, by: Any, language: str = "") -> Application:
    """Send it, written in `language` where that was said last. Sent twice is sent once: the second gives what the first made.

    Raises TooLate, Incomplete, NotEligible or LimitReached; the draft stays as it is.
    """
    for length in references.lengths():
        try:
            return _submit(application, by=by, language=language, length=length)
        except IntegrityError as error:
            if "reference" not in str(error):
                raise
    raise AssertionError("there is always a longer reference")


@action
def _submit(application: Application, *, by: Any, language: str, length: int) -> Application:
    """Once, with a new reference; the database refuses one that is taken, also by somebody who sends in this moment."""
    # One person's submissions wait for each other, or two drafts could both pass the limit.
    get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)
    application = fresh(application, by=by, device="")
    if application.state in SENT:
        return application
    call = Call.objects.select_related("cohort__programme__organisation").get(pk=application.call_id)
    application.call = call
    received = timezone.now()  # before it is judged: what is taken never bears a moment after the deadline
    if not application.accepts:
        raise TooLate
    content = content_of(application, call)
    copy_meanings(application, content)
    must_be_fit(application, content)
    limit_left(call, person=by if application.applicant_id else known(application.email), email=application.email)
    if call.team_confirmed and application.shared and team.unconfirmed(application):
        raise Refused(_("This call waits until everybody in your team has confirmed. Remind them, or take them out of the team."))
    application.reference = references.code(call.reference_prefix, length)
    application.submitted = received
    application.language = language or application.language
    application.search = folded(application)
    states.move(application, State.SUBMITTED, MOVES, fields=("reference", "submitted", "language", "saved", *COPIED))
    organisation = application.organisation
    record(by=by, verb="participants.submit_application", on=application, organisation=organisation, detail=_paper(application))
    kind = "application_entered" if application.is_with_desk else "application_received"
    language = application.applicant.language if application.applicant else application.language
    key = f"{kind}:{application.pk}:{application.reference}"
    notify(application, kind, key=key, **_edit_until(application, language), organisation=str(organisation))
    _tell_team(application, "team_sent", key=f"{application.pk}:{application.reference}")
    return application


def _tell_team(application: Application, kind: str, *, key: str) -> None:
    """The lead gets the mails with what to do; the others of the team are told."""
    for person in team.people_in(application):
        context = {**words(application, person.language), "lead": application.name}
        post.tell(
            person, kind, key=f"{kind}:{key}:{person.pk}", context=context, link=link(application),
            organisation=application.organisation, within=application.call.cohort,
        )  # fmt: skip


def _paper(application: Application) -> dict[str, Any]:
    """What the ledger keeps of a form that came on paper: its consents were given there."""
    if not application.is_with_desk or application.paper_date is None:
        return {}
    return {"on_paper": application.paper_date.isoformat(), "place": application.paper_place, "consent": "paper"}


def _edit_until(application: Application, language: str) -> dict[str, Any]:
    call = application.call
    with override(language):
        # Who claims a paper form corrects it until the deadline of everybody.
        closes = call.closes if application.is_with_desk else application.deadline
        until = f"{moment(closes, call.time_zone)} ({zone_name(call.time_zone)})"
    return {"editable": call.edit_after_submit and timezone.now() < closes, "until": until}


@action
def withdraw(application: Application, *, by: Any) -> Application:
    """Its applicant takes it back, for good. A draft is simply put away; what was sent is confirmed by mail."""
    call = application.call
    application = locked(application)
    application.call = call
    if not writes(by, application):
        raise Stranger
    if application.state == State.WITHDRAWN:
        return application
    was = application.state
    application.withdrawn = timezone.now()
    states.move(application, State.WITHDRAWN, MOVES, fields=("withdrawn",))
    organisation = application.organisation
    record(by=by, verb="participants.withdraw_application", on=application, organisation=organisation, detail={"from": was})
    if was in SENT:
        notify(application, "application_withdrawn", key=f"application_withdrawn:{application.pk}")
    _tell_team(application, "team_withdrawn", key=f"{application.pk}")
    return application

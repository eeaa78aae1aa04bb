"""Handing over the lead of a team: offered by the one, taken by the other, never two at once."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.files import actions as files
from incubator.files.models import StoredFile
from incubator.lib.errors import NotLawful
from participants.applications.actions.drafts import sent_by
from participants.applications.actions.team import address, member_led, own_place, tell
from participants.applications.content import folded
from participants.applications.errors import LimitReached
from participants.applications.models import Answer, Application, Attachment, TeamMember
from participants.applications.states import CHANGEABLE, SENT, Edits, MemberState
from programmes.calls.states import Meaning

PERSONAL = (Meaning.NAME, Meaning.BIRTH, Meaning.NATIONALITY, Meaning.GENDER)


@action
def offer_lead(member: TeamMember, *, by: Any) -> TeamMember:
    """Ask a confirmed member to take the lead; asking another takes the first question back."""
    member = member_led(member, by=by)
    if not member.is_in or member.person is None:
        raise NotLawful(_("Only who has confirmed can take the lead."))
    if member.application.state not in CHANGEABLE:
        raise NotLawful(_("The team stays as it is now: this application was decided."))
    TeamMember.objects.filter(application=member.application).exclude(pk=member.pk).update(offered=None)
    member.offered = timezone.now()
    member.save(update_fields=["offered"])
    record(by=by, verb="participants.offer_lead", on=member.application, organisation=member.organisation)
    tell(
        member.person, "team_lead_offered", member.application, key=f"{member.pk}:{member.offered.isoformat()}",
        link=address(member.application), name=by.name or member.application.name,
    )  # fmt: skip
    return member


@action
def take_back_lead(member: TeamMember, *, by: Any) -> TeamMember:
    """The lead stays who they were."""
    member = member_led(member, by=by)
    member.offered = None
    member.save(update_fields=["offered"])
    return member


@action
def refuse_lead(application: Application, *, by: Any) -> TeamMember:
    """The member asked does not want it."""
    member = own_place(application, by)
    if member.offered is None:
        raise NotLawful
    member.offered = None
    member.save(update_fields=["offered"])
    lead = member.application.applicant
    if lead is not None:
        key = f"{member.pk}:{timezone.now().isoformat()}"
        tell(lead, "team_lead_refused", member.application, key=key, link=address(member.application), name=member.name)
    return member


@action
def take_lead(application: Application, *, by: Any) -> Application:
    """The member asked becomes the applicant, with the files; who led becomes a member in their place.

    What was sent counts for whoever leads it: raises LimitReached where the new lead has sent all they may.
    """
    get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)
    member = own_place(application, by)
    application = member.application
    lead = application.applicant
    if member.offered is None or lead is None or application.state not in CHANGEABLE:
        raise NotLawful(_("The lead is not offered to you any more."))
    if application.state in SENT and sent_by(by, application.call) >= application.call.limit_per_person:
        raise LimitReached(application.call.limit_per_person)
    application.applicant = by
    application.save(update_fields=["applicant"])
    StoredFile.objects.filter(attachment__application=application, owner=lead).update(owner=by)
    TeamMember.objects.filter(application=application, email=lead.email.lower()).exclude(pk=member.pk).delete()
    # The two change places, so that there is one lead and no seat too many at any moment.
    member.person, member.email, member.name = lead, lead.email.lower(), lead.name or application.name or lead.email
    member.role, member.edits, member.sections = "", Edits.ALL, []
    member.agreed, member.confirmed, member.offered = "", timezone.now(), None
    member.save(
        update_fields=["person", "email", "name", "role", "edits", "sections", "agreed", "confirmed", "offered"]
    )  # fmt: skip
    record(by=by, verb="participants.take_lead", on=application, organisation=application.organisation)
    key = f"{application.pk}:{member.confirmed.isoformat()}"
    tell(lead, "team_lead_taken", application, key=key, link=address(application), name=by.name or by.email)
    return application


@action
def pass_on(application: Application) -> Application | None:
    """Its lead leaves Veillée for good: who has been in the team longest leads it from now on, and what the others wrote stays.

    The lead's own answers go: those that say who they are, and whatever blind readers never saw. None where nobody is there.
    """
    call, application = application.call, locked(application)
    application.call = call
    confirmed = TeamMember.objects.select_for_update(of=("self",)).filter(application=application, state=MemberState.CONFIRMED)
    member = confirmed.filter(person__is_active=True).select_related("person").order_by("confirmed", "pk").first()
    if member is None or member.person is None or application.state not in CHANGEABLE:
        return None
    lead, heir = application.applicant, member.person
    own = Q(question__meaning__in=PERSONAL) | Q(question__hidden_when_blind=True)
    Answer.objects.filter(own, application=application).delete()
    for attachment in Attachment.objects.filter(own, application=application).select_related("stored"):
        stored = attachment.stored
        attachment.delete()
        files.discard(stored)
    StoredFile.objects.filter(attachment__application=application, owner=lead).update(owner=heir)
    application.applicant, application.name, application.birth = heir, member.name, None
    application.nationality = application.gender = ""
    application.save(update_fields=["applicant", "name", "birth", "nationality", "gender"])
    application.search = folded(application)
    application.save(update_fields=["search"])
    member.delete()
    record(by=heir, verb="participants.take_lead", on=application, organisation=application.organisation)
    tell(heir, "team_lead_left", application, key=str(application.pk), link=address(application))
    return application

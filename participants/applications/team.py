"""Reads of teams: who is in, who is asked, who wrote an answer last, the team in words for pages, letters and spreadsheets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from incubator.accounts.models import User
from participants.applications.models import Answer, Application, TeamMember
from participants.applications.states import COUNTED, MemberState
from participants.applications.states import State as ApplicationState

WITH_CALL = "application__call__cohort__programme__organisation"


def members_of(application: Application) -> list[TeamMember]:
    """Everybody who was ever asked, in the order of asking; asks nothing where nobody was."""
    return list(application.team.select_related("person")) if application.shared else []


def counted(application: Application) -> list[TeamMember]:
    """Who is in the team or asked into it."""
    return [member for member in members_of(application) if member.state in COUNTED]


def people_in(application: Application) -> list[User]:
    """Who is in the team besides its lead."""
    return [member.person for member in members_of(application) if member.is_in and member.person is not None]


def unconfirmed(application: Application) -> list[TeamMember]:
    return [member for member in members_of(application) if member.state == MemberState.INVITED]


def place_of(application: Application, user: Any) -> TeamMember | None:
    """A person's own place in the team of an application they do not lead."""
    if not application.shared or application.applicant_id == user.pk:
        return None
    return TeamMember.objects.of(user).filter(application=application).first()


def invitations_to(user: Any) -> list[TeamMember]:
    """Invitations that wait for a person's answer. Addresses of accounts one can sign in to are proven."""
    rows = TeamMember.objects.filter(email=user.email.lower(), state=MemberState.INVITED, expires__gt=timezone.now())
    open_ones = rows.exclude(application__state__in=[ApplicationState.WITHDRAWN, ApplicationState.EXPIRED])
    return list(open_ones.select_related(WITH_CALL, "application__applicant"))


def invitation(token: str) -> TeamMember | None:
    return TeamMember.objects.select_related(WITH_CALL, "application__applicant").filter(token=token).first()


def lead_name(application: Application) -> str:
    """As they call themself in the application, else in their account; never their address."""
    return application.name or (application.applicant.name if application.applicant else "")


# --- who wrote last ---
@dataclass(frozen=True)
class Mark:
    """Who changed an answer last, and when."""

    name: str
    at: datetime

    @property
    def said(self) -> str:
        """ "Awa, 14:32", with the day where it was another one; in the reader's zone."""
        local = timezone.localtime(self.at)
        time = local.strftime("%H:%M")
        if local.date() == timezone.localdate():
            return _("%(name)s, %(time)s") % {"name": self.name, "time": time}
        day = date_format(local, "MONTH_DAY_FORMAT")
        return _("%(name)s, %(day)s, %(time)s") % {"name": self.name, "day": day, "time": time}


def names_by_person(application: Application) -> dict[int, str]:
    """What the people of a shared application are called, by the key of the person."""
    found = {member.person_id: member.name for member in members_of(application) if member.person_id}
    if application.applicant is not None:
        found[application.applicant.pk] = application.applicant.name or application.name or str(application.applicant)
    return found


def marks(application: Application) -> dict[int, Mark]:
    """By question: who changed its answer last. Empty for who applies alone."""
    if not application.shared:
        return {}
    names = names_by_person(application)
    rows = Answer.objects.filter(application=application, by__isnull=False).values_list("question_id", "by_id", "saved")
    return {question: Mark(names[by], saved) for question, by, saved in rows if by in names}


# --- in words ---
def in_words(members: Iterable[TeamMember]) -> str:
    """Names with what they do, who has not answered yet marked so; who said no, left or was taken out is not named."""
    said = []
    for member in members:
        if member.state not in COUNTED:
            continue
        one = _("%(name)s (%(role)s)") % {"name": member.name, "role": member.role} if member.role else member.name
        said.append(one if member.is_in else _("%(member)s – not confirmed") % {"member": one})
    return ", ".join(said)


def team_in_words(application: Application) -> str:
    return in_words(members_of(application))


def teams_in_words(pks: Sequence[int]) -> dict[int, str]:
    """The same for many applications at once, in one query; only those that have a team are in it."""
    found: dict[int, list[TeamMember]] = {}
    for member in TeamMember.objects.filter(application__in=pks, state__in=COUNTED).order_by("application_id", "pk"):
        found.setdefault(member.application_id, []).append(member)
    return {pk: in_words(members) for pk, members in found.items()}


# --- for those who judge ---
def people_of(applications: Iterable[Application]) -> dict[int, set[int]]:
    """By application: everybody who is or was in its team, for the sake of impartial reading. No query where no team is."""
    shared = [application.pk for application in applications if application.shared]
    found: dict[int, set[int]] = {}
    if shared:
        rows = TeamMember.objects.filter(application__in=shared, person__isnull=False)
        for application, person in rows.values_list("application_id", "person_id"):
            found.setdefault(application, set()).add(person)
    return found


def fetch(applications: Iterable[Application]) -> None:
    """Have the teams of these at hand for `telling`, in one query; in none where there are no teams."""
    prefetch_related_objects([application for application in applications if application.shared], "team")


def telling(application: Application) -> list[str]:
    """Names and addresses of everybody ever asked: what a blind reader must not read."""
    if not application.shared:
        return []
    return [word for member in application.team.all() for word in (member.name, member.email)]

"""People come into a cohort, develop their projects, finish or leave."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.accounts.actions import person_for
from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, NotYours, Refused
from incubator.lib.states import move
from incubator.outbox import post
from participants.applications import team
from participants.applications.models import Application
from participants.participations.models import Participation, Project
from participants.participations.states import MOVES, Creation, State
from programmes.editions.models import Cohort, Group
from programmes.sites.models import Site


def space(cohort: Cohort) -> str:
    """Address of the cohort's space for its participants."""
    return f"/me/cohort/{'/'.join(cohort.slugs)}/"


@action
def welcome(application: Application, *, by: Any) -> Participation:
    """The applicant takes their place: a participation with the project they applied with. Twice is once.

    Who is in the team of the application is asked into the cohort and belongs to the project.
    """
    cohort, person = application.call.cohort, application.applicant
    if person is None:
        raise Refused(_("This application has no person any more."))
    participation = Participation.objects.select_for_update().filter(cohort=cohort, person=person).first()
    if participation is None:
        participation = Participation(cohort=cohort, person=person)
    elif participation.application_id == application.pk:
        return participation
    elif participation.state == State.WITHDRAWN:
        raise Refused(_("You left this cohort. Write to its coordinators."))
    elif participation.state == State.INVITED:
        move(participation, State.ACTIVE, MOVES)
    participation.application = application
    participation.country = application.country or person.country
    participation.languages = participation.languages or [application.language]
    participation.since = participation.since or timezone.localdate()
    participation.save()
    project = Project.objects.create(
        cohort=cohort,
        title=application.title or str(person),
        summary=application.summary,
        discipline=application.discipline,
    )
    project.members.add(participation, *_team(application, by=by))
    detail = {"application": application.reference}
    record(by=by, verb="participants.join_cohort", on=participation, organisation=cohort.organisation, detail=detail)
    _tell(participation, "participation_welcome")
    return participation


def _team(application: Application, *, by: Any) -> list[Participation]:
    """Who applied together is asked in together: each says yes for themself, and belongs to the project from the start."""
    cohort, found = application.call.cohort, []
    for person in team.people_in(application):
        participation, made = Participation.objects.get_or_create(
            cohort=cohort, person=person, defaults={"state": State.INVITED, "country": person.country}
        )
        if made:
            record(by=by, verb="participants.invite_participant", on=participation, organisation=cohort.organisation)
            _tell(participation, "invitation_cohort")
        if participation.state != State.WITHDRAWN:
            found.append(participation)
    return found


@action
def invite(cohort: Cohort, *, by: Any, person: Any = None, email: str = "", name: str = "", country: str = "") -> Participation:
    """Ask somebody into the cohort without an application; they are in when they say yes."""
    person = person or person_for(email, name=name, language=by.language)
    participation, made = Participation.objects.get_or_create(
        cohort=cohort, person=person, defaults={"state": State.INVITED, "country": country or person.country}
    )
    if not made:
        raise Refused(_("%(name)s is in this cohort already.") % {"name": person})
    record(by=by, verb="participants.invite_participant", on=participation, organisation=cohort.organisation)
    _tell(participation, "invitation_cohort")
    return participation


@action
def accept_invitation(participation: Participation, *, by: Any) -> Participation:
    participation = _own(participation, by)
    participation.since = timezone.localdate()
    move(participation, State.ACTIVE, MOVES, fields=("since",))
    record(by=by, verb="participants.join_cohort", on=participation, organisation=participation.organisation)
    return participation


@action
def refuse_invitation(participation: Participation, *, by: Any) -> Participation:
    participation = _own(participation, by)
    if participation.state != State.INVITED:
        raise NotLawful
    return _leave(participation, by=by)


@action
def edit(
    participation: Participation, *, by: Any, site: Site | None = None, groups: Iterable[Group] = (), country: str = "",
    languages: Iterable[str] = (),
) -> Participation:  # fmt: skip
    """The desk's part: place, groups, country, languages. Everything named here is set anew."""
    participation = locked(participation)
    groups = list(groups)
    if any(group.cohort_id != participation.cohort_id for group in groups):
        raise Refused(_("This group belongs to another cohort."))
    participation.site, participation.country, participation.languages = site, country, list(languages)
    participation.save(update_fields=["site", "country", "languages"])
    participation.groups.set(groups)
    record(by=by, verb="participants.edit_participation", on=participation, organisation=participation.organisation)
    return participation


@action
def describe(
    participation: Participation,
    *,
    by: Any,
    languages: Iterable[str] | None = None,
    needs: Iterable[str] | None = None,
    available: Iterable[str] | None = None,
) -> Participation:
    """The participant's own part, which the matching with mentors reads: languages, needs, half-days like "mon-am".

    What is None stays as it is.
    """
    participation = _own(participation, by)
    for name, values in (("languages", languages), ("needs", needs), ("available", available)):
        if values is not None:
            setattr(participation, name, list(values))
    participation.save(update_fields=["languages", "needs", "available"])
    return participation


@action
def complete(participation: Participation, *, by: Any) -> Participation:
    """The person went through the cohort to its end. Somebody else says so."""
    participation = locked(participation)
    if participation.person_id == by.pk:
        raise NotYours
    participation.ended = timezone.localdate()
    move(participation, State.COMPLETED, MOVES, fields=("ended",))
    record(by=by, verb="participants.complete_participation", on=participation, organisation=participation.organisation)
    _tell(participation, "participation_completed")
    return participation


@action
def withdraw(participation: Participation, *, by: Any, reason: str = "") -> Participation:
    """The person leaves the cohort; what they did stays in its history."""
    return _leave(locked(participation), by=by, reason=reason)


@action
def create_project(
    cohort: Cohort, *, by: Any, title: str, members: Iterable[Participation], summary: str = "", discipline: str = ""
) -> Project:
    """A project of one or several people of the cohort."""
    members = list(members)
    if not members or any(member.cohort_id != cohort.pk for member in members):
        raise Refused(_("A project belongs to people of its cohort."))
    project = Project.objects.create(cohort=cohort, title=title, summary=summary, discipline=discipline)
    project.members.set(members)
    record(by=by, verb="participants.create_project", on=project, organisation=cohort.organisation)
    return project


@action
def edit_project(
    project: Project,
    *,
    by: Any,
    title: str,
    summary: str = "",
    discipline: str = "",
    members: Iterable[Participation] | None = None,
) -> Project:
    """Change a project's texts; its members only where they are given."""
    project = locked(project)
    project.title, project.summary, project.discipline = title, summary, discipline
    project.save(update_fields=["title", "summary", "discipline"])
    if members is not None:
        members = list(members)
        if not members or any(member.cohort_id != project.cohort_id for member in members):
            raise Refused(_("A project belongs to people of its cohort."))
        project.members.set(members)
    record(by=by, verb="participants.edit_project", on=project, organisation=project.organisation)
    return project


@action
def advance(project: Project, *, by: Any, stage: str) -> Project:
    """Say how far the project's creation is."""
    project = locked(project)
    if stage not in Creation.values:
        raise Refused
    was, project.stage = project.stage, stage
    if was != stage:
        project.save(update_fields=["stage"])
        detail = {"from": was, "to": stage}
        record(by=by, verb="participants.advance_project", on=project, organisation=project.organisation, detail=detail)
    return project


def _own(participation: Participation, by: Any) -> Participation:
    participation = locked(participation)
    if participation.person_id != by.pk:
        raise NotYours(_("Only the person themself can do this."))
    return participation


def _leave(participation: Participation, *, by: Any, reason: str = "") -> Participation:
    participation.ended = timezone.localdate()
    move(participation, State.WITHDRAWN, MOVES, fields=("ended",))
    detail = {"reason": reason} if reason else {}
    record(by=by, verb="participants.leave_cohort", on=participation, organisation=participation.organisation, detail=detail)
    return participation


def _tell(participation: Participation, kind: str) -> None:
    cohort = participation.cohort
    post.tell(
        participation.person,
        kind,
        key=f"{kind}:{participation.pk}",
        context={
            "cohort": cohort.name,
            "programme": cohort.programme.name,
            "organisation_name": cohort.organisation.name,
        },
        organisation=cohort.organisation,
        within=cohort,
        link=space(cohort),
    )

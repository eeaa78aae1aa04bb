"""Reads of the room: people of a cohort, fellow participants, one's own places."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from participants.participations.models import Participation, Project
from participants.participations.states import State
from programmes.editions.models import Cohort, Group

PRESENT = (State.ACTIVE, State.COMPLETED)


def cohorts_of(user: Any) -> QuerySet[Participation, int]:
    """Ids of the cohorts in which a person is or was a participant, for subqueries."""
    return Participation.objects.filter(person_id=user.pk, state__in=PRESENT).values_list("cohort_id", flat=True)


def places_of(user: Any) -> QuerySet[Participation]:
    """A person's own places in cohorts, newest first; also those they are invited to."""
    rows = Participation.objects.filter(person=user).exclude(state=State.WITHDRAWN)
    return rows.select_related("cohort__programme__organisation").order_by("-cohort__starts", "-pk")


def people_of(cohort: Cohort) -> QuerySet[Participation]:
    """Everyone of a cohort with person, site, groups and projects, for the desk's list."""
    rows = Participation.objects.filter(cohort=cohort).select_related("person", "site", "application")
    return rows.prefetch_related("groups", Prefetch("projects", Project.objects.order_by("pk")))


@dataclass(frozen=True)
class Fellow:
    """What participants know of each other: name, country and what they develop, no more."""

    name: str
    country: str
    projects: list[str]


def fellows(participation: Participation) -> list[Fellow]:
    """The other people of the cohort, by name."""
    rows = Participation.objects.present().filter(cohort=participation.cohort_id).exclude(pk=participation.pk)
    rows = rows.select_related("person").prefetch_related("projects").order_by("person__name", "pk")
    return [Fellow(str(row.person), row.country, [project.title for project in row.projects.all()]) for row in rows]


def own_projects(participation: Participation) -> list[Project]:
    return list(participation.projects.prefetch_related("members__person").order_by("pk"))


def groups_of(cohort: Cohort) -> QuerySet[Group]:
    here = Q(participations__state__in=PRESENT)
    return Group.objects.filter(cohort=cohort).annotate(people=Count("participations", filter=here))


def projects_of(cohort: Cohort) -> QuerySet[Project]:
    return Project.objects.filter(cohort=cohort).prefetch_related("members__person").order_by("title", "pk")


def counts_by_state(cohort: Cohort) -> dict[str, int]:
    rows = Participation.objects.filter(cohort=cohort).order_by().values("state").annotate(people=Count("pk"))
    return {row["state"]: row["people"] for row in rows}


def present_count(cohort: Cohort) -> int:
    return Participation.objects.present().filter(cohort=cohort).count()


def project_count(cohort: Cohort) -> int:
    return Project.objects.filter(cohort=cohort).count()

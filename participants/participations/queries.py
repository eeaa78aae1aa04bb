"""Reads of the room: people of a cohort, fellow participants, one's own places."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from incubator.web.texts import Texts
from participants.participations.models import Participation, Project
from participants.participations.states import State
from programmes.calls.models import Question
from programmes.calls.states import Meaning
from programmes.editions.models import Cohort, Group

PRESENT = (State.ACTIVE, State.COMPLETED)


def cohorts_of(user: Any) -> QuerySet[Participation, int]:
    """Ids of the cohorts in which a person is or was a participant, for subqueries."""
    return Participation.objects.filter(person_id=user.pk, state__in=PRESENT).values_list("cohort_id", flat=True)


def took_part_before(call: Any, person: int) -> bool:
    """In a cohort of the call's programme that began before the call's own."""
    cohort = call.cohort
    earlier = Participation.objects.present().filter(cohort__programme_id=cohort.programme_id, cohort__starts__lt=cohort.starts)
    return earlier.filter(person_id=person).exclude(cohort=cohort).exists()


def persons_of(cohort: Cohort, groups: list[Group]) -> list[Any]:
    """Whom news of a cohort reach: its people who are in it now; of these groups only, where there are any."""
    rows = Participation.objects.filter(cohort=cohort, state=State.ACTIVE)
    rows = rows.filter(groups__in=groups).distinct() if groups else rows
    return [row.person for row in rows.select_related("person")]


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


def present_of(cohort: Cohort) -> QuerySet[Participation]:
    return Participation.objects.present().filter(cohort=cohort).select_related("person").order_by("person__name", "pk")


def countries_of(cohort: Cohort) -> list[str]:
    rows = Participation.objects.filter(cohort=cohort).exclude(country="").order_by("country")
    return list(rows.values_list("country", flat=True).distinct())


def own_place(user: Any, organisation: str, programme: str, cohort: str) -> Participation | None:
    """One's own place in the cohort of that address."""
    names = {"cohort__slug": cohort, "cohort__programme__slug": programme, "cohort__programme__organisation__slug": organisation}
    return places_of(user).filter(**names).select_related("site").first()


def phases_of(cohort: Cohort) -> list[dict[str, Any]]:
    """The cohort's phases as the timeline takes them."""
    return [{"text": str(phase.name), "start": phase.starts, "end": phase.ends} for phase in cohort.phases.all()]


def disciplines_of(cohort: Cohort) -> list[tuple[str, str]]:
    """The disciplines that applicants of the cohort chose from, else the programme's, as (code, label)."""
    question = Question.objects.filter(section__call__cohort=cohort, meaning=Meaning.DISCIPLINE).order_by("-pk").first()
    if question is None:
        return [(code, code) for code in cohort.programme.disciplines]
    return [(str(one["value"]), str(Texts(one.get("label") or {})) or str(one["value"])) for one in question.options]


def same_cohorts(people: Iterable[int], others: Iterable[int]) -> list[tuple[int, int, str]]:
    """Who took part in one cohort with somebody of the other side: (person, other, the cohort's name)."""
    wanted, sides = set(people), set(others)
    rows = Participation.objects.present().filter(person__in=wanted | sides).select_related("cohort__programme")
    cohorts: dict[int, tuple[str, set[int]]] = {}
    for row in rows.order_by("cohort_id", "person_id"):
        cohorts.setdefault(row.cohort_id, (str(row.cohort), set()))[1].add(row.person_id)
    return [
        (person, other, name) for name, together in cohorts.values() for other in sorted(together & sides)
        for person in sorted(together & wanted) if person != other
    ]  # fmt: skip

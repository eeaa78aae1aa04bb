"""Reads of mentorships and sessions. Private notes leave the database for their mentor only."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.meetings.models import Meeting, Mentorship
from mentoring.meetings.states import MeetingState, MentorshipState
from participants.participations.models import Participation, Project
from participants.participations.registry import Companion
from programmes.editions.models import Cohort

QUIET_DAYS = 30
HELD = Q(meetings__state=MeetingState.HELD)


def with_figures(rows: QuerySet[Mentorship]) -> QuerySet[Mentorship]:
    """With `held`, `minutes`, `last` and `coming` of their sessions, and the participants' projects."""
    coming = Q(meetings__state=MeetingState.BOOKED, meetings__at__gt=timezone.now())
    return rows.annotate(
        held=Count("meetings", filter=HELD),
        minutes=Sum("meetings__minutes", filter=HELD, default=0),
        last=Max("meetings__at", filter=HELD),
        coming=Min("meetings__at", filter=coming),
    ).prefetch_related(Prefetch("participation__projects", Project.objects.order_by("pk")))


def _of_people(rows: QuerySet[Mentorship]) -> QuerySet[Mentorship]:
    return rows.select_related(
        "participation__person", "participation__cohort__programme__organisation", "engagement__mentor__person"
    )


def followed_by(user: Any) -> QuerySet[Mentorship]:
    """Whom a mentor accompanies now."""
    rows = Mentorship.objects.filter(engagement__mentor__person=user, state=MentorshipState.ACTIVE)
    return with_figures(_of_people(rows)).order_by("participation__person__name", "pk")


def past_of(user: Any) -> QuerySet[Mentorship]:
    rows = Mentorship.objects.filter(engagement__mentor__person=user, state=MentorshipState.ENDED)
    return with_figures(_of_people(rows)).order_by("-ends", "pk")


def mentors_of(user: Any, cohort: Cohort | None = None) -> QuerySet[Mentorship]:
    """Who accompanies a participant, or did."""
    rows = Mentorship.objects.filter(participation__person=user).exclude(state=MentorshipState.PROPOSED)
    if cohort is not None:
        rows = rows.filter(participation__cohort=cohort)
    return with_figures(_of_people(rows)).order_by("state", "-pk")


def of_cohort(cohort: Cohort) -> QuerySet[Mentorship]:
    return with_figures(_of_people(Mentorship.objects.filter(participation__cohort=cohort)))


def waiting_for_log(user: Any) -> QuerySet[Meeting]:
    """Sessions a mentor booked whose time has passed, and which are neither logged nor missed."""
    rows = Meeting.objects.filter(mentorship__engagement__mentor__person=user, state=MeetingState.BOOKED, at__lte=timezone.now())
    return rows.select_related("mentorship__participation__person").order_by("at", "pk")


def coming_of(user: Any) -> QuerySet[Meeting]:
    """The next sessions of a person, as mentor or as participant."""
    mine = Q(mentorship__engagement__mentor__person=user) | Q(mentorship__participation__person=user)
    rows = Meeting.objects.filter(mine, state=MeetingState.BOOKED, at__gt=timezone.now()).defer("private_notes")
    return rows.select_related("mentorship__participation__person", "mentorship__engagement__mentor__person").order_by("at", "pk")


def history(mentorship: Mentorship, user: Any) -> QuerySet[Meeting]:
    """The sessions of a mentorship, newest first; with the private notes for its mentor alone."""
    rows = Meeting.objects.filter(mentorship=mentorship)
    return rows if mentorship.engagement.mentor.person_id == user.pk else rows.defer("private_notes")


def minutes_logged(cohort: Cohort) -> int:
    held = Meeting.objects.filter(mentorship__participation__cohort=cohort, state=MeetingState.HELD)
    return held.aggregate(total=Sum("minutes", default=0))["total"]


def hours_logged(cohort: Cohort) -> int:
    """Whole hours of mentoring that took place."""
    return minutes_logged(cohort) // 60


def quiet(cohort: Cohort, days: int = QUIET_DAYS) -> QuerySet[Participation]:
    """Participants with a mentor for so many days, and no session in them."""
    since = timezone.now() - timedelta(days=days)
    working = Q(mentorships__state=MentorshipState.ACTIVE, mentorships__starts__lte=timezone.localdate(since))
    recent = Meeting.objects.filter(
        mentorship__participation__cohort=cohort, state__in=[MeetingState.HELD, MeetingState.BOOKED], at__gte=since
    )
    rows = Participation.objects.filter(working, cohort=cohort).select_related("person").distinct()
    return rows.exclude(pk__in=recent.values("mentorship__participation")).order_by("person__name", "pk")


def accompanied_count(cohort: Cohort) -> int:
    """Participants who have a mentor now."""
    rows = Mentorship.objects.filter(participation__cohort=cohort, state=MentorshipState.ACTIVE)
    return rows.values("participation").distinct().count()


def projects_of(mentorship: Mentorship) -> list[Project]:
    return list(mentorship.participation.projects.order_by("pk"))


def companions_of(project: Project) -> list[Companion]:
    """The mentors who accompanied a project and agreed to be named."""
    rows = Mentorship.objects.filter(participation__projects=project, engagement__mentor__may_be_named=True)
    names = rows.exclude(state=MentorshipState.PROPOSED).order_by("engagement__mentor__person__name")
    people = dict.fromkeys(str(row.engagement) for row in names.select_related("engagement__mentor__person"))
    return [Companion(name, _("mentor")) for name in people]


def next_steps(participation: Participation) -> Meeting | None:
    """The last session that left something to do."""
    rows = Meeting.objects.filter(mentorship__participation=participation, state=MeetingState.HELD).exclude(next_steps="")
    return rows.defer("private_notes").select_related("mentorship__engagement__mentor__person").order_by("-at", "-pk").first()


def mentored(people: Iterable[int], others: Iterable[int]) -> list[tuple[int, int, str]]:
    """Whom somebody of the other side accompanied, or was accompanied by: (person, other, the cohort's name)."""
    wanted, sides = set(people), set(others)
    rows = Mentorship.objects.exclude(state=MentorshipState.PROPOSED).select_related(
        "participation__cohort__programme", "engagement__mentor"
    )
    led = Q(participation__person__in=wanted, engagement__mentor__person__in=sides)
    followed = Q(participation__person__in=sides, engagement__mentor__person__in=wanted)
    found = []
    for row in rows.filter(led | followed).order_by("pk"):
        pair, name = (row.participation.person_id, row.engagement.mentor.person_id), str(row.participation.cohort)
        found += [(a, b, name) for a, b in (pair, pair[::-1]) if a in wanted and b in sides]
    return found

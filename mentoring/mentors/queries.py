"""Reads of mentors and their engagements."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from incubator.lib.clock import zone_city
from incubator.lib.places import country_name, language_name
from mentoring.mentors.models import Engagement, Mentor
from mentoring.mentors.states import DAYS, HALVES, SKILLS
from programmes.editions.models import Cohort

SKILL_NAMES = dict(SKILLS)


def engaged_in(cohort: Cohort) -> QuerySet[Engagement]:
    """The cohort's mentors with how many they accompany (`load`) and how many participants ranked them (`wished`)."""
    working = ~Q(mentorships__state="ended") & Q(mentorships__isnull=False)
    rows = Engagement.objects.filter(cohort=cohort, active=True).select_related("mentor__person")
    return rows.annotate(
        load=Count("mentorships", filter=working, distinct=True),
        wished=Count("preferences", filter=Q(preferences__by_mentor=False), distinct=True),
    )


def offered_in(cohort: Cohort) -> QuerySet[Engagement]:
    """Mentors who have said what they can give: those whom participants choose among."""
    rows = Engagement.objects.filter(cohort=cohort, active=True, answered__isnull=False)
    return rows.select_related("mentor__person").order_by("mentor__person__name", "pk")


def engagements_of(user: Any) -> QuerySet[Engagement]:
    """A person's own engagements, newest cohort first."""
    rows = Engagement.objects.filter(mentor__person=user, active=True)
    return rows.select_related("cohort__programme__organisation", "mentor__person").order_by("-cohort__starts", "-pk")


def mentor_of(user: Any) -> Mentor | None:
    return Mentor.objects.filter(person=user).first()


def counts(cohort: Cohort) -> dict[str, int]:
    """How many mentors the cohort has, how many have answered, and the places these give."""
    rows = Engagement.objects.filter(cohort=cohort, active=True).values_list("answered", "capacity")
    given = [capacity for answered, capacity in rows if answered]
    return {"engaged": len(rows), "answered": len(given), "places": sum(given)}


def skill_names(codes: list[str]) -> list[str]:
    return [str(SKILL_NAMES[code]) for code in codes if code in SKILL_NAMES]


def language_names(codes: list[str]) -> list[str]:
    return [language_name(code) for code in codes]


def half_day_names(codes: list[str]) -> list[str]:
    """ "Monday morning" of "mon-am", in the order of the week."""
    names = {
        f"{day}-{half}": _("%(day)s, %(half)s") % {"day": day_name, "half": half_name}
        for day, day_name in DAYS
        for half, half_name in HALVES
    }
    return [name for code, name in names.items() if code in codes]


def profile_facts(mentor: Mentor) -> list[tuple[str, str]]:
    """What participants and coordinators read of a mentor, as names and values."""
    return [
        (_("Knows about"), ", ".join(skill_names(mentor.skills))),
        (_("Languages"), ", ".join(language_names(mentor.languages))),
        (_("Country"), country_name(mentor.country)),
        (_("Time zone"), zone_city(mentor.time_zone) if mentor.time_zone else ""),
        (_("Usually free"), " · ".join(half_day_names(mentor.available))),
    ]

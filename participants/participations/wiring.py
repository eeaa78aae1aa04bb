"""What participations give to other rooms: a tab, and sight of the cohort's workshops to its people."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.access.registry import register_sight
from incubator.home.registry import Card, Tab, add_tab, on_cohort_desk, on_my_page
from participants.participations.queries import cohorts_of, persons_of, places_of, present_count, project_count
from programmes.indicators.registry import measure
from programmes.workshops.registry import tells_people

add_tab(Tab(60, "participants:desk_people", gettext_lazy("People"), "participants.view_people"))


def sight_of_workshops(user: Any) -> Q:
    """Participants see the workshops of their own cohorts, once they are shown."""
    return Q(cohort__in=cohorts_of(user), published=True)


def sight_of_sessions(user: Any) -> Q:
    """And the sessions for everyone or for a group they are in."""
    mine = Q(workshop__cohort__in=cohorts_of(user), workshop__published=True)
    return mine & (Q(groups__isnull=True) | Q(groups__participations__person=user))


tells_people(persons_of)
register_sight("programmes.Workshop", sight_of_workshops)
register_sight("programmes.Session", sight_of_sessions)
tells_people(persons_of)
measure("participants", gettext_lazy("participants"), present_count)
measure("projects", gettext_lazy("projects"), project_count)


def my_cohorts(user: Any) -> Card | None:
    """The cohorts one is in, or asked into."""
    places = list(places_of(user)[:6])
    return Card(20, _("Your cohorts"), "participants/participations/_my_card.html", {"places": places}) if places else None


def cohort_people(cohort: Any) -> Card | None:
    present = present_count(cohort)
    if not present:
        return None
    context = {"present": present, "capacity": cohort.capacity, "href": reverse("participants:desk_people", args=cohort.slugs)}
    return Card(60, _("People"), "participants/participations/_desk_card.html", context)


on_my_page(my_cohorts)
on_cohort_desk(cohort_people)

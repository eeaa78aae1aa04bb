"""What participations give to other rooms: a tab, and sight of the cohort's workshops to its people."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.access.registry import register_sight
from incubator.audit.words import name_verbs
from incubator.home.registry import Card, Tab, add_tab, on_landing, on_my_page
from incubator.home.standing import Figure, Standing, on_cohort_desk
from participants.applications.ties import knows_ties
from participants.participations.queries import (
    cohorts_of,
    persons_of,
    places_of,
    present_count,
    project_count,
    same_cohorts,
    took_part_before,
)
from participants.participations.states import State
from programmes.calls.registry import knows_earlier
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
knows_earlier(took_part_before)
knows_ties("cohort", gettext_lazy("took part with them: %(fact)s"), same_cohorts)
register_sight("programmes.Workshop", sight_of_workshops)
register_sight("programmes.Session", sight_of_sessions)
measure("participants", gettext_lazy("participants"), present_count)
measure("projects", gettext_lazy("projects"), project_count)


def my_cohorts(user: Any) -> Card | None:
    """The cohorts one is in, or asked into."""
    places = list(places_of(user)[:6])
    return Card(20, _("Your cohorts"), "participants/participations/_my_card.html", {"places": places}) if places else None


def standing(cohort: Any) -> Standing | None:
    present = present_count(cohort)
    if not present:
        return None
    href = reverse("participants:desk_people", args=cohort.slugs)
    return Standing(60, (Figure(_("participants"), f"{present}\u00a0/\u00a0{cohort.capacity}", href),))


def where_participants_go(user: Any) -> str:
    """To the cohort they are in now, else the one they are asked into."""
    place = None if user.roles else places_of(user).exclude(state=State.COMPLETED).first()
    return reverse("participants:cohort_space", args=place.cohort.slugs) if place else ""


on_my_page(my_cohorts)
on_cohort_desk(standing)
on_landing(50, where_participants_go)
name_verbs(
    {
        "participants.join_cohort": gettext_lazy("came into the cohort"),
        "participants.invite_participant": gettext_lazy("invited somebody into the cohort"),
        "participants.edit_participation": gettext_lazy("changed site, groups or languages"),
        "participants.complete_participation": gettext_lazy("noted that the cohort was completed"),
        "participants.leave_cohort": gettext_lazy("left the cohort, or was taken out of it"),
        "participants.create_project": gettext_lazy("entered the project"),
        "participants.edit_project": gettext_lazy("changed the project"),
        "participants.advance_project": gettext_lazy("said how far the project is"),
    }
)

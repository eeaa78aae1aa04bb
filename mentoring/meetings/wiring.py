"""What mentorships give to other rooms: sight of people and projects to their mentors, cards, panels, names, a measure."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.access.registry import register_sight
from incubator.audit.words import name_verbs
from incubator.home.registry import Card, on_my_page
from mentoring.meetings import queries
from mentoring.meetings.models import Mentorship
from participants.applications.ties import knows_ties
from participants.participations.registry import Panel, names_companions, on_cohort_space, on_person_page
from programmes.indicators.registry import measure

knows_ties("mentoring", gettext_lazy("mentored them, or was mentored by them: %(fact)s"), queries.mentored)


def _accompanied_by(user: Any) -> Any:
    return Mentorship.objects.filter(engagement__mentor__person_id=user.pk).values("participation")


def sight_of_people(user: Any) -> Q:
    """A mentor sees those they accompany."""
    return Q(pk__in=_accompanied_by(user))


def sight_of_projects(user: Any) -> Q:
    return Q(members__in=_accompanied_by(user))


def people_you_follow(user: Any) -> Card | None:
    rows, waiting = list(queries.followed_by(user)), list(queries.waiting_for_log(user))
    if not rows and not waiting:
        return None
    context = {"mentorships": rows, "waiting": waiting, "coming": queries.coming_of(user)[:3]}
    return Card(25, _("People you accompany"), "mentoring/meetings/_my_card.html", context)


def on_desk(participation: Any, user: Any) -> Panel | None:
    """For coordinators: with whom, how often. Never notes that are not theirs to read."""
    rows = list(queries.with_figures(Mentorship.objects.filter(participation=participation)).select_related(
        "engagement__mentor__person", "participation"
    ))  # fmt: skip
    return Panel(30, gettext_lazy("Mentoring"), "mentoring/meetings/_desk_panel.html", {"mentorships": rows}) if rows else None


def in_space(participation: Any, user: Any) -> Panel:
    """For the participant: own mentor, next steps, or the way to choose."""
    context = {
        "mentorships": list(queries.mentors_of(participation.person, participation.cohort)),
        "steps": queries.next_steps(participation),
        "choose": reverse("mentoring:my_mentors", args=participation.cohort.slugs),
    }
    return Panel(30, gettext_lazy("Mentoring"), "mentoring/meetings/_space_panel.html", context)


register_sight("participants.Participation", sight_of_people)
register_sight("participants.Project", sight_of_projects)
names_companions(queries.companions_of)
on_my_page(people_you_follow)
on_person_page(on_desk)
on_cohort_space(in_space)
measure("mentoring-hours", gettext_lazy("hours of mentoring"), queries.hours_logged)
measure("people-accompanied", gettext_lazy("participants with a mentor"), queries.accompanied_count)
name_verbs(
    {
        "mentoring.begin_mentorship": gettext_lazy("began the mentorship"),
        "mentoring.end_mentorship": gettext_lazy("ended the mentorship"),
        "mentoring.set_goals": gettext_lazy("set goals"),
        "mentoring.book_meeting": gettext_lazy("booked a session"),
        "mentoring.log_meeting": gettext_lazy("logged a session"),
        "mentoring.edit_meeting": gettext_lazy("changed the notes of a session"),
        "mentoring.miss_meeting": gettext_lazy("marked a session as missed"),
        "mentoring.cancel_meeting": gettext_lazy("cancelled a session"),
    }
)

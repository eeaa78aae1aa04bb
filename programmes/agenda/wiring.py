"""What this room gives to others: clashes for the timetable, the next sessions on one's own page."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.audit.words import name_verbs
from incubator.home.registry import Card, on_my_page
from incubator.home.standing import Need, Standing, on_cohort_desk
from programmes.agenda.queries import agenda_of, clashes_of
from programmes.workshops.registry import finds_clashes


def of_workshop(workshop: Any) -> list[Any]:
    return clashes_of(workshop.cohort, workshop=workshop)


def next_sessions(user: Any) -> Card | None:
    now = timezone.now()
    coming = [session for session in agenda_of(user) if session.ends > now and not session.cancelled][:4]
    return Card(40, str(_("Next sessions")), "programmes/agenda/_next.html", {"sessions": coming}) if coming else None


def standing(cohort: Any) -> Standing | None:
    """Clashes in what still takes place."""
    ahead = [clash for clash in clashes_of(cohort) if max(clash.first.ends, clash.second.ends) > timezone.now()]
    if not ahead:
        return None
    text = ngettext_lazy("clash in the timetable", "clashes in the timetable", len(ahead))
    need = Need(len(ahead), text, reverse("programmes:desk_workshops", args=cohort.slugs), tone="no")
    return Standing(80, needs=(need,))


finds_clashes(of_workshop)
on_cohort_desk(standing)
on_my_page(next_sessions)
name_verbs(
    {
        "programmes.renew_feed": _("gave the calendar a new address"),
    }
)

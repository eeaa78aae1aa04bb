"""What this room gives to others: the first tab, and its programmes on the organisation's page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.home.registry import Card, Tab, add_section, add_tab
from programmes.editions.models import Cohort, Programme
from programmes.editions.queries import with_cohorts


def programmes_of(organisation: Any) -> Card:
    rows = with_cohorts(Programme.objects.filter(organisation=organisation))
    context = {"programmes": rows, "organisation": organisation}
    return Card(10, str(_("Programmes")), "programmes/editions/_of_organisation.html", context)


def cohorts_for(user: Any) -> Card | None:
    """The cohorts one works on, newest first: the desk's first page."""
    rows = list(Cohort.objects.visible_to(user).order_by("-starts")[:12])
    return Card(10, str(_("Cohorts")), "programmes/editions/_cohorts.html", {"cohorts": rows}) if rows else None


add_tab(Tab(10, "programmes:desk_cohort", _("Overview"), "programmes.view_cohort"))
add_section("organisation", programmes_of)
add_section("desk", cohorts_for)

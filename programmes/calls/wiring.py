"""What calls give to the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.home.registry import Card, Tab, add_tab, on_cohort_desk
from programmes.calls import queries

add_tab(Tab(20, "programmes:desk_calls", gettext_lazy("Call"), "programmes.view_calls"))


def card(cohort: Any) -> Card | None:
    """The cohort's calls with their deadlines; where there is none, the way to the first."""
    calls = [{"call": call, "href": reverse("programmes:desk_call", args=call.slugs)} for call in queries.calls_of(cohort)]
    context = {"calls": calls, "new": reverse("programmes:desk_call_new", args=cohort.slugs)}
    return Card(20, _("Call"), "programmes/calls/_card.html", context)


on_cohort_desk(card)

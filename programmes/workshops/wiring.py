"""What this room gives to others: its tab, and the next workshops."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.home.registry import Tab, add_tab
from incubator.home.standing import Coming, Standing, on_cohort_desk
from programmes.workshops.models import Workshop

NEXT = 4


def standing(cohort: Any) -> Standing:
    """Days on which workshops begin."""
    rows = Workshop.objects.filter(cohort=cohort, starts__gte=timezone.localdate()).order_by("starts")[:NEXT]
    dates = (
        Coming(row.starts, row.title, reverse("programmes:desk_workshop", args=[*cohort.slugs, row.slug]), _("A workshop begins"))
        for row in rows
    )
    return Standing(80, coming=tuple(dates))


add_tab(Tab(80, "programmes:desk_workshops", _("Workshops"), "programmes.view_workshops"))
on_cohort_desk(standing)

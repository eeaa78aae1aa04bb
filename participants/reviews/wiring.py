"""What reviews give to other rooms."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.access.registry import allowed
from incubator.home.registry import Card, Tab, add_tab, on_cohort_desk, on_my_page
from incubator.outbox.registry import subscribe
from participants.applications.registry import Panel, on_desk_page
from participants.reviews.queries import calls_of, desk_summary, reviews_of
from participants.reviews.queue import shelves


def assign(payload: dict[str, Any]) -> None:
    from participants.reviews.subscribers import run_assignment

    run_assignment(payload)


add_tab(Tab(40, "participants:desk_reviews", gettext_lazy("Reviews"), "participants.manage_reviews"))
subscribe("reviews.assign", assign)


def my_queue(user: Any) -> Card | None:
    """What one has to read."""
    waiting = [shelf for shelf in shelves(user) if shelf.waiting]
    return Card(10, _("To read"), "participants/reviews/_my_card.html", {"shelves": waiting}) if waiting else None


def progress_of(cohort: Any) -> Card | None:
    """How far the reading of the newest call is."""
    calls = calls_of(cohort)
    rows = desk_summary(calls[0]) if calls else []
    if not rows:
        return None
    return Card(40, _("Reviews"), "participants/reviews/_desk_card.html", {"rows": rows, "href": _home(cohort)})


def _home(cohort: Any) -> str:
    return reverse("participants:desk_reviews", args=cohort.slugs)


def panel(application: Any, user: Any) -> Panel | None:
    """The reviews, on the coordinator's page of an application."""
    if not allowed("participants.manage_reviews", user, application):
        return None
    context = {"reviews": list(reviews_of(application)), "href": _home(application.call.cohort)}
    return Panel(20, _("Reviews"), "participants/reviews/_desk_panel.html", context)


on_my_page(my_queue)
on_cohort_desk(progress_of)
on_desk_page(panel)

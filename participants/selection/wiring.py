"""What selection gives to other rooms: its tab, panels on an application's pages, a card on the cohort's desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.access.registry import allowed
from incubator.home.registry import Card, Tab, add_tab, on_cohort_desk
from participants.applications.registry import Panel, on_desk_page, on_own_page
from participants.selection.letters import letter
from participants.selection.queries import comments_of, decision_on_desk, desk_figures, published_decision

add_tab(Tab(50, "participants:desk_selection", gettext_lazy("Selection"), "participants.manage_selection"))


def _home(cohort: Any) -> str:
    return reverse("participants:desk_selection", args=cohort.slugs)


def on_desk(application: Any, user: Any) -> Panel | None:
    """The decision, on the coordinator's page of an application."""
    if not allowed("participants.manage_selection", user, application):
        return None
    context = {"decision": decision_on_desk(application), "href": _home(application.call.cohort)}
    return Panel(30, _("Decision"), "participants/selection/_desk_panel.html", context)


def own(application: Any, user: Any) -> Panel | None:
    """The applicant's answer, from publication on."""
    decision = published_decision(application)
    if decision is None or application.applicant_id != user.pk:
        return None
    selection = decision.selection
    context = {
        "letter": letter(selection, application, decision.verdict).text,
        "comments": comments_of(application) if selection.share_comments else [],
        "reply_by": selection.reply_by,
    }
    return Panel(10, _("Our answer"), "participants/selection/_own.html", context)


def figures_of(cohort: Any) -> Card | None:
    """Offers without an answer, free places with people waiting."""
    found = desk_figures(cohort)
    if not found:
        return None
    return Card(50, _("Selection"), "participants/selection/_desk_card.html", {**found, "href": _home(cohort)})


on_desk_page(on_desk)
on_own_page(own)
on_cohort_desk(figures_of)

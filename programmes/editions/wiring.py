"""What this room gives to others: the first tab, and its programmes on the organisation's page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from incubator.audit.words import name_verbs
from incubator.home.registry import Card, Tab, add_section, add_tab
from incubator.home.standing import Coming, Need, Standing, on_cohort_desk
from incubator.outbox import queries as post
from incubator.outbox.states import State as PostState
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


def phases_ahead(cohort: Any) -> Standing:
    here = reverse("programmes:desk_cohort", args=cohort.slugs)
    return Standing(
        10, coming=tuple(Coming(phase.starts, phase.name, here, _("A phase begins")) for phase in cohort.phases.all())
    )


def undelivered(cohort: Any) -> Standing | None:
    """Messages about the cohort that could not be delivered."""
    many = post.unsent(post.within(cohort)).get(PostState.ABANDONED, 0)
    if not many:
        return None
    href = f"{reverse('programmes:desk_messages', args=cohort.slugs)}?state={PostState.ABANDONED}"
    text = ngettext("message could not be delivered", "messages could not be delivered", many)
    return Standing(95, needs=(Need(many, text, href, tone="no"),))


on_cohort_desk(phases_ahead)
on_cohort_desk(undelivered)
add_tab(Tab(110, "programmes:desk_messages", _("Messages"), "programmes.view_messages"))
add_tab(Tab(10, "programmes:desk_cohort", _("Overview"), "programmes.view_cohort"))
add_section("organisation", programmes_of)
add_section("desk", cohorts_for)

name_verbs(
    {
        "programmes.list_programme": _("showed or hid the programme"),
        "programmes.join_partner": _("joined a partner to the programme"),
        "programmes.leave_partner": _("took a partner off the programme"),
        "programmes.edit_partner": _("changed the partner"),
        "programmes.edit_partnership": _("changed the partner’s part in the programme"),
        "programmes.return_partner": _("took the partner back into the programme"),
        "programmes.arrange_partners": _("put the partners in order"),
        "programmes.declare_indicator": _("put the figure on the public page"),
        "programmes.conceal_indicator": _("took the figure off the public page"),
        "programmes.arrange_indicators": _("put the indicators in order"),
        "programmes.remove_indicator": _("removed the indicator"),
        "programmes.create_programme": _("created the programme"),
        "programmes.edit_programme": _("changed the programme"),
        "programmes.create_cohort": _("created the cohort"),
        "programmes.edit_cohort": _("changed the cohort"),
        "programmes.add_phase": _("added the phase"),
        "programmes.edit_phase": _("changed the phase"),
        "programmes.remove_phase": _("removed the phase"),
        "programmes.add_group": _("added the group"),
        "programmes.edit_group": _("changed the group"),
        "programmes.remove_group": _("removed the group"),
        "programmes.add_indicator": _("added the indicator"),
        "programmes.edit_indicator": _("changed the indicator"),
        "programmes.add_site": _("added the site"),
        "programmes.add_space": _("added the room"),
        "programmes.create_workshop": _("created the workshop"),
        "programmes.edit_workshop": _("changed the workshop"),
        "programmes.publish_workshop": _("made the workshop visible"),
        "programmes.add_session": _("added the session"),
        "programmes.edit_session": _("changed the session"),
        "programmes.cancel_session": _("cancelled the session"),
        "programmes.create_event": _("created the event"),
        "programmes.publish_event": _("published the event"),
        "programmes.add_facilitator": _("added the facilitator"),
        "programmes.add_partner": _("added the partner"),
    }
)

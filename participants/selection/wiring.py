"""What selection gives to other rooms: its tab, panels on an application's pages, a card on the cohort's desk."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incubator.access.registry import allowed
from incubator.audit.words import name_verbs
from incubator.home.registry import Tab, add_tab
from incubator.home.standing import Coming, Figure, Need, Standing, on_cohort_desk
from incubator.outbox.registry import each_minute, subscribe
from participants.applications.registry import Panel, on_desk_page, on_emptying, on_own_page
from participants.applications.rules import takes_part
from participants.selection import actions as selections
from participants.selection.compose_models import Pin
from participants.selection.letters import CLOSING, letter, takes_until
from participants.selection.models import Decision
from participants.selection.note_models import Note
from participants.selection.queries import (
    decision_on_desk,
    desk_figures,
    may_decide,
    newest_published,
    notes_on,
    published_decision,
)
from participants.selection.states import Verdict

add_tab(Tab(50, "participants:desk_selection", gettext_lazy("Selection"), "participants.manage_selection"))


def _home(cohort: Any) -> str:
    return reverse("participants:desk_selection", args=cohort.slugs)


def on_desk(application: Any, user: Any) -> Panel | None:
    """The decision, on the coordinator's page of an application."""
    if not allowed("participants.manage_selection", user, application):
        return None
    cohort = application.call.cohort
    context = {
        "decision": decision_on_desk(application),
        "open": may_decide(application),
        "action": reverse("participants:decide", args=[*cohort.slugs, application.pk]),
        "verdicts": Verdict.choices,
        "href": _home(cohort),
    }
    return Panel(30, _("Decision"), "participants/selection/_desk_panel.html", context)


def own(application: Any, user: Any) -> Panel | None:
    """The answer to the applicant, from publication on; their team reads it too and does not reply to it."""
    decision = published_decision(application)
    if decision is None or not takes_part(user, application):
        return None
    selection, until = decision.selection, takes_until(decision)
    kind = CLOSING if decision.closed else decision.verdict
    context = {
        "letter": letter(selection, application, kind, reply_by=decision.reply_by).text,
        "comments": [] if decision.closed else decision.feedback or [],
        "reply_by": decision.reply_by,
        "late": until is not None and timezone.now() > until,
        "replies": application.applicant_id == user.pk,
        "answer": decision.answer,
        "reason": decision.reason,
        "noted": decision.answered_by_id is not None,
    }
    return Panel(10, _("Our answer"), "participants/selection/_own.html", context)


def standing(cohort: Any) -> Standing | None:
    """Places taken; offers without an answer, free places with people waiting."""
    found = desk_figures(cohort)
    if not found:
        return None
    selection = newest_published(cohort)
    until = selections.kept_until(selection) if selection else None
    applications = f"{reverse('participants:desk_applications', args=cohort.slugs)}"
    said = gettext_lazy("Applications not taken are emptied")
    coming = (Coming(until, said, applications, _("Keeping of data"), cohort.time_zone),) if until else ()
    home = reverse("participants:answers", args=cohort.slugs)
    named = (
        ("late", ngettext("offer not answered in time", "offers not answered in time", found["late"])),
        ("unanswered", ngettext("offer without an answer", "offers without an answer", found["unanswered"])),
        ("free", ngettext("free place, and people waiting", "free places, and people waiting", found["free"])),
        ("stuck", ngettext("letter that came back", "letters that came back", found["stuck"])),
    )
    needs = [Need(found[key], text, home) for key, text in named if found[key]]
    return Standing(50, (Figure(_("places taken"), found["confirmed"], home, "ok"),), tuple(needs), coming)


def notes(application: Any, user: Any) -> Panel | None:
    """What the committee noted, on the coordinator's page of an application."""
    if not allowed("participants.manage_selection", user, application):
        return None
    cohort = application.call.cohort
    href = (
        f"{reverse('participants:selection_notes', args=cohort.slugs)}?call={application.call.slug}&application={application.pk}"
    )
    context = {"notes": list(notes_on(application)), "href": href}
    return Panel(25, _("Notes of the committee"), "participants/selection/_notes_panel.html", context)


def tend() -> None:
    selections.tend_offers()


each_minute(tend)
on_desk_page(on_desk)
on_desk_page(notes)
on_own_page(own)
on_cohort_desk(standing)
name_verbs(
    {
        "participants.add_note": gettext_lazy("wrote a note of the committee"),
        "participants.edit_note": gettext_lazy("changed a note of the committee"),
        "participants.open_selection": gettext_lazy("opened the selection"),
        "participants.decide_application": gettext_lazy("decided on the application"),
        "participants.set_quotas": gettext_lazy("changed the quotas of the selection"),
        "participants.keep_quotas": gettext_lazy("kept the quotas for later calls"),
        "participants.drop_quotas": gettext_lazy("removed a kept set of quotas"),
        "participants.pin_application": gettext_lazy("put the application in or left it out, whatever the scores"),
        "participants.accept_composition": gettext_lazy("accepted a composed cohort"),
        "participants.edit_letters": gettext_lazy("wrote the letters"),
        "participants.freeze_selection": gettext_lazy("froze the selection"),
        "participants.unfreeze_selection": gettext_lazy("unfroze the selection"),
        "participants.publish_selection": gettext_lazy("published the decisions"),
        "participants.promote_application": gettext_lazy("offered a free place from the waiting list"),
        "participants.extend_reply": gettext_lazy("changed the day to answer by"),
        "participants.extend_offer": gettext_lazy("gave somebody more time to answer"),
        "participants.edit_feedback": gettext_lazy("chose the feedback"),
        "participants.edit_offers": gettext_lazy("settled how the waiting list moves"),
        "participants.sign_selection": gettext_lazy("signed the decisions"),
        "participants.take_signature_back": gettext_lazy("took the signature back"),
        "participants.hand_decision": gettext_lazy("told the decision by phone or on paper"),
        "participants.empty_applications": gettext_lazy("emptied applications whose time was over"),
        "participants.close_waiting": gettext_lazy("closed the waiting list"),
    }
)


def compose(payload: dict[str, Any]) -> None:
    from participants.selection.subscribers import compose as run

    run(payload)


def forget(applications: Any) -> None:
    Decision.objects.filter(application__in=applications).update(note="", feedback=[], reason="")
    Note.objects.filter(application__in=applications).delete()
    Pin.objects.filter(application__in=applications).update(reason="")


on_emptying(forget)
each_minute(selections.tend_keeping)
subscribe("selection.compose", compose)
each_minute(selections.tend_compositions)

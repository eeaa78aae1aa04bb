"""What this room gives to others: a tab and cards, the clock, sight of files, words of the ledger, what becomes of drafts."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.access.registry import allowed, register_sight
from incubator.accounts.erasure import Rows, delete, keep, rule
from incubator.accounts.registry import on_sign_in
from incubator.audit.words import name_verbs
from incubator.files import actions as files
from incubator.files.models import StoredFile
from incubator.home.registry import Card, Tab, add_tab, on_landing, on_my_page
from incubator.home.standing import Figure, Need, Standing, on_cohort_desk
from incubator.outbox.registry import each_minute
from participants.applications import actions as applications
from participants.applications import desk_wiring, queries, receiving, subscribers, team
from participants.applications.actions.team import can_invite
from participants.applications.device import devices_of
from participants.applications.forms import UntilForm
from participants.applications.models import Application, teams_of
from participants.applications.registry import BulkStep, Panel, on_desk_page, on_own_page, on_ticked
from participants.applications.states import SENT, UNDER_REVIEW, UNSENT, State
from programmes.calls.registry import Use, tells_uses, tells_writers
from programmes.calls.usage import Source, answers_come_from


def put_drafts_away() -> None:
    applications.expire_drafts()


def forget_drafts() -> None:
    applications.forget_drafts()


def remind() -> None:
    applications.remind()


def sight_of_files(user: Any) -> Q:
    """Coordinators open what came with applications sent to their organisation, never with their own."""
    mine = user.organisations_as("coordinator")
    sent = Q(
        attachment__application__state__in=SENT,
        attachment__application__call__cohort__programme__organisation_id__in=mine,
    )
    scans = Q(scanned_application__call__cohort__programme__organisation_id__in=mine) & ~Q(scanned_application__applicant=user)
    apart = ~Q(attachment__application__applicant=user) & ~Q(attachment__application__in=teams_of(user))
    return (sent & apart) | scans | Q(scanned_application__applicant=user)


def sight_of_team_files(user: Any) -> Q:
    """Lead and team open what any of them sent with the application."""
    return Q(attachment__application__applicant=user) | Q(attachment__application__in=teams_of(user))


def team_on_desk(application: Any, user: Any) -> Panel | None:
    """Who else applies: names, what they do, how far they are."""
    members = team.counted(application)
    return Panel(5, _("Team"), "participants/applications/_team_panel.html", {"members": members}) if members else None


def team_on_own_page(application: Any, user: Any) -> Panel | None:
    """The same for lead and members, with the way to the team's page."""
    members = team.counted(application)
    if not members and not (can_invite(application) and application.applicant_id == user.pk):
        return None
    context = {
        "members": members,
        "own": True,
        "lead": team.lead_name(application) if application.applicant_id != user.pk else "",
    }
    return Panel(20, _("Team"), "participants/applications/_team_panel.html", context)


def claim_drafts(request: HttpRequest, user: Any) -> None:
    """What this device began without an account belongs to whoever signs in on it; so does what was left with their address."""
    tokens = devices_of(request)
    for draft in queries.drafts_of_devices(tokens) if tokens else ():
        applications.claim(draft, by=user, device=tokens[draft.call_id])
    proven = list(user.emailaddress_set.filter(verified=True).values_list("email", flat=True))
    for left in queries.left_with([address.lower() for address in proven]):
        applications.claim(left, by=user, device=left.draft_token)


def my_card(user: Any) -> Card | None:
    rows = queries.own_with_progress(user)
    return Card(10, _("Your applications"), "participants/applications/_my_card.html", {"rows": rows[:5]}) if rows else None


def where_applicants_go(user: Any) -> str:
    """To their applications, where they have a draft to finish and no other work here."""
    return reverse("participants:my_applications") if not user.roles and queries.has_draft(user) else ""


def standing(cohort: Any) -> Standing | None:
    """What the newest call brought, and what lies outside its rules without anybody having said so."""
    call = next(iter(queries.calls_of(cohort)), None)
    if call is None:
        return None
    href = f"{reverse('participants:desk_applications', args=cohort.slugs)}?call={call.slug}"
    found = queries.figures(call)
    figures = [Figure(_("applications"), found.received, href)]
    if call.is_open:
        figures.append(Figure(_("drafts being written"), found.of(State.DRAFT), href, "info"))
    outside = Need(found.outside, _("outside the rules, to look at"), f"{href}&state=submitted&eligible=no")
    return Standing(30, tuple(figures), (outside,) if found.outside else ())


def forget_words(rows: Rows) -> None:
    """What was never sent goes; of what was sent stays what figures need, without a word of the person."""
    rows.filter(state__in=UNSENT).delete()
    for scan in StoredFile.objects.filter(scanned_application__in=rows):
        files.discard(scan)
    rows.update(
        title="", name="", summary="", birth=None, nationality="", region="", search="", email="", paper_place=""
    )  # fmt: skip


def pass_teams_on(rows: Rows) -> None:
    """What a team wrote is not its lead's alone to take away."""
    for application in Application.objects.filter(pk__in=rows.values("application")).select_related("call"):
        applications.pass_on(application)


def known_state(state: str) -> str:
    """The state as its applicant may know it: the short list is the committee's own."""
    return State.IN_REVIEW.value if state == State.SHORTLISTED else state


def own_opening(application: Any, user: Any) -> Panel | None:
    """What the organisation opened again, on the applicant's own page."""
    opening = queries.opening_of(application) if application.applicant_id == user.pk else None
    if opening is None or application.state not in UNDER_REVIEW:
        return None
    title = _("Second step") if opening.is_second else _("The organisation asks you")
    return Panel(5, title, "participants/applications/_opening_own.html", {"opening": opening, "call": application.call})


def desk_openings(application: Any, user: Any) -> Panel | None:
    """What was opened again, on the coordinator's page of an application, and the way to open more."""
    rows = queries.openings_of(application)
    may = allowed("participants.judge_application", user, application) and application.state in UNDER_REVIEW
    if not rows and not may:
        return None
    context = {
        "rows": rows, "may": may, "call": application.call, "form": UntilForm(call=application.call),
        "slugs": [*application.call.cohort.slugs, application.reference], "running": any(row.is_open for row in rows),
        "fills": allowed("participants.write_application", user, application), "application": application,
    }  # fmt: skip
    return Panel(10, _("Additions"), "participants/applications/_openings_desk.html", context)


def uses_of_passes(call: Any) -> dict[int, list[Use]]:
    """What was sent with a late pass, by name; what is only begun without one."""
    found: dict[int, list[Use]] = {}
    for row in queries.with_late_pass(call):
        use = Use(False)
        if row.is_sent:
            href = reverse("participants:desk_application", args=[*call.cohort.slugs, row.reference])
            use = Use(True, row.name or row.reference or "", href)
        found.setdefault(row.late_pass_id or 0, []).append(use)
    return found


receiving.register()
subscribers.register()
desk_wiring.register()
each_minute(put_drafts_away)
each_minute(forget_drafts)
each_minute(remind)
tells_uses(uses_of_passes)
tells_writers(applications.writers_of)
on_own_page(own_opening)
on_desk_page(desk_openings)
on_ticked(BulkStep(15, "participants:open_applications", gettext_lazy("Open sections …"), "participants.judge_applications"))
register_sight("incubator.StoredFile", sight_of_files)
register_sight("incubator.StoredFile", sight_of_team_files)
on_desk_page(team_on_desk)
on_own_page(team_on_own_page)
on_sign_in(claim_drafts)
answers_come_from(Source(queries.use_of, queries.values_given))
on_my_page(my_card)
on_landing(60, where_applicants_go)
on_cohort_desk(standing)
add_tab(Tab(30, "participants:desk_applications", gettext_lazy("Applications"), "participants.view_applications"))
rule(
    "participants.Attachment",
    "application__applicant",
    says=gettext_lazy("Files of applications are deleted."),
    erase=delete,
    order=30,
)
rule(
    "participants.Answer",
    "application__applicant",
    says=gettext_lazy("Answers of applications are deleted."),
    erase=delete,
    order=30,
)
rule(
    "participants.Answer",
    "by",
    says=gettext_lazy("What you wrote in the application of a team stays the team's, without your name."),
    erase=keep,
    export=False,
)
rule(
    "participants.TeamMember", "application__applicant", erase=pass_teams_on, order=10, export=False,
    says=gettext_lazy("Teams you lead pass to who has been in them longest, without what tells of you."),
)  # fmt: skip
rule(
    "participants.TeamMember", "person", erase=delete, order=20, unsaid=("token",),
    says=gettext_lazy("Your places in the teams of applications are deleted."),
)  # fmt: skip
rule(
    "participants.TeamMember", "email", erase=delete, order=20, unsaid=("token",),
    says=gettext_lazy("Invitations into teams that went to your address are deleted."),
)  # fmt: skip
rule(
    "participants.Application", "applicant", erase=forget_words, order=40,
    unsaid=("score", "reviews_asked", "reviews_done", "draft_token", "search"), as_seen={"state": known_state},
    says=gettext_lazy("Drafts are deleted; of sent applications only figures stay, such as country and discipline."),
)  # fmt: skip
rule(
    "participants.Application", "email", erase=forget_words, order=40, export=False,
    says=gettext_lazy("Applications left with your address are treated as your own."),
)  # fmt: skip
rule(
    "participants.Application", "entered_by", erase=keep, export=False,
    says=gettext_lazy("Paper forms you typed in stay, without your name."),
)  # fmt: skip
rule(
    "participants.Opening", "application__applicant", erase=delete, order=30,
    says=gettext_lazy("What was open again in your applications, and what you typed there, is deleted."),
)  # fmt: skip
rule(
    "participants.Opening", "by", erase=keep, export=False,
    says=gettext_lazy("Sections you opened again for applicants stay open, without your name."),
)  # fmt: skip
name_verbs(
    {
        "participants.claim_application": gettext_lazy("began the application"),
        "participants.submit_application": gettext_lazy("sent the application"),
        "participants.enter_application": gettext_lazy("typed in a paper form"),
        "participants.edit_application": gettext_lazy("changed the application after sending"),
        "participants.withdraw_application": gettext_lazy("withdrew the application"),
        "participants.reopen_application": gettext_lazy("opened the draft again"),
        "participants.expire_application": gettext_lazy("put the draft away: the deadline passed"),
        "participants.review_application": gettext_lazy("put the application in review"),
        "participants.shortlist_application": gettext_lazy("shortlisted the application"),
        "participants.accept_application": gettext_lazy("accepted the application"),
        "participants.waitlist_application": gettext_lazy("put the application on the waiting list"),
        "participants.decline_application": gettext_lazy("declined the application"),
        "participants.confirm_application": gettext_lazy("confirmed the place"),
        "participants.turn_down_application": gettext_lazy("turned the place down"),
        "participants.confirm_for_application": gettext_lazy("noted that the place is taken"),
        "participants.turn_down_for_application": gettext_lazy("noted that the place is left"),
        "participants.lapse_application": gettext_lazy("gave the place away: no answer came in time"),
        "participants.take_back_application": gettext_lazy("took the offer back"),
        "participants.exclude_application": gettext_lazy("marked the application as not eligible"),
        "participants.restore_application": gettext_lazy("put the application back among the eligible"),
        "participants.ask_more": gettext_lazy("asked for more information"),
        "participants.invite_application": gettext_lazy("invited to the second step"),
        "participants.quiet_application": gettext_lazy("stopped reminders, or asked for them again"),
        "participants.move_opening": gettext_lazy("moved the date for additions"),
        "participants.close_opening": gettext_lazy("closed the additions"),
        "participants.send_opening": gettext_lazy("sent the additions"),
        "participants.invite_member": gettext_lazy("invited somebody into the team"),
        "participants.edit_member": gettext_lazy("changed what somebody in the team may do"),
        "participants.remove_member": gettext_lazy("took somebody out of the team"),
        "participants.join_team": gettext_lazy("joined the team"),
        "participants.refuse_team": gettext_lazy("an invitation into the team was refused"),
        "participants.leave_team": gettext_lazy("left the team"),
        "participants.offer_lead": gettext_lazy("offered the lead of the team"),
        "participants.take_lead": gettext_lazy("took the lead of the team"),
        "participants.export_applications": gettext_lazy("exported the applications"),
    }
)

"""What a mentor and a participant see of their work together."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded, member
from incubator.access.registry import allowed
from incubator.lib.clock import zone
from incubator.web.acting import attempt, told
from incubator.web.components.dates import zone_name
from incubator.web.http import Request
from mentoring.meetings import actions as meetings
from mentoring.meetings import queries
from mentoring.meetings.forms import BookForm, GoalsForm, LogForm
from mentoring.meetings.models import Meeting, Mentorship
from mentoring.meetings.states import MeetingState
from mentoring.mentors.queries import engagements_of, mentor_of, profile_facts


def in_own_zone(request: Request, mentorship: Mentorship) -> None:
    """Times are typed and shown in the reader's zone; where it is not known, in the one they told us here."""
    if not request.reader_zone:
        mentor = mentorship.engagement.mentor
        own = mentor.time_zone if mentor.person_id == request.user.pk else ""
        timezone.activate(zone(own or mentorship.participation.cohort.time_zone))


@member
def mentoring(request: Request) -> HttpResponse:
    """Whom I accompany and who accompanies me."""
    context = {
        "mentor": mentor_of(request.user),
        "engagements": list(engagements_of(request.user)),
        "mentorships": list(queries.followed_by(request.user)),
        "waiting": list(queries.waiting_for_log(request.user)),
        "mentors": list(queries.mentors_of(request.user)),
        "past": list(queries.past_of(request.user)[:20]),
    }
    return render(request, "mentoring/meetings/mentoring.html", context)


@guarded("mentoring.view_mentorship", Mentorship)
def mentorship(request: Request, mentorship: Mentorship) -> HttpResponse:
    """The project, the goals, the sessions. Private notes are read from the database for their mentor alone."""
    in_own_zone(request, mentorship)
    rows = list(queries.history(mentorship, request.user))
    now = timezone.now()
    context = {
        "mentorship": mentorship,
        "is_mentor": mentorship.engagement.mentor.person_id == request.user.pk,
        "takes_part": allowed("mentoring.book_meeting", request.user, mentorship),
        "may_end": allowed("mentoring.end_mentorship", request.user, mentorship),
        "projects": queries.projects_of(mentorship),
        "coming": [row for row in reversed(rows) if row.state == MeetingState.BOOKED and row.at > now],
        "waiting": [row for row in rows if row.state == MeetingState.BOOKED and row.at <= now],
        "history": [row for row in rows if row.state != MeetingState.BOOKED],
        "minutes": sum(row.minutes for row in rows if row.state == MeetingState.HELD),
        "facts": profile_facts(mentorship.engagement.mentor),
        "logged": request.GET.get("logged", ""),
    }
    return render(request, "mentoring/meetings/mentorship.html", context)


def _log_page(request: Request, form: LogForm, mentorship: Mentorship, meeting: Meeting | None) -> HttpResponse:
    context = {
        "form": form,
        "mentorship": mentorship,
        "meeting": meeting,
        "zone": zone_name(timezone.get_current_timezone_name()),
        "draft": f"log-{request.user.pk}-{mentorship.pk}-{meeting.pk if meeting else 'new'}",
    }
    return render(request, "mentoring/meetings/log.html", context, status=422 if form.errors else 200)


def _logged(mentorship: Mentorship, meeting: Meeting) -> HttpResponse:
    return redirect(f"{_address(mentorship)}?logged={meeting.pk}#meeting-{meeting.pk}")


def _address(mentorship: Mentorship) -> str:
    return reverse("mentoring:mentorship", args=[mentorship.pk])


@guarded("mentoring.log_meeting", Mentorship)
def log_meeting(request: Request, mentorship: Mentorship) -> HttpResponse:
    """A session that took place, in a minute, on a phone."""
    in_own_zone(request, mentorship)
    form = LogForm(request.POST or None)
    if made := attempt(form, partial(meetings.log, mentorship, by=request.user)):
        return _logged(mentorship, made)
    return _log_page(request, form, mentorship, None)


@guarded("mentoring.log_meeting", Meeting)
def edit_meeting(request: Request, meeting: Meeting) -> HttpResponse:
    """The log of a session that was booked, or a correction of one that is logged."""
    in_own_zone(request, meeting.mentorship)
    act = meetings.edit_meeting if meeting.state == MeetingState.HELD else meetings.hold
    form = LogForm(request.POST or None, meeting=meeting)
    if made := attempt(form, partial(act, meeting, by=request.user)):
        return _logged(meeting.mentorship, made)
    return _log_page(request, form, meeting.mentorship, meeting)


@guarded("mentoring.book_meeting", Mentorship)
def book_meeting(request: Request, mentorship: Mentorship) -> HttpResponse:
    in_own_zone(request, mentorship)
    form = BookForm(request.POST or None)
    if attempt(form, partial(meetings.book, mentorship, by=request.user)):
        return redirect("mentoring:mentorship", mentorship.pk)
    context = {"form": form, "mentorship": mentorship, "zone": zone_name(timezone.get_current_timezone_name())}
    return render(request, "mentoring/meetings/book.html", context, status=422 if form.errors else 200)


@require_POST
@guarded("mentoring.log_meeting", Meeting)
def miss_meeting(request: Request, meeting: Meeting) -> HttpResponse:
    told(request, partial(meetings.miss, meeting, by=request.user), _("Noted as missed. You can still log it if it took place."))
    return redirect("mentoring:mentorship", meeting.mentorship_id)


@guarded("mentoring.book_meeting", Meeting)
def cancel_meeting(request: Request, meeting: Meeting) -> HttpResponse:
    if request.method == "POST":
        told(request, partial(meetings.cancel, meeting, by=request.user), _("Cancelled. The other one is told."))
        return redirect("mentoring:mentorship", meeting.mentorship_id)
    context = {
        "question": _("Cancel this session?"),
        "consequence": _("The other one is told by mail. You can book another one."),
        "action": _("Cancel the session"),
        "back": _address(meeting.mentorship),
        "tone": "no",
    }
    return render(request, "layouts/confirm.html", context)


@guarded("mentoring.set_goals", Mentorship)
def set_goals(request: Request, mentorship: Mentorship) -> HttpResponse:
    form = GoalsForm(request.POST or None, instance=mentorship)
    if attempt(form, partial(meetings.set_goals, mentorship, by=request.user)):
        return redirect("mentoring:mentorship", mentorship.pk)
    context = {"form": form, "mentorship": mentorship}
    return render(request, "mentoring/meetings/goals.html", context, status=422 if form.errors else 200)


@guarded("mentoring.end_mentorship", Mentorship)
def end_mentorship(request: Request, mentorship: Mentorship) -> HttpResponse:
    if request.method == "POST":
        told(request, partial(meetings.end, mentorship, by=request.user), _("Ended. Both keep what was shared."))
        return redirect("mentoring:mentorship", mentorship.pk)
    names = {"mentor": mentorship.engagement, "participant": mentorship.participation}
    context = {
        "question": _("End the mentoring of %(participant)s by %(mentor)s?") % names,
        "consequence": _("Sessions still booked are cancelled, both are told. What was shared stays readable."),
        "action": _("End the mentoring"),
        "back": _address(mentorship),
        "tone": "no",
    }
    return render(request, "layouts/confirm.html", context)

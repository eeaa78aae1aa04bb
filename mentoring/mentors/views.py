"""Mentors of a cohort on the desk; a mentor's own profile."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.access import guarded, member
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from mentoring.mentors import actions as mentors
from mentoring.mentors import queries
from mentoring.mentors.forms import EngageForm, ProfileForm
from mentoring.mentors.models import Engagement
from mentoring.mentors.pages import mentoring_tabs
from programmes.editions.models import Cohort


@guarded("mentoring.view_mentoring", Cohort)
def desk_mentoring(request: Request, cohort: Cohort) -> HttpResponse:
    """The cohort's mentors: who has answered, who still has places."""
    context = {
        "cohort": cohort,
        "pages": mentoring_tabs(cohort, "desk_mentoring"),
        "engagements": [
            {
                "row": row,
                "skills": queries.skill_names(row.mentor.skills),
                "languages": queries.language_names(row.mentor.languages),
            }
            for row in queries.engaged_in(cohort)
        ],
        "counts": queries.counts(cohort),
    }
    return render(request, "mentoring/mentors/desk_mentors.html", context)


@guarded("mentoring.manage_mentors", Cohort)
def engage_mentor(request: Request, cohort: Cohort) -> HttpResponse:
    form = EngageForm(request.POST or None)
    if attempt(form, partial(mentors.engage, cohort, by=request.user)):
        return redirect("mentoring:desk_mentoring", *cohort.slugs)
    context = {"cohort": cohort, "form": form}
    return render(request, "mentoring/mentors/engage.html", context, status=422 if form.errors else 200)


@guarded("mentoring.manage_mentors", Engagement)
def desk_mentor(request: Request, engagement: Engagement) -> HttpResponse:
    """A mentor's profile, filled in for them where they cannot."""
    form = ProfileForm(request.POST or None, instance=engagement.mentor, engagements=[engagement], mine=False)
    if form.is_bound and form.is_valid():
        state = partial(mentors.state, engagement, by=request.user, capacity=form.capacities()[engagement.pk])
        if told(request, lambda: state(**form.profile()), _("Saved in the mentor’s name. The log says so.")):
            return redirect("mentoring:desk_mentoring", *engagement.cohort.slugs)
    context = {"cohort": engagement.cohort, "engagement": engagement, "form": form}
    return render(request, "mentoring/mentors/desk_mentor.html", context, status=422 if form.errors else 200)


@guarded("mentoring.manage_mentors", Engagement)
def disengage_mentor(request: Request, engagement: Engagement) -> HttpResponse:
    if request.method == "POST":
        told(request, partial(mentors.disengage, engagement, by=request.user), _("Taken off the list."))
        return redirect("mentoring:desk_mentoring", *engagement.cohort.slugs)
    context = {
        "question": _("Take %(name)s off the mentors of this cohort?") % {"name": engagement},
        "consequence": _("Participants will not be able to choose them any more. You can ask them again later."),
        "action": _("Take off the list"),
        "back": reverse("mentoring:desk_mentoring", args=engagement.cohort.slugs),
        "tone": "no",
    }
    return render(request, "layouts/confirm.html", context)


@member
def profile(request: Request) -> HttpResponse:
    """A mentor's own profile; says so where somebody is no mentor."""
    mentor = queries.mentor_of(request.user)
    if mentor is None:
        return render(request, "mentoring/mentors/no_mentor.html", status=404)
    engagements = list(queries.engagements_of(request.user))
    initial = {"time_zone": mentor.time_zone or request.user.time_zone or request.reader_zone, "country": mentor.country}
    form = ProfileForm(request.POST or None, instance=mentor, engagements=engagements, initial=initial)
    if form.is_bound and form.is_valid():
        describe = partial(mentors.describe, mentor, by=request.user, capacities=form.capacities())
        if told(request, lambda: describe(**form.profile()), _("Thank you. Participants can choose you by this now.")):
            return redirect("mentoring:mentoring")
    context = {"form": form, "engagements": engagements, "facts": queries.profile_facts(mentor)}
    return render(request, "mentoring/mentors/profile.html", context, status=422 if form.errors else 200)

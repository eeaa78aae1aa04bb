"""The cohort's space for its participants: phases, people, own project, what other rooms add."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded, member
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from participants.participations import actions as participations
from participants.participations import queries
from participants.participations.forms import ProjectForm
from participants.participations.models import Participation, Project
from participants.participations.registry import space_panels
from participants.participations.states import State


def place_asked(request: Request, slugs: dict[str, Any]) -> Participation:
    """One's own place in the cohort of that address. Raises Http404."""
    place = queries.own_place(request.user, **slugs)
    if place is None:
        raise Http404
    return place


@member
@require_safe
def space(request: Request, **slugs: Any) -> HttpResponse:
    place = place_asked(request, slugs)
    cohort = place.cohort
    context: dict[str, Any] = {"place": place, "cohort": cohort}
    if place.state == State.INVITED:
        return render(request, "participants/participations/invited.html", context)
    context |= {
        "phases": queries.phases_of(cohort),
        "projects": queries.own_projects(place),
        "fellows": queries.fellows(place),
        "groups": list(place.groups.all()),
        "panels": space_panels(place, request.user),
    }
    return render(request, "participants/participations/space.html", context)


@guarded("participants.answer_invitation", Participation)
@require_POST
def answer(request: Request, place: Participation) -> HttpResponse:
    """Yes or no to an invitation."""
    if request.POST.get("answer") == "yes":
        told(request, lambda: participations.accept_invitation(place, by=request.user), _("You are in. Welcome."))
        return redirect("participants:cohort_space", *place.cohort.slugs)
    told(request, lambda: participations.refuse_invitation(place, by=request.user), _("Thank you for your answer."))
    return redirect("incubator:me")


@guarded("participants.develop_project", Project)
@require_http_methods(["GET", "HEAD", "POST"])
def project(request: Request, project: Project) -> HttpResponse:
    """One's own project."""
    cohort = project.cohort
    form = ProjectForm(request.POST or None, project=project, disciplines=queries.disciplines_of(cohort))

    def act(**clean: Any) -> Project:
        stage = clean.pop("stage")
        return participations.advance(
            participations.edit_project(project, by=request.user, **clean), by=request.user, stage=stage
        )

    back = reverse("participants:cohort_space", args=cohort.slugs)
    if attempt(form, act):
        told(request, lambda: None, _("Your project is kept."))
        return redirect(back)
    context = {"form": form, "project": project, "cohort": cohort, "back": back}
    return render(request, "participants/participations/project.html", context, status=422 if form.errors else 200)

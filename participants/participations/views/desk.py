"""The people of a cohort on the desk: list, one person, invitation, projects."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from incubator.web.paging import page
from participants.participations import actions as participations
from participants.participations import queries
from participants.participations.filters import PeopleFilter
from participants.participations.forms import InviteForm, LeaveForm, PlaceForm, TeamForm
from participants.participations.models import Participation, Project
from participants.participations.registry import person_panels
from programmes.editions.models import Cohort


def home_of(cohort: Cohort, name: str = "desk_people") -> str:
    return reverse(f"participants:{name}", args=cohort.slugs)


def tabs_of(cohort: Cohort, here: str) -> list[dict[str, Any]]:
    """The pages of this tab."""
    named = (("desk_people", _("People")), ("desk_projects", _("Projects")), ("desk_outcomes", _("Outcomes")))
    return [{"text": text, "href": home_of(cohort, name), "current": name == here} for name, text in named]


@guarded("participants.view_people", Cohort)
@require_safe
def people(request: Request, cohort: Cohort) -> HttpResponse:
    rows = queries.people_of(cohort)
    found = PeopleFilter(
        request.GET, queryset=rows, groups=queries.groups_of(cohort), sites=cohort.sites.all(),
        countries=queries.countries_of(cohort),
    )  # fmt: skip
    context = {
        "cohort": cohort,
        "tabs": tabs_of(cohort, "desk_people"),
        "filters": found,
        "page": page(request, found.qs, order=("person__name", "pk")),
        "counts": queries.counts_by_state(cohort),
        "groups": queries.groups_of(cohort),
    }
    return render(request, "participants/participations/desk_people.html", context)


def form_page(request: Request, cohort: Cohort, form: Any, title: str, back: str, **more: Any) -> HttpResponse:
    context = {"cohort": cohort, "form": form, "title": title, "back": back, **more}
    return render(request, "participants/participations/desk_form.html", context, status=422 if form.errors else 200)


@guarded("participants.manage_people", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request, cohort: Cohort) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if place := attempt(form, lambda **clean: participations.invite(cohort, by=request.user, **clean)):
        told(request, lambda: None, _("%(name)s is asked by mail.") % {"name": place.person})
        return redirect(home_of(cohort))
    return form_page(request, cohort, form, _("Invite somebody into the cohort"), home_of(cohort))


@guarded("participants.manage_people", Participation)
@require_safe
def person(request: Request, place: Participation) -> HttpResponse:
    """Everything the desk knows of one participant."""
    context = {
        "cohort": place.cohort,
        "place": place,
        "projects": queries.own_projects(place),
        "groups": list(place.groups.all()),
        "panels": person_panels(place, request.user),
    }
    return render(request, "participants/participations/desk_person.html", context)


@guarded("participants.manage_people", Participation)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, place: Participation) -> HttpResponse:
    cohort = place.cohort
    form = PlaceForm(
        request.POST or None, place=place, groups=queries.groups_of(cohort), sites=cohort.sites.all(),
        wanted=cohort.programme.languages,
    )  # fmt: skip
    back = reverse("participants:desk_person", args=[*cohort.slugs, place.pk])
    if attempt(form, lambda **clean: participations.edit(place, by=request.user, **clean)):
        return redirect(back)
    return form_page(request, cohort, form, str(place), back)


@guarded("participants.manage_people", Participation)
@require_POST
def complete(request: Request, place: Participation) -> HttpResponse:
    done = _("%(name)s has completed the cohort and is told.") % {"name": place.person}
    told(request, lambda: participations.complete(place, by=request.user), done)
    return redirect("participants:desk_person", *place.cohort.slugs, place.pk)


@guarded("participants.manage_people", Participation)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request, place: Participation) -> HttpResponse:
    """Asked first: leaving cannot be taken back."""
    back = reverse("participants:desk_person", args=[*place.cohort.slugs, place.pk])
    form = LeaveForm(request.POST or None)
    if form.is_valid():
        done = _("%(name)s is no longer in the cohort.") % {"name": place.person}
        told(request, lambda: participations.withdraw(place, by=request.user, **form.cleaned_data), done)
        return redirect(back)
    title = _("Take %(name)s out of the cohort?") % {"name": place.person}
    return form_page(request, place.cohort, form, title, back, tone="no", action=_("Take out of the cohort"))


@guarded("participants.view_people", Cohort)
@require_safe
def projects(request: Request, cohort: Cohort) -> HttpResponse:
    context = {
        "cohort": cohort,
        "tabs": tabs_of(cohort, "desk_projects"),
        "page": page(request, queries.projects_of(cohort), order=("title", "pk")),
    }
    return render(request, "participants/participations/desk_projects.html", context)


@guarded("participants.manage_people", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def new_project(request: Request, cohort: Cohort) -> HttpResponse:
    return project_form(request, cohort, None)


@guarded("participants.edit_project", Project)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_project(request: Request, project: Project) -> HttpResponse:
    return project_form(request, project.cohort, project)


def project_form(request: Request, cohort: Cohort, project: Project | None) -> HttpResponse:
    """A project with its people."""
    form = TeamForm(
        request.POST or None, project=project, people=queries.present_of(cohort), disciplines=queries.disciplines_of(cohort)
    )

    def act(**clean: Any) -> Project:
        stage = clean.pop("stage")
        if project is None:
            made = participations.create_project(cohort, by=request.user, **clean)
        else:
            made = participations.edit_project(project, by=request.user, **clean)
        return participations.advance(made, by=request.user, stage=stage)

    back = home_of(cohort, "desk_projects")
    if attempt(form, act):
        return redirect(back)
    return form_page(request, cohort, form, str(project) if project else _("A new project"), back)

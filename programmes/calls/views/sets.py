"""Question sets: kept from a call, put into another, looked after on the organisation's desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.lib.numbers import whole
from incubator.organisations.models import Organisation
from incubator.web.http import Request
from programmes.calls import actions as calls
from programmes.calls import queries
from programmes.calls.forms import KeepForm, NameForm
from programmes.calls.models import Call, QuestionSet
from programmes.calls.states import Type
from programmes.calls.views.shared import attempt, show, to


@guarded("programmes.edit_call", Call)
def keep(request: Request, call: Call, section: int) -> HttpResponse:
    """Questions of a section kept under a name, all of them or those ticked."""
    row = get_object_or_404(queries.sections_of(call), pk=section)
    asked = list(queries.asked_of(call).filter(section=row))
    form = KeepForm(request.POST or None, questions=asked, initial={"name": str(row.title)})
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen
        kept = attempt(form, lambda: calls.save_set(row, by=request.user, name=form.cleaned_data["name"], questions=chosen))
        if kept:
            messages.success(request, _("“%(name)s” is kept. Put it into any call of the organisation.") % {"name": kept.name})
            return to(call, "desk_call_form", anchor=f"section-{row.pk}")
    return show(request, call, "set_keep", "desk_call_form", form=form, section=row, empty=not asked)


@guarded("programmes.edit_call", Call)
@require_POST
def insert(request: Request, call: Call) -> HttpResponse:
    number = whole(request.POST.get("set"))
    if number is None:
        messages.error(request, _("Choose a set of questions."))
        return to(call, "desk_call_form")
    row = get_object_or_404(queries.sets_of(call.organisation), pk=number)
    try:
        section = calls.insert_set(row, call, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to(call, "desk_call_form")
    messages.success(request, _("The questions of “%(name)s” are there, as a section of their own.") % {"name": row.name})
    return to(call, "desk_call_form", anchor=f"section-{section.pk}")


@guarded("programmes.view_calls", Organisation)
@require_safe
def sets(request: Request, organisation: Organisation) -> HttpResponse:
    context = {"organisation": organisation, "sets": list(queries.sets_of(organisation))}
    return render(request, "programmes/calls/sets.html", context)


@guarded("programmes.edit_call", QuestionSet)
def question_set(request: Request, question_set: QuestionSet) -> HttpResponse:
    """What a set holds; renamed or deleted."""
    home = reverse("programmes:question_sets", args=[question_set.organisation.slug])
    if "delete" in request.POST:
        calls.delete_set(question_set, by=request.user)
        messages.success(request, _("The set is deleted. Calls keep the questions they took from it."))
        return redirect(home)
    form = NameForm(request.POST or None, initial={"name": question_set.name})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if attempt(form, lambda: calls.rename_set(question_set, by=request.user, name=name)):
            return redirect(home)
    names = dict(Type.choices)
    rows = [(fields, names.get(fields["type"], fields["type"])) for fields in question_set.content.get("questions", [])]
    back = [{"text": _("Question sets"), "href": home}]
    context = {"set": question_set, "organisation": question_set.organisation, "form": form, "rows": rows, "back": back}
    return render(request, "programmes/calls/set.html", context, status=422 if form.errors else 200)

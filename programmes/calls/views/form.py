"""The editor of a call's form: sections and questions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.web.http import Request
from programmes.calls import actions as calls
from programmes.calls import checklist, queries
from programmes.calls.actions.form import FITS
from programmes.calls.actions.rows import STEPS, in_use
from programmes.calls.forms import OptionRows, QuestionForm, SectionForm
from programmes.calls.forms.question import OFFERS_CHOICES, initial_of
from programmes.calls.models import Call, Question
from programmes.calls.states import State, Type
from programmes.calls.views.shared import attempt, show, to


@guarded("programmes.edit_call", Call)
def editor(request: Request, call: Call) -> HttpResponse:
    parts = queries.form_of(call, retired=True)
    retired = [question for part in parts for question in part.questions if question.retired]
    for part in parts:
        part.questions = [question for question in part.questions if not question.retired]
    context = {"parts": parts, "retired": retired, "types": Type.choices, "fresh": call.state == State.DRAFT}
    return show(request, call, "form", "desk_call_form", **context)


@guarded("programmes.edit_call", Call)
@require_POST
def starter(request: Request, call: Call) -> HttpResponse:
    try:
        made = calls.starter_questions(call, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("%(count)s questions in five languages are there. Change what you like.") % {"count": len(made)}
        )
    return to(call, "desk_call_form")


@guarded("programmes.edit_call", Call)
@require_POST
def move(request: Request, call: Call) -> HttpResponse:
    """`what` is "question-7" or "section-3", `direction` "up" or "down"."""
    what, _dash, number = request.POST.get("what", "").partition("-")
    direction = request.POST.get("direction", "")
    if what not in ("question", "section") or not number.isdigit() or direction not in STEPS:
        raise Http404
    if what == "question":
        calls.move_question(get_object_or_404(queries.questions_of(call), pk=number), direction, by=request.user)
    else:
        calls.move_section(get_object_or_404(queries.sections_of(call), pk=number), direction, by=request.user)
    return to(call, "desk_call_form", anchor=f"{what}-{number}")


@guarded("programmes.edit_call", Call)
def section(request: Request, call: Call, section: int = 0) -> HttpResponse:
    """A new section, or one to change or remove."""
    row = get_object_or_404(queries.sections_of(call), pk=section) if section else None
    form = SectionForm(request.POST or None, instance=row)
    if request.method == "POST" and row and "remove" in request.POST:
        try:
            calls.remove_section(row, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return to(call, "desk_call_form")
    if request.method == "POST" and form.is_valid():
        given = form.fields_given()
        act = (lambda: calls.edit_section(row, by=request.user, **given)) if row else (lambda: calls.add_section(call, by=request.user, **given))  # fmt: skip
        if saved := attempt(form, act):
            return to(call, "desk_call_form", anchor=f"section-{saved.pk}")
    return show(request, call, "section", "desk_call_form", form=form, section=row)


def _question_form(request: Request, call: Call, row: Question | None, kind: str) -> QuestionForm:
    earlier = [one for one in queries.asked_of(call) if one.type in OFFERS_CHOICES and (row is None or one.pk != row.pk)]
    sections = queries.sections_of(call)
    initial: dict[str, Any] = initial_of(row) if row else {"section": request.GET.get("section")}
    if kind == Type.FILE and not row:
        initial |= {"kinds": ["image", "document"], "files": 1, "mb": 20}
    fits = [str(meaning) for meaning, types in FITS.items() if kind in types]
    data = request.POST if request.method == "POST" else None
    return QuestionForm(data, initial=initial | {"type": kind}, kind=kind, fits=fits, sections=sections, earlier=earlier)


def _kind(request: Request, row: Question | None) -> str:
    asked = request.POST.get("type") or request.GET.get("type") or (row.type if row else Type.SHORT)
    return asked if asked in Type.values else Type.SHORT


@guarded("programmes.edit_call", Call)
def question(request: Request, call: Call, question: int = 0) -> HttpResponse:
    """A new question, or one to change. Buttons of rows and of the type show the form again with what was typed."""
    row = get_object_or_404(queries.questions_of(call), pk=question) if question else None
    kind = _kind(request, row)
    form = _question_form(request, call, row, kind)
    languages = checklist.languages_of(call)
    if request.method == "POST":
        rows = OptionRows.posted(languages, request.POST)
    else:
        rows = OptionRows.of(languages, row.options if row else [], blank=0 if row and row.options else 2)
    if button := request.POST.get("row", ""):
        rows.press(button)
    elif request.method == "POST" and "retype" not in request.POST and form.is_valid():
        saved = _save(request, call, row, form, rows)
        if saved is not None:
            return to(call, "desk_call_form", anchor=f"question-{saved.pk}")
    if button or "retype" in request.POST:
        form = form.unjudged()
    context = {"form": form, "question": row, "rows": rows, "offers": kind in OFFERS_CHOICES, "fixed": bool(row) and in_use(row)}  # type: ignore[arg-type]
    return show(request, call, "question", "desk_call_form", kind=Type(kind), anchor=button, **context)


def _save(request: Request, call: Call, row: Question | None, form: QuestionForm, rows: OptionRows) -> Question | None:
    given = form.fields_given()
    given["options"] = rows.options(given["meaning"]) if form.kind in OFFERS_CHOICES else []
    if row is not None:
        saved: Question | None = attempt(form, lambda: calls.edit_question(row, by=request.user, **given))
        return saved
    section = given.pop("section")
    made: Question | None = attempt(form, lambda: calls.add_question(section, by=request.user, **given))
    return made


@guarded("programmes.edit_call", Call)
@require_POST
def remove(request: Request, call: Call, question: int) -> HttpResponse:
    row = get_object_or_404(queries.questions_of(call), pk=question)
    try:
        kept = calls.remove_question(row, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("This question was answered already: it is asked no more, its answers stay readable.")
        messages.success(request, said if kept else _("The question is removed."))
    return to(call, "desk_call_form")


@guarded("programmes.edit_call", Call)
@require_POST
def restore(request: Request, call: Call, question: int) -> HttpResponse:
    row = get_object_or_404(queries.questions_of(call), pk=question)
    try:
        calls.restore_question(row, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to(call, "desk_call_form", anchor=f"question-{row.pk}")

"""The editor of a call's form: sections and questions."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.lib.numbers import whole
from incubator.web.http import Request
from programmes.calls import actions as calls
from programmes.calls import checklist, queries
from programmes.calls.actions.form import FITS
from programmes.calls.actions.rows import STEPS, in_use
from programmes.calls.answers.figures import DEFAULT_CURRENCY
from programmes.calls.forms import OptionRows, QuestionForm, SectionForm
from programmes.calls.forms.limits import defaults_of
from programmes.calls.forms.question import initial_of
from programmes.calls.models import Call, Question
from programmes.calls.states import OFFERING, State, Type
from programmes.calls.usage import Effect, Use, effects, options_used, use_of
from programmes.calls.views.shared import attempt, show, to

CONDITIONS = (*OFFERING, Type.SCALE, Type.CONSENT)
"""Types on whose answers another question can hang."""


@guarded("programmes.edit_call", Call)
def editor(request: Request, call: Call) -> HttpResponse:
    parts = queries.form_of(call, retired=True)
    retired = [question for part in parts for question in part.questions if question.retired]
    for part in parts:
        part.questions = [question for question in part.questions if not question.retired]
    sets = list(queries.sets_of(call.organisation))
    context = {"parts": parts, "retired": retired, "sets": sets, "fresh": call.state == State.DRAFT}
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
    """`what` is "question-7" or "section-3". One step with `direction` "up" or "down", or to a `place` (from 0), a question
    also in another `section`: so the script says where it was put down, and takes 204 for an answer.
    """
    what, _dash, pk = request.POST.get("what", "").partition("-")
    direction, place = request.POST.get("direction", ""), whole(request.POST.get("place"))
    number = whole(pk)
    if what not in ("question", "section") or number is None or (direction not in STEPS and place is None):
        raise Http404
    if what == "question":
        row = get_object_or_404(queries.questions_of(call), pk=number)
        if place is None:
            calls.move_question(row, direction, by=request.user)
        else:
            target = get_object_or_404(queries.sections_of(call), pk=whole(request.POST.get("section")) or row.section_id)
            calls.place_question(row, target, place, by=request.user)
    else:
        part = get_object_or_404(queries.sections_of(call), pk=number)
        if place is None:
            calls.move_section(part, direction, by=request.user)
        else:
            calls.place_section(part, place, by=request.user)
    if place is not None:
        return HttpResponse(status=204)
    return to(call, "desk_call_form", anchor=f"{what}-{number}")


@guarded("programmes.edit_call", Call)
@require_POST
def duplicate(request: Request, call: Call, question: int) -> HttpResponse:
    row = get_object_or_404(queries.asked_of(call), pk=question)
    try:
        made = calls.duplicate_question(row, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to(call, "desk_call_form", anchor=f"question-{row.pk}")
    return to(call, "desk_call_form", anchor=f"question-{made.pk}")


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


def _question_form(request: Request, call: Call, row: Question | None, kind: str, after: Question | None) -> QuestionForm:
    asked = queries.asked_of(call).filter(type__in=CONDITIONS)
    earlier = [one for one in asked if row is None or one.pk != row.pk]
    begins = defaults_of(
        kind, currency=call.cohort.currency or DEFAULT_CURRENCY, countries=call.countries or call.cohort.programme.countries
    )
    initial: dict[str, Any] = {"section": after.section_id if after else request.GET.get("section")} | begins
    if row:
        initial = initial_of(row)
    fits = [str(meaning) for meaning, types in FITS.items() if kind in types]
    data: Any = request.POST if request.method == "POST" else None
    if data is not None and "retype" in data:
        # Limits of another type were never typed: they begin with what suits the new one.
        data = data.copy()
        for name in set(begins) - set(data):
            value = begins[name]
            data.setlist(name, [str(one) for one in (value if isinstance(value, list) else [value])])
    sections = queries.sections_of(call)
    return QuestionForm(data, initial=initial | {"type": kind}, kind=kind, fits=fits, sections=sections, earlier=earlier)


def _kind(request: Request, row: Question | None) -> str:
    asked = request.POST.get("type") or request.GET.get("type") or (row.type if row else Type.SHORT)
    return asked if asked in Type.values else Type.SHORT


@guarded("programmes.edit_call", Call)
def question(request: Request, call: Call, question: int = 0) -> HttpResponse:
    """A new question, or one to change. Buttons of rows and of the type show the form again with what was typed; what a
    change does to answers given so far is shown before it is done.
    """
    row = get_object_or_404(queries.questions_of(call), pk=question) if question else None
    kind = _kind(request, row)
    number = whole(request.POST.get("after") or request.GET.get("after"))
    after = queries.asked_of(call).filter(pk=number).first() if number and row is None else None
    form = _question_form(request, call, row, kind, after)
    use = use_of(row) if row else Use()
    used = options_used(row) if row and use.total and row.type in OFFERING else Counter()
    rows = _rows(request, call, row)
    effects_ahead: list[Effect] = []
    if button := request.POST.get("row", ""):
        rows.press(button, used)
    elif request.method == "POST" and "retype" not in request.POST and form.is_valid():
        given = _given(form, rows)
        effects_ahead = effects(row, given, use) if row else []
        if _agreed(effects_ahead) in ("", request.POST.get("confirmed")):
            saved = _save(request, row, form, given, after)
            if saved is not None:
                return to(call, "desk_call_form", anchor=f"question-{saved.pk}")
            effects_ahead = []
    if button or "retype" in request.POST:
        form = form.unjudged()
    context = {
        "form": form, "question": row, "rows": rows, "offers": kind in OFFERING, "fixed": row is not None and in_use(row),
        "use": use, "used": used, "effects": effects_ahead, "confirmed": _agreed(effects_ahead), "after": after,
    }  # fmt: skip
    return show(request, call, "question", "desk_call_form", kind=Type(kind), anchor=button, **context)


def _agreed(found: list[Effect]) -> str:
    """What a coordinator says yes to: the effects by their codes, since figures grow while one reads."""
    return ",".join(sorted(effect.code for effect in found))


def _rows(request: Request, call: Call, row: Question | None) -> OptionRows:
    languages = checklist.languages_of(call)
    if request.method == "POST":
        return OptionRows.posted(languages, request.POST)
    return OptionRows.of(languages, row.options if row else [], blank=0 if row and row.options else 2)


def _given(form: QuestionForm, rows: OptionRows) -> dict[str, Any]:
    given = form.fields_given()
    return given | {"options": rows.options(given["meaning"]) if form.kind in OFFERING else []}


def _save(
    request: Request, row: Question | None, form: QuestionForm, given: dict[str, Any], after: Question | None
) -> Question | None:
    if row is not None:
        saved: Question | None = attempt(form, lambda: calls.edit_question(row, by=request.user, **given))
        return saved
    section = given.pop("section")
    made: Question | None = attempt(form, lambda: calls.add_question(section, by=request.user, after=after, **given))
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

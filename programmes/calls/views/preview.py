"""The form tried out as an applicant: in each language, with everything it says, and nothing is saved."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import translate_url
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from incubator.access import guarded
from incubator.web.http import Request
from programmes.calls import answers as reading
from programmes.calls import queries
from programmes.calls.models import Call, Question
from programmes.calls.views.shared import show


class Trial:
    """Answers typed into the preview, checked as they would be before sending."""

    def __init__(self, questions: list[Question], data: Any) -> None:
        self.tried = data is not None
        self.values: dict[int, Any] = {}
        self.errors: dict[int, str] = {}
        typed = [question for question in questions if data is not None and not question.takes_files]
        for question in typed:
            raw = reading.read(question, data, f"q-{question.pk}")
            try:
                self.values[question.pk] = reading.clean(question, raw)
            except reading.Problem:
                self.values[question.pk] = reading.as_typed(raw)
        for question in typed:
            if not self.shows(question):
                continue
            try:
                reading.clean(question, self.values[question.pk], complete=True)
            except reading.Problem as problem:
                self.errors[question.pk] = str(problem)

    def shows(self, question: Question) -> bool:
        return reading.shown(question, self.values)

    def row(self, question: Question) -> dict[str, Any]:
        error = self.errors.get(question.pk, "")
        return {"question": question, "value": self.values.get(question.pk), "error": error, "visible": self.shows(question)}


@guarded("programmes.view_calls", Call)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: Request, call: Call) -> HttpResponse:
    """The form as an applicant will see it."""
    here = request.get_full_path()
    chips = [
        {"text": name, "href": translate_url(here, code), "current": code == get_language()} for code, name in settings.LANGUAGES
    ]
    form = queries.form_of(call)
    trial = Trial([question for part in form for question in part.questions], request.POST if request.method == "POST" else None)
    parts = [(part.section, [trial.row(question) for question in part.questions]) for part in form]
    return show(request, call, "preview", "desk_call_preview", parts=parts, chips=chips, trial=trial)

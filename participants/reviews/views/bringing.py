"""A panel brought in from a table, and reminders to who has something left to read."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.lib.places import LANGUAGE_CODES, language_name
from incubator.web.http import Request
from participants.reviews import actions as reviews
from participants.reviews import queries
from participants.reviews.actions.reminding import drafted
from participants.reviews.desk_forms import RemindForm, TableForm
from participants.reviews.panel_table import Fault, Table, Wrong, parse, words_of
from participants.reviews.views.desk import call_asked, desk_of
from programmes.calls.models import Call, Stage
from programmes.editions.models import Cohort


def table_of(call: Call, text: str) -> Table:
    names: list[Mapping[str, str]] = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.append({code: language_name(code) for code in LANGUAGE_CODES})
    return parse(text, languages=words_of(*names), disciplines=words_of(dict(queries.disciplines_of(call))))


def fault_in_words(fault: Fault) -> str:
    said = {
        Wrong.NO_ADDRESS: _("There is no e-mail address."),
        Wrong.BAD_ADDRESS: _("“%(said)s” is no e-mail address."),
        Wrong.TWICE: _("“%(said)s” stands in the table twice."),
        Wrong.LANGUAGE: _("“%(said)s” is no language that we know. Separate several with a comma."),
        Wrong.DISCIPLINE: _("“%(said)s” is no discipline of this call."),
        Wrong.NUMBER: _("“%(said)s” is no number of reviews."),
        Wrong.ORDER: _("At least is above at most: %(said)s."),
    }
    return said[fault.wrong] % {"said": fault.said[:60]}


@guarded("participants.manage_reviews", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: Request, cohort: Cohort) -> HttpResponse:
    """A table is read, shown line by line with what is wrong, and only then taken: the text travels with the page."""
    call = call_asked(request, cohort)
    form = TableForm(request.POST or None, request.FILES or None)
    seen: dict[str, Any] = {"cohort": cohort, "call": call, "form": form, "back": desk_of(call)}
    if request.method == "POST" and form.is_valid():
        table = table_of(call, form.cleaned_data["text"])
        if "take" in request.POST and table.good:
            try:
                made = reviews.add_reviewers(call, [line.fields for line in table.good], by=request.user)
            except Refused as why:
                form.add_error(None, str(why.message))
            else:
                said = ngettext(
                    "%(count)s person is on the panel now, and told.",
                    "%(count)s people are on the panel now, and told.",
                    len(made),
                )
                messages.success(request, said % {"count": len(made)})
                return redirect(desk_of(call))
        seated = queries.seated(call, [line.email for line in table.lines])
        seen["table"] = table
        seen["rows"] = [
            {"line": line, "faults": [fault_in_words(one) for one in line.faults], "seated": line.email in seated,
             "languages": [language_name(code) for code in line.languages]}
            for line in table.lines
        ]  # fmt: skip
        seen["fresh"] = sum(line.email not in seated for line in table.good)
        seen["text"] = form.cleaned_data["text"]
    return render(request, "participants/reviews/bring.html", seen, status=422 if form.errors else 200)


@guarded("participants.manage_reviews", Stage)
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: Request, stage: Stage) -> HttpResponse:
    """The reminder as it will be sent, to how many, and one button."""
    form = RemindForm(request.POST or None)
    back = desk_of(stage.call, stage)
    if request.method == "POST" and form.is_valid():
        try:
            count = reviews.remind_reviewers(stage, by=request.user, note=form.cleaned_data["note"])
        except Refused as why:
            form.add_error(None, str(why.message))
        else:
            said = ngettext("%(count)s reviewer is reminded.", "%(count)s reviewers are reminded.", count)
            messages.success(request, said % {"count": count})
            return redirect(back)
    message, count = drafted(stage, by=request.user)
    seen = {"cohort": stage.call.cohort, "stage": stage, "form": form, "message": message, "count": count, "back": back,
            "late": queries.late_on(stage)[:100]}  # fmt: skip
    return render(request, "participants/reviews/remind.html", seen, status=422 if form.errors else 200)

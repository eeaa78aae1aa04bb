"""What was sent, as a document to keep, print or show: the same for its applicant and for the desk."""

from django.http import Http404, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from incubator.access import guarded
from incubator.lib.clock import zone
from incubator.lib.paper import GREY, Paper
from incubator.lib.places import language_name
from incubator.web.components.dates import moment, zone_name
from incubator.web.http import Request
from participants.applications import queries
from participants.applications.content import content_of
from participants.applications.models import Application
from participants.applications.team import team_in_words
from participants.applications.views.reading import Shown, own_address, read_through


def document(application: Application) -> bytes:
    """The PDF, in the reader's language; answers stay in the one they were written in."""
    call = application.call
    title = application.title or str(call.title)
    paper = Paper(f"{application.reference} · {title}", foot=application.reference or "", language=get_language() or "fr")
    paper.write_text(f"{call.organisation}\n{call.title}", 9.5, colour=GREY, after=2)
    paper.write_title(title)
    paper.write_facts(_facts(application))
    for section, rows in read_through(content_of(application, call), own_address, changed=queries.changed_on(application)):
        paper.write_heading(str(section.title))
        for row in rows:
            paper.write_answer(str(row.question.label), _answer(row), note=_changed(row, call.time_zone))
    return paper.finished()


def _facts(application: Application) -> list[tuple[str, str]]:
    call = application.call
    sent = f"{moment(application.submitted, call.time_zone)} ({zone_name(call.time_zone)})" if application.submitted else ""
    return [
        (_("Reference"), application.reference or ""), (_("Sent"), sent), (_("Name"), application.name),
        (_("Team"), team_in_words(application)),
        (_("Written in"), language_name(application.language)), (_("From paper"), _from_paper(application)),
    ]  # fmt: skip


def _from_paper(application: Application) -> str:
    if application.paper_date is None:
        return ""
    said = [date_format(application.paper_date, "DATE_FORMAT"), application.paper_place, _("consents given on paper")]
    return " · ".join(filter(None, said))


def _answer(row: Shown) -> str:
    if row.files:
        return "\n".join(f"{kept.stored.name} ({filesizeformat(kept.stored.size)})" for kept, _href in row.files)
    return row.text or "–"


def _changed(row: Shown, zone_of_call: str) -> str:
    if row.changed is None:
        return ""
    return _("changed on %(day)s") % {"day": date_format(localtime(row.changed, zone(zone_of_call)), "DATE_FORMAT")}


def _answered(application: Application) -> HttpResponse:
    if application.submitted is None:
        raise Http404
    answer = HttpResponse(document(application), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{application.reference}.pdf"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@guarded("participants.view_own_application", Application)
@require_safe
def own(request: Request, application: Application) -> HttpResponse:
    return _answered(application)


@guarded("participants.view_application", Application)
@require_safe
def desk(request: Request, application: Application) -> HttpResponse:
    return _answered(application)

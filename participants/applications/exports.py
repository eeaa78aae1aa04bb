"""The desk's list as a spreadsheet: answers in columns, in the coordinator's language, row by row."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from incubator.lib import xlsx
from incubator.lib.clock import zone
from incubator.lib.csvsafe import stream
from incubator.lib.places import country_choices, language_name
from participants.applications.models import Application
from participants.applications.queries import answers_of, file_names_of
from participants.applications.states import State
from participants.applications.team import teams_in_words
from programmes.calls import answers as reading
from programmes.calls.models import Call, Question
from programmes.calls.phrases import sentence
from programmes.calls.queries import questions_of
from programmes.calls.states import Type

CHUNK = 2_000
ADDRESS = Coalesce("applicant__email", "email")
"""Of who has no account, as they gave it on paper."""
COLUMNS = (
    "pk", "reference", "submitted", "state", "name", ADDRESS, "title", "birth", "country", "region", "gender",
    "discipline", "language", "eligible", "eligibility", "reviews_done", "reviews_asked", "score",
    "paper_date",
)  # fmt: skip
WIDTHS = (12, 17, 14, 26, 28, 36)


def head(questions: list[Question]) -> list[str]:
    first = [
        _("Reference"), _("Received"), _("State"), _("Name"), _("E-mail"), _("Title"), _("Date of birth"), _("Country"), _("Region"),
        _("Gender"), _("Discipline"), _("Language"), _("Eligible"), _("Reasons"), _("Reviews in"), _("Reviews asked"), _("Score"),
        _("From paper"), _("Team"),
    ]  # fmt: skip
    return [*first, *(str(question.label) for question in questions)]


def _writer(question: Question, language: str, countries: dict[str, str]) -> Callable[[Any], Any]:
    """How one question's values are written, looked up once instead of for each row where that saves time."""
    if question.type == Type.COUNTRY:
        return lambda value: countries.get(value, value)
    if question.type in (Type.CHOICE, Type.SEVERAL):
        labels = {value: reading.option_label(question, value, language) for value in reading.values_of(question)}
        return lambda value: ", ".join(str(labels.get(one, one)) for one in (value if isinstance(value, list) else [value]))
    return lambda value: ", ".join(map(str, value)) if question.takes_files else reading.cell(question, value, language)


def applications_csv(rows: QuerySet[Application], call: Call, *, language: str) -> Iterator[bytes]:
    """Rows in their order; three queries for each CHUNK of them besides their own."""
    header, questions = _head_of(call, language)
    return stream(header, _rows(rows, call, questions, language))


def applications_xlsx(
    path: Path, rows: QuerySet[Application], call: Call, *, language: str, each: Callable[[int], None]
) -> None:  # fmt: skip
    """The same as a workbook at `path`. `each(n)` is told how many rows are written, and may raise to stop."""

    def told() -> Iterator[list[Any]]:
        for number, row in enumerate(_rows(rows, call, questions, language), start=1):
            each(number)
            yield row

    header, questions = _head_of(call, language)
    rtl = bool(get_language_info(language)["bidi"])
    with override(language):
        title = _("Applications")
    xlsx.write(path, header, told(), title=title, widths=WIDTHS, rtl=rtl)


def _head_of(call: Call, language: str) -> tuple[list[str], list[Question]]:
    with override(language):
        questions = list(questions_of(call))
        return head(questions), questions


def _rows(rows: QuerySet[Application], call: Call, questions: list[Question], language: str) -> Iterator[list[Any]]:
    with override(language):
        countries = dict(country_choices())
        states = {state.value: str(state.label) for state in State}
        writers = [(question.pk, _writer(question, language, countries)) for question in questions]
        yes = {True: _("yes"), False: _("no"), None: _("not known")}
    local = zone(call.time_zone)
    found = rows.values_list(*COLUMNS).iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        pks = [row[0] for row in chunk]
        answers, files = answers_of(pks), file_names_of(pks)
        with override(language):
            teams = teams_in_words(pks)
        for pk, reference, submitted, state, name, email, title, birth, country, region, *rest in chunk:
            gender, discipline, spoken, eligible, findings, done, asked, score, paper = rest
            with override(language):
                why = " ".join(sentence(one) for one in findings) if findings else ""
                spoken = language_name(spoken)
            given = {**answers.get(pk, {}), **files.get(pk, {})}
            yield [
                reference, _moment(submitted, local), states.get(state, state), name, email, title, birth,
                countries.get(country, country), region, gender, discipline, spoken, yes[eligible], why, done, asked, score,
                paper.isoformat() if paper else "", teams.get(pk, ""),
                *("" if given.get(question) is None else write(given[question]) for question, write in writers),
            ]  # fmt: skip


def _moment(value: datetime | None, local: Any) -> str:
    return localtime(value, local).strftime("%Y-%m-%d %H:%M") if value else ""

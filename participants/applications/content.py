"""What an application says: its answers and files by question, what is missing, what it means for eligibility."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from incubator.lib.folding import fold
from participants.applications.models import Answer, Application, Attachment, Opening, OpeningAnswer, OpeningFile
from participants.applications.progress import MEASURED, keep_measure
from programmes.calls import answers as reading
from programmes.calls import eligibility
from programmes.calls.models import Call, Question
from programmes.calls.queries import questions_of, rules_of
from programmes.calls.registry import took_part_before
from programmes.calls.states import Meaning, Step

MOST_REASONS = 250

COLUMNS: dict[str, int] = {
    Meaning.NAME: 120, Meaning.TITLE: 200, Meaning.SUMMARY: 600, Meaning.COUNTRY: 2, Meaning.NATIONALITY: 2,
    Meaning.REGION: 80, Meaning.GENDER: 20, Meaning.DISCIPLINE: 40,
}  # fmt: skip
"""Meanings that are text, with the longest text their column takes."""


@dataclass
class Content:
    """Everything a page or a check needs to know of one application.

    What is asked: sections up to `step`; only those in `only` (pk) where sections of something sent are open again.
    """

    questions: list[Question]
    values: dict[int, Any] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    files: dict[int, list[Attachment | OpeningFile]] = field(default_factory=dict)
    step: int = Step.FIRST
    only: frozenset[int] | None = None

    def value(self, question: Question) -> Any:
        if question.takes_files:
            return [attachment.stored.name for attachment in self.files.get(question.pk, [])]
        return self.values.get(question.pk)

    def is_shown(self, question: Question) -> bool:
        """Asked now: part of the form, and its condition is met."""
        return self.is_asked(question) and reading.shown(question, self.values)

    def is_asked(self, question: Question) -> bool:
        """Part of the form as it is for this application now, conditions apart."""
        section = question.section
        return not question.retired and section.step <= self.step and (self.only is None or section.pk in self.only)

    @property
    def asked(self) -> list[Question]:
        """What the form asks, conditions apart."""
        return [question for question in self.questions if self.is_asked(question)]

    @property
    def shown(self) -> list[Question]:
        return [question for question in self.questions if self.is_shown(question)]

    @property
    def counted(self) -> list[Question]:
        """What the rules look at: shown in the whole form, also where only some of its sections are open again."""
        known = (question for question in self.questions if not question.retired and question.section.step <= self.step)
        return [question for question in known if reading.shown(question, self.values)]

    def problem(self, question: Question, *, complete: bool = True) -> str:
        """What is wrong with the answer as it stands, "" where nothing is."""
        try:
            reading.clean(question, self.value(question), complete=complete)
        except reading.Problem as problem:
            return str(problem)
        return ""

    def problems(self) -> dict[int, str]:
        """What stands against sending, by question id."""
        found = {question.pk: self.problem(question) for question in self.shown}
        return {pk: problem for pk, problem in found.items() if problem}

    def is_filled(self, question: Question) -> bool:
        return not reading.blank(self.value(question))


def content_of(application: Application | None, call: Call, questions: list[Question] | None = None) -> Content:
    """The content of an application; of none yet, the call's questions without answers. `questions`: those just read."""
    questions = list(questions_of(call)) if questions is None else questions
    return contents_of([application], {call.pk: questions})[application.pk] if application else Content(questions)


def contents_of(applications: Sequence[Application], questions: Mapping[int, list[Question]]) -> dict[int, Content]:
    """The contents of several applications by primary key, in two queries at most; `questions` by the primary key of their call."""
    found = {application.pk: Content(questions[application.call_id], step=application.step) for application in applications}
    for answer in Answer.objects.filter(application__in=list(found)):
        found[answer.application_id].values[answer.question_id] = answer.value
        found[answer.application_id].versions[answer.question_id] = answer.version
    if not any(question.takes_files for asked in questions.values() for question in asked):
        return found
    for attachment in Attachment.objects.filter(application__in=list(found)).select_related("stored"):
        found[attachment.application_id].files.setdefault(attachment.question_id, []).append(attachment)
    return found


def content_in(opening: Opening) -> Content:
    """What is open again, as it would stand if it were sent now: drafts over what was sent. Versions are those of drafts."""
    application = opening.application
    content = content_of(application, application.call)
    content.only = frozenset(opening.sections)
    content.step = Step.SECOND if opening.is_second else application.step
    content.versions = {}
    for draft in OpeningAnswer.objects.filter(opening=opening):
        content.values[draft.question_id], content.versions[draft.question_id] = draft.value, draft.version
    for question, kept in content.files.items():
        content.files[question] = [attachment for attachment in kept if attachment.pk not in opening.removed]
    for added in OpeningFile.objects.filter(opening=opening).select_related("stored"):
        content.files.setdefault(added.question_id, []).append(added)
    return content


def as_kept(question: Question, raw: Any) -> Any:
    """The value to keep: clean where the answer is right, else as typed, so that it can be put right later."""
    try:
        return reading.clean(question, raw)
    except reading.Problem:
        return reading.as_typed(raw)


def copy_meanings(application: Application, content: Content) -> None:
    """Copy answers with a meaning to the application's own columns, fold them for search, judge eligibility anew."""
    told = {question.meaning: question for question in content.questions if question.meaning and content.is_shown(question)}
    for meaning, longest in COLUMNS.items():
        question = told.get(meaning)
        right = question is not None and not content.problem(question, complete=False)
        value = reading.column(question, content.value(question)) if question is not None and right else ""
        setattr(application, meaning, value[:longest])
    application.birth = _birth(content, told.get(Meaning.BIRTH))
    application.search = folded(application)
    verdict = judged(application, content)
    application.eligible, application.eligibility = verdict.eligible, verdict.as_json()
    application.reasons = in_a_row(finding.code for finding in verdict.findings)
    keep_measure(application, content)


def in_a_row(codes: Iterable[str]) -> str:
    """Codes with a space on both sides of each, so that " country " is found and is not " unknown_country "."""
    found = sorted(set(codes))
    return f" {' '.join(found)} "[:MOST_REASONS] if found else ""


def _birth(content: Content, question: Question | None) -> date | None:
    try:
        return date.fromisoformat(content.value(question)) if question is not None else None
    except (TypeError, ValueError):
        return None


def folded(application: Application) -> str:
    return fold(" ".join(filter(None, (application.reference, application.name, application.title))))


def judged(application: Application, content: Content) -> eligibility.Verdict:
    """The rules of the call against what the application says; only where earlier participation counts this asks for it."""
    call, rules = application.call, rules_of(application.call, content.counted)
    earlier = None
    if rules.earlier and application.applicant_id is not None:
        earlier = took_part_before(call, application.applicant_id)
    own = {rule.key: str(content.values.get(int(rule.key)) or "") for rule in rules.own}
    facts = eligibility.Facts(
        application.birth, application.country, application.region, application.nationality, application.discipline, earlier, own
    )
    return eligibility.judge(rules, facts)


NEEDS = {
    eligibility.UNKNOWN_BIRTH: (Meaning.BIRTH,),
    eligibility.UNKNOWN_COUNTRY: (Meaning.COUNTRY,),
    eligibility.UNKNOWN_NATIONALITY: (Meaning.NATIONALITY,),
    eligibility.UNKNOWN_PLACE: (Meaning.COUNTRY, Meaning.NATIONALITY),
    eligibility.UNKNOWN_REGION: (Meaning.REGION,),
    eligibility.UNKNOWN_DISCIPLINE: (Meaning.DISCIPLINE,),
}
"""The questions that would tell what a rule has to know."""


def standing(application: Application, content: Content) -> tuple[dict[int, str], eligibility.Verdict]:
    """What stands against sending, by question id, and the verdict. An answer that a hard rule needs cannot be left out."""
    problems, verdict = content.problems(), judged(application, content)
    for finding in verdict.missing:
        for question in content.shown:
            tells = question.meaning in NEEDS.get(finding.code, ()) or finding.values.get("key") == str(question.pk)
            if tells and question.pk not in problems:
                problems[question.pk] = _("A rule of this call needs this answer.")
    return problems, verdict


COPIED = (*COLUMNS, Meaning.BIRTH, "search", "eligible", "eligibility", "reasons", *MEASURED)
"""Columns that follow from the answers."""


def same(one: Any, other: Any) -> bool:
    """Whether two answers say the same; nothing and an empty text do."""
    return one == other or (reading.blank(one) and reading.blank(other))


def changes(content: Content, raw: Mapping[int, Any]) -> dict[int, Any]:
    """The values to keep, of those questions whose answer changes; unknown questions and files are left out."""
    known = {question.pk: question for question in content.questions if not question.takes_files}
    again = {pk for pk, value in raw.items() if pk in known and reading.repeats(known[pk], value, content.values.get(pk))}
    kept = {pk: as_kept(known[pk], value) for pk, value in raw.items() if pk in known and pk not in again}
    return {pk: value for pk, value in kept.items() if not same(value, content.values.get(pk))}

"""Reads of calls: the form in order, rules of eligibility, what is open to the public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from programmes.calls.eligibility import OwnRule, Rules
from programmes.calls.models import Call, Criterion, LatePass, Question, QuestionSet, Section, Stage
from programmes.calls.states import Meaning
from programmes.editions.models import Cohort

CLOSED_SHOWN = 24
UNSAID = ("cohort__notes", *(f"cohort__programme__{name}" for name in ("summary", "about", "rewards", "publication_languages")))
"""What the page of a call does not say of its cohort and programme."""


@dataclass
class SectionForm:
    """A section with its questions, in order."""

    section: Section
    questions: list[Question]


def form_of(call: Call, *, retired: bool = False) -> list[SectionForm]:
    """The application form: sections with their questions. Two queries. `retired`: also what is asked no more."""
    questions = Question.objects.order_by("order", "pk")
    if not retired:
        questions = questions.filter(retired=False)
    sections = Section.objects.filter(call=call).prefetch_related(Prefetch("questions", questions, to_attr="in_order"))
    return [SectionForm(section, list(getattr(section, "in_order"))) for section in sections]  # noqa: B009


def questions_of(call: Call) -> QuerySet[Question]:
    """Every question of a call, retired ones too, in the order of the form."""
    return Question.objects.filter(section__call=call).select_related("section")


def asked_of(call: Call) -> QuerySet[Question]:
    return questions_of(call).filter(retired=False)


def conditions_of(call: Call) -> QuerySet[Question]:
    """The questions whose answer is a rule of the call."""
    return asked_of(call).exclude(wanted="")


def sets_of(organisation: Any) -> QuerySet[QuestionSet]:
    """The question sets of an organisation, by name."""
    return QuestionSet.objects.filter(organisation=organisation)


def sections_of(call: Call) -> QuerySet[Section]:
    return Section.objects.filter(call=call)


def stages_of(call: Call) -> QuerySet[Stage]:
    return Stage.objects.filter(call=call).prefetch_related("criteria")


def calls_with_stages(call: Call) -> QuerySet[Call]:
    """Other calls of the organisation that have stages, newest first."""
    rows = Call.objects.filter(cohort__programme__organisation_id=call.organisation_id, stages__isnull=False).exclude(pk=call.pk)
    return rows.select_related("cohort__programme").distinct().order_by("-opens")


def criteria_of(stage: Stage) -> QuerySet[Criterion]:
    return Criterion.objects.filter(stage=stage)


def criteria_in(call: Call) -> QuerySet[Criterion]:
    return Criterion.objects.filter(stage__call=call).select_related("stage__call")


def steps_of(call: Call) -> list[Stage]:
    """The stages alone, in order. One query."""
    return list(Stage.objects.filter(call=call))


def asked_by_section(call: Call) -> list[SectionForm]:
    """As `form_of` for reading what is asked: one query, sections without questions left out."""
    found: list[SectionForm] = []
    for question in asked_of(call).defer("help", "limits", "section__help"):
        if not found or found[-1].section.pk != question.section_id:
            found.append(SectionForm(question.section, []))
        found[-1].questions.append(question)
    return found


def own_rules_of(call: Call) -> list[tuple[Question, OwnRule]]:
    """The call's own rules with their questions, in the order of the form."""
    questions = list(conditions_of(call))
    return list(zip(questions, rules_of(call, questions).own, strict=True))


def age_day(call: Call) -> date:
    """On which ages are counted: the day of the deadline, by the call's clock, where no other is given."""
    return call.age_on or timezone.localtime(call.closes, ZoneInfo(call.time_zone)).date()


def rules_of(call: Call, questions: Iterable[Question] = ()) -> Rules:
    """The call's rules as the judge takes them. Its own rules, and the words of disciplines and regions, come with the questions asked."""
    own, names, regions = [], {}, {}
    for question in questions:
        if question.wanted:
            own.append(OwnRule(str(question.pk), question.label, question.wanted, _labels(question), question.wanted_soft))
        if question.meaning == Meaning.DISCIPLINE:
            names = _labels(question)
        if question.meaning == Meaning.REGION:
            regions = _labels(question)
    return Rules(
        call.age_min, call.age_max, age_day(call), tuple(call.countries), tuple(call.regions), frozenset(call.soft),
        call.country_by, tuple(call.disciplines), call.earlier, tuple(own), names, regions, more=getattr(call, "has_own_rules", False),
    )  # fmt: skip


def _labels(question: Question) -> dict[str, dict[str, str]]:
    return {str(option["value"]): dict(option.get("label") or {}) for option in question.options}


def calls_of(cohort: Cohort) -> QuerySet[Call]:
    """A cohort's calls for its desk, with how much each asks."""
    asked = Count("sections__questions", filter=Q(sections__questions__retired=False), distinct=True)
    rows = Call.objects.filter(cohort=cohort).select_related("cohort__programme__organisation")
    return rows.annotate(asked=asked, steps=Count("stages", distinct=True))


def others_of(cohort: Cohort) -> QuerySet[Call]:
    """Calls of the same organisation, to copy from."""
    rows = Call.objects.filter(cohort__programme__organisation_id=cohort.organisation_id)
    return rows.select_related("cohort__programme").order_by("-opens")


@dataclass
class Announced:
    """What the public list shows."""

    open: list[Call]
    upcoming: list[Call]
    closed: list[Call]


def announced() -> Announced:
    """Published calls by what one can do with them. Two queries."""
    now = timezone.now()
    own = Question.objects.filter(section__call=OuterRef("pk"), retired=False).exclude(wanted="")
    rows = Call.objects.public().filter(cohort__programme__listed=True).annotate(has_own_rules=Exists(own))
    running = list(rows.filter(state="published", closes__gt=now).order_by("closes", "pk"))
    closed = rows.filter(Q(closes__lte=now) | Q(state="decided")).order_by("-closes", "-pk")[:CLOSED_SHOWN]
    return Announced(
        [call for call in running if call.opens <= now],
        sorted((call for call in running if call.opens > now), key=lambda call: call.opens),
        list(closed),
    )


def passes_of(call: Call) -> list[LatePass]:
    """The late passes of a call, the newest first. One query."""
    rows = list(LatePass.objects.filter(call=call))
    for late_pass in rows:
        late_pass.call = call
    return rows


def public_call(slug: str) -> Call | None:
    return Call.objects.public().defer(*UNSAID).filter(slug=slug).first()


def behind(call: Call) -> list[Any]:
    """The programme's partners with their roles, in order."""
    return list(call.cohort.programme.partnerships.current())

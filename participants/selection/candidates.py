"""From rows to the composer's problem: who stands for selection, with scores, traits and cost; quotas and pins.

A declared team is one application and counts once; applications that share a person have one value in the dimension `team`.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any
from zlib import crc32

from participants.applications.models import Answer, Application, TeamMember
from participants.applications.states import UNDER_REVIEW, MemberState
from participants.participations.models import Participation
from participants.selection import composer
from participants.selection.compose_models import Pin, Quota
from participants.selection.dimensions import AGAIN, COLUMNS, NEW, PICTURED, QUESTION, band_of
from participants.selection.models import Selection
from participants.selection.ranking import calibrated
from participants.selection.states import Measure, Stay
from programmes.calls.eligibility import age_on
from programmes.calls.models import Call, Stage
from programmes.calls.states import ScoreBy

NEEDED = ("pk", "reference", "score", "birth", "applicant_id", "shared", *COLUMNS)
LOTS = 1024


def problem_of(
    selection: Selection, *, places: int, score_by: str = ScoreBy.CORRECTED, states: Collection[str] = UNDER_REVIEW
) -> composer.Problem:
    """Everybody of the call in those states, against the selection's quotas and pins. Some eight queries."""
    quotas = list(Quota.objects.filter(selection=selection))
    rows = list(Application.objects.filter(call=selection.call, state__in=states).only(*NEEDED).order_by("pk"))
    known = {row.pk for row in rows}
    # Who was put in and withdrew since stands for nothing any more; the page says so.
    pins = {pk: stay for pk, stay in Pin.objects.filter(selection=selection).values_list("application_id", "stay") if pk in known}
    asked = {quota.dimension for quota in quotas if quota.measure != Measure.COST} | set(PICTURED)
    traits = _traits(selection.call, rows, asked)
    scores = scores_of(selection.call, rows, score_by)
    costs = _costs(rows, next((quota.dimension for quota in quotas if quota.measure == Measure.COST), ""))
    return composer.Problem(
        places=places,
        candidates=tuple(
            composer.Candidate(row.pk, scores.get(row.pk), traits[row.pk], costs.get(row.pk, 0), lot(row)) for row in rows
        ),
        quotas=tuple(asked_of(quota) for quota in quotas),
        pins=frozenset(pk for pk, stay in pins.items() if stay == Stay.IN),
        bans=frozenset(pk for pk, stay in pins.items() if stay == Stay.OUT),
    )


def asked_of(quota: Quota) -> composer.Quota:
    return composer.Quota(
        id=quota.pk,
        measure=composer.Measure(quota.measure),
        sense=composer.Sense(quota.sense),
        amount=quota.amount,
        dimension="" if quota.measure == Measure.COST else quota.dimension,
        values=frozenset(map(str, quota.values)),
        share=quota.share,
        penalty=None if quota.hard else quota.penalty * 100,
        unknown_counts=quota.unknown_counts,
    )


def lot(row: Application) -> int:
    """Drawn from the reference, which nobody chooses: the same for ever, and no advantage of who came first."""
    return crc32((row.reference or str(row.pk)).encode()) % LOTS


def scores_of(call: Call, rows: Iterable[Application], score_by: str) -> dict[int, int]:
    """In hundredths: of the last stage that was read, corrected for severity; the plain mean where that is asked or all there is."""
    plain = {row.pk: round(row.score * 100) for row in rows if row.score is not None}
    if score_by == ScoreBy.RAW:
        return plain
    for stage in Stage.objects.filter(call=call).order_by("-order", "-pk"):
        if found := calibrated(stage).applications:
            return plain | {pk: max(round(one.corrected * 100), 0) for pk, one in found.items() if pk in plain}
    return plain


def _traits(call: Call, rows: list[Application], asked: Collection[str]) -> dict[int, dict[str, frozenset[str]]]:
    traits = {row.pk: _own(row, asked, call.age_on or call.closes.date()) for row in rows}
    if "earlier" in asked:
        again = _took_part_before(call)
        for row in rows:
            traits[row.pk]["earlier"] = frozenset([AGAIN if row.applicant_id in again else NEW])
    if "team" in asked:
        for pk, team in _teams(rows).items():
            traits[pk]["team"] = frozenset([team])
    for key, answers in _answers(rows, asked).items():
        for pk, values in answers.items():
            traits[pk][key] = values
    return traits


def _own(row: Application, asked: Collection[str], day: date) -> dict[str, frozenset[str]]:
    """What stands in the application's own columns."""
    own = {name: frozenset([value]) for name in COLUMNS if name in asked and (value := getattr(row, name))}
    if "age" in asked and row.birth:
        own["age"] = frozenset([band_of(_age(row.birth, day))])
    return own


def present_values(selection: Selection, key: str) -> dict[str, int]:
    """How many under review have each value of a dimension."""
    rows = list(Application.objects.filter(call=selection.call, state__in=UNDER_REVIEW).only(*NEEDED).order_by("pk"))
    return dict(Counter(value for own in _traits(selection.call, rows, {key}).values() for value in own.get(key, ())))


def _age(birth: date, day: date) -> int:
    return max(age_on(birth, day), 0)


def _took_part_before(call: Call) -> set[int | None]:
    cohort = call.cohort
    rows = Participation.objects.present().filter(cohort__programme_id=cohort.programme_id, cohort__starts__lt=cohort.starts)
    return set(rows.exclude(cohort=cohort).values_list("person_id", flat=True))


def _teams(rows: list[Application]) -> dict[int, str]:
    """Applications that share a person, alone or through others, have the same word: that of the first of them."""
    people: dict[int, set[int]] = {row.pk: {row.applicant_id} for row in rows if row.applicant_id}
    shared = [row.pk for row in rows if row.shared]
    members = TeamMember.objects.filter(application__in=shared, state=MemberState.CONFIRMED, person__isnull=False)
    for pk, person in members.values_list("application_id", "person_id"):
        people.setdefault(pk, set()).add(person or 0)
    first_of: dict[int, int] = {}
    root = {row.pk: row.pk for row in rows}

    def found(pk: int) -> int:
        while root[pk] != pk:
            pk = root[pk]
        return pk

    for row in rows:
        for person in people.get(row.pk, ()):
            other = found(first_of.setdefault(person, row.pk))
            mine = found(row.pk)
            root[max(mine, other)] = min(mine, other)
    return {row.pk: str(found(row.pk)) for row in rows}


def _answers(rows: list[Application], asked: Collection[str]) -> dict[str, dict[int, frozenset[str]]]:
    questions = {int(key.removeprefix(QUESTION)): key for key in asked if key.startswith(QUESTION)}
    found: dict[str, dict[int, frozenset[str]]] = {key: {} for key in questions.values()}
    if not questions:
        return found
    known = {row.pk for row in rows}
    answers = Answer.objects.filter(question__in=questions, application__call=rows[0].call_id if rows else None)
    for pk, question, value in answers.values_list("application_id", "question_id", "value"):
        values = frozenset(str(one) for one in (value if isinstance(value, list) else [value]) if one not in (None, ""))
        if pk in known and values:
            found[questions[question]][pk] = values
    return found


def _costs(rows: list[Application], dimension: str) -> dict[int, int]:
    """Whole units of money asked for, rounded up; nothing said is nought."""
    if not dimension.startswith(QUESTION) or not rows:
        return {}
    question = int(dimension.removeprefix(QUESTION))
    answers = Answer.objects.filter(question=question, application__call=rows[0].call_id)
    return {pk: amount(value) for pk, value in answers.values_list("application_id", "value")}


def amount(value: Any) -> int:
    if isinstance(value, dict):
        value = value.get("asked") or value.get("amount") or value.get("total")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return 0
    return max(int(-(-number // 1)), 0) if number.is_finite() else 0


def mark_of(problem: composer.Problem) -> str:
    """A digest of all that an answer depends on."""
    parts = [
        problem.places,
        sorted(problem.pins),
        sorted(problem.bans),
        [
            (row.id, row.score, sorted((key, sorted(own)) for key, own in row.traits.items()), row.cost)
            for row in problem.candidates
        ],
        [(*_words(quota), sorted(quota.values)) for quota in problem.quotas],
    ]
    return sha256(repr(parts).encode()).hexdigest()


def _words(quota: composer.Quota) -> tuple[Any, ...]:
    return (
        quota.id, str(quota.measure), str(quota.sense), quota.amount, quota.dimension, quota.share, quota.penalty,
        quota.unknown_counts,
    )  # fmt: skip

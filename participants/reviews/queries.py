"""Reads of the room: the panel with its loads, a reviewer's queue, progress, the ranking's ratings."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet, Sum

from incubator.accounts.models import LADDER, User
from incubator.files.models import StoredFile
from incubator.lib.numbers import key, whole
from incubator.web.texts import Texts
from participants.applications import team
from participants.applications.models import Answer, Application, TeamMember
from participants.applications.states import SENT, UNDER_REVIEW
from participants.applications.states import State as ApplicationState
from participants.reviews.calibration import Calibration, Rating, calibrate
from participants.reviews.discussion_models import Discussion
from participants.reviews.models import AssignmentRun, Conflict, Review, Reviewer, Score
from participants.reviews.ranking_models import Ranking
from participants.reviews.states import LIVE, OPEN, State
from participants.stages.queries import before, moved_on
from programmes.calls.models import Call, Criterion, Question, Stage
from programmes.calls.states import Meaning
from programmes.editions.models import Cohort


def coordinators_of(organisation_id: int, *, but: int | None = None) -> QuerySet[User]:
    """Owners and coordinators of an organisation, without the one person who must not know."""
    roles = Q(memberships__organisation_id=organisation_id, memberships__role__in=LADDER["coordinator"])
    return User.objects.filter(roles, is_active=True).exclude(pk=but or 0).distinct()


def stages_read(call: Call) -> set[int]:
    """Stages (ids) of the call in which reviews are in."""
    read = Exists(Review.objects.counting().filter(stage=OuterRef("pk")))
    return set(Stage.objects.filter(read, call=call).values_list("pk", flat=True))


def calls_of(cohort: Cohort) -> list[Call]:
    """The cohort's calls, newest first, their desk's address at hand."""
    calls = list(Call.objects.filter(cohort=cohort).order_by("-opens", "-pk"))
    for call in calls:
        call.cohort = cohort
    return calls


def stages_of(call: Call) -> list[Stage]:
    stages = list(call.stages.prefetch_related("criteria"))
    for stage in stages:
        stage.call = call
    return stages


def panel(call: Call, stage: Stage | None) -> QuerySet[Reviewer]:
    """Reviewers with `given`, `submitted` and `begun` reviews of the stage."""
    here = Q(reviews__stage=stage)
    return (
        Reviewer.objects.filter(call=call)
        .select_related("person")
        .annotate(
            given=Count("reviews", filter=here & Q(reviews__state__in=LIVE)),
            submitted=Count("reviews", filter=here & Q(reviews__state=State.SUBMITTED)),
            begun=Count("reviews", filter=here & Q(reviews__state=State.DRAFT)),
        )
        .order_by("-active", "person__name", "pk")
    )


@dataclass(frozen=True)
class Progress:
    """`asked` reviews given, `done` submitted; `unread` applications under review without a reader, `short` with too few."""

    asked: int
    done: int
    begun: int
    applications: int
    unread: int
    short: int


def progress(stage: Stage) -> Progress:
    figures = Review.objects.filter(stage=stage, state__in=LIVE).aggregate(
        asked=Count("pk"),
        done=Count("pk", filter=Q(state=State.SUBMITTED)),
        begun=Count("pk", filter=Q(state=State.DRAFT)),
        applications=Count("application", distinct=True),
    )
    from participants.reviews.problem import under_review

    live = Count("reviews", filter=Q(reviews__stage=stage, reviews__state__in=LIVE))
    rows = under_review(stage).order_by().annotate(readers=live)
    lacking = rows.aggregate(
        unread=Count("pk", filter=Q(readers=0)), short=Count("pk", filter=Q(readers__gt=0, readers__lt=stage.reviews_each))
    )
    return Progress(**figures, **lacking)


def conflicts_of(call: Call, user: User) -> QuerySet[Conflict]:
    teams = TeamMember.objects.filter(person=user).values("application_id")
    rows = Conflict.objects.filter(application__call=call).exclude(application__applicant=user).exclude(application__in=teams)
    rows = rows.select_related("application", "reviewer__person", "declared_by", "decided_by")
    return rows.order_by("-at", "-pk")


def seated(call: Call, addresses: Iterable[str]) -> set[str]:
    """Those of the addresses whose people sit on the panel."""
    return set(active_panel(call).filter(person__email__in=list(addresses)).values_list("person__email", flat=True))


def late_on(stage: Stage) -> QuerySet[Reviewer]:
    """Who has something left to submit, with `open_reviews`, most first."""
    left = Q(reviews__stage=stage, reviews__state__in=OPEN)
    rows = active_panel(stage.call).annotate(open_reviews=Count("reviews", filter=left)).filter(open_reviews__gt=0)
    return rows.order_by("-open_reviews", "person__name", "pk")


def ties_counted(call: Call, user: User) -> dict[str, int]:
    """How many conflicts stand and how many wait to be looked at."""
    rows = conflicts_of(call, user).order_by().values_list("state").annotate(count=Count("pk"))
    return dict(rows.values_list("state", "count"))


def given_to(reviewer: Reviewer, user: User) -> QuerySet[Review]:
    """A reviewer's reviews as the desk lists them; none on the reader's own application."""
    rows = Review.objects.filter(reviewer=reviewer).apart_from(user)
    return rows.select_related("application", "stage").order_by("stage__order", "state", "pk")


def application_by_reference(call: Call, reference: str, user: User) -> Application | None:
    """The application of that reference, if the person may judge it."""
    return Application.objects.on_desk(user).filter(call=call, reference__iexact=reference.strip()).first()


def runs_of(stage: Stage) -> QuerySet[AssignmentRun]:
    return AssignmentRun.objects.filter(stage=stage).select_related("by").defer("plan")


def active_panel(call: Call) -> QuerySet[Reviewer]:
    return Reviewer.objects.filter(call=call, active=True).select_related("person").order_by("person__name", "pk")


def languages_of(stage: Stage) -> list[str]:
    """The languages in which applications wait in a stage."""
    from participants.reviews.problem import under_review

    return sorted(set(under_review(stage).order_by().values_list("language", flat=True).distinct()) - {""})


def disciplines_of(call: Call) -> list[tuple[str, str]]:
    """The disciplines that the call's applicants choose from, as (code, label)."""
    question = Question.objects.filter(section__call=call, meaning=Meaning.DISCIPLINE).first()
    options = question.options if question else []
    return [(str(option["value"]), str(Texts(option.get("label") or {})) or str(option["value"])) for option in options]


QUEUED = (
    "state", "total", "trial", "stage", "application__reference", "application__title", "application__language", "application__name",
    "application__applicant__name", "application__applicant__email", "application__shared",
)  # fmt: skip


def queue(user: User) -> list[Review]:
    """A reviewer's own reviews with what the queue shows: nothing of who applies but what a blind page may show. Two queries, one more for teams."""
    rows = Review.objects.of(user).select_related("application__applicant").only(*QUEUED)
    # what was withdrawn or decided needs no reading; what was read of it stays
    wanted = Q(state=State.SUBMITTED) | Q(state__in=OPEN, application__state__in=UNDER_REVIEW)
    found = list(rows.filter(wanted).order_by("stage__closes", "stage_id", "-trial", "pk"))
    stages = Stage.objects.select_related("call__cohort__programme").in_bulk({review.stage_id for review in found})
    team.fetch(review.application for review in found)
    for review in found:
        review.stage = stages[review.stage_id]
    return found


def criteria_of(stage: Stage) -> list[Criterion]:
    return list(stage.criteria.asked())


@dataclass(frozen=True)
class Way:
    """Where one is among one's reviews of a stage: `place` from 1, the neighbours by primary key, how many are in."""

    place: int
    total: int
    done: int
    previous: int | None
    next: int | None


def way_through(user: User, review: Review) -> Way:
    """One query."""
    own = Review.objects.of(user).filter(stage=review.stage_id, state__in=LIVE).order_by("pk")
    rows = list(own.values_list("pk", "state"))
    keys = [pk for pk, _state in rows]
    at = keys.index(review.pk) if review.pk in keys else len(keys)
    return Way(
        place=at + 1,
        total=len(keys),
        done=sum(state == State.SUBMITTED for _pk, state in rows),
        previous=keys[at - 1] if at else None,
        next=keys[at + 1] if at + 1 < len(keys) else None,
    )


def path_of(stored: StoredFile) -> Path:
    return Path(stored.file.path)


def next_in(user: User, stage: Stage, after: int = 0) -> Review | None:
    """The next one to read of the stage: after this one, else from the start."""
    rows = Review.objects.of(user).filter(stage=stage, state__in=OPEN, application__state__in=UNDER_REVIEW)
    rows = rows.exclude(pk=after).order_by("pk")
    return rows.filter(pk__gt=after).first() or rows.first()


def reviews_of(application: Application) -> QuerySet[Review]:
    """Every review of an application with scores, for the desk."""
    rows = Review.objects.filter(application=application).select_related("stage", "reviewer__person")
    return rows.prefetch_related(Prefetch("scores", Score.objects.select_related("criterion"))).order_by("stage__order", "pk")


def ratings_of(stage: Stage) -> list[Rating]:
    """The stage's submitted reviews by their whole scores, as far as they count."""
    rows = Review.objects.counting().filter(stage=stage).order_by()
    return [
        Rating(application, reviewer, float(total or 0))
        for application, reviewer, total in rows.values_list("application_id", "reviewer_id", "total")
    ]


def mark_of(stage: Stage) -> str:
    """Changes whenever the stage's counting reviews do: their number, the sum of their scores, the last moment of one."""
    found = Review.objects.counting().filter(stage=stage).aggregate(n=Count("pk"), sum=Sum("total"), last=Max("submitted"))
    return f"{found['n']}:{found['sum'] or 0}:{found['last'].timestamp() if found['last'] else ''}"


def calibration(stage: Stage) -> Calibration:
    """Raw and corrected scores of the stage's submitted reviews."""
    return calibrate(ratings_of(stage))


RANKED = tuple(state for state in SENT if state != ApplicationState.INELIGIBLE)


def ranked(stage: Stage) -> QuerySet[Application]:
    """What a ranking holds: received and not ruled out, let on by the stage before, decided or not; with a score or without."""
    rows = Application.objects.filter(call=stage.call_id, state__in=RANKED)
    previous = before(stage)
    return rows.filter(pk__in=moved_on(previous)) if previous else rows


def ranking_of(stage: Stage) -> Ranking:
    """The stage's ranking as it stands; an empty one where none was ever worked out."""
    return Ranking.objects.get_or_create(stage=stage)[0]


def names_of(reviewer_ids: Iterable[int]) -> dict[int, str]:
    rows = Reviewer.objects.filter(pk__in=list(reviewer_ids)).select_related("person")
    return {row.pk: str(row.person) for row in rows}


def references_of(application_ids: Iterable[int]) -> dict[int, Any]:
    rows = Application.objects.filter(pk__in=list(application_ids))
    return {row.pk: row for row in rows.only("pk", "reference", "title", "language")}


def desk_summary(call: Call) -> list[dict[str, Any]]:
    """Stages in which reviews were given, with how many are in."""
    rows = Review.objects.filter(stage__call=call, state__in=LIVE).order_by("stage__order", "stage")
    figures = rows.values("stage").annotate(asked=Count("pk"), done=Count("pk", filter=Q(state=State.SUBMITTED)))
    stages = Stage.objects.in_bulk([row["stage"] for row in figures])
    return [{"stage": stages[row["stage"]], "asked": row["asked"], "done": row["done"]} for row in figures]


def asks_apart(call: Call) -> bool:
    """Whether applicants are asked who should not read them."""
    return Question.objects.filter(section__call=call, meaning=Meaning.APART, retired=False).exists()


def named_nobody(call: Call, user: User) -> list[tuple[Application, str]]:
    """Applications whose applicant named somebody in whom we recognise nobody of the panel, with what they wrote."""
    if not asks_apart(call):
        return []
    met = {pk for pk, signs in Conflict.objects.filter(application__call=call).values_list("application_id", "signs")
           if any(one["sign"] == "named" for one in signs)}  # fmt: skip
    rows = Answer.objects.filter(
        application__in=Application.objects.on_desk(user).filter(call=call), question__meaning=Meaning.APART
    )
    return [
        (answer.application, answer.value) for answer in rows.select_related("application").order_by("application_id")
        if isinstance(answer.value, str) and answer.value.strip() and answer.application_id not in met
    ]  # fmt: skip


def submitted_on(stage: Stage, applications: Iterable[int]) -> QuerySet[Review]:
    """The stage's submitted reviews of these applications, with their scores and who wrote them."""
    rows = Review.objects.filter(stage=stage, application__in=list(applications), state=State.SUBMITTED)
    return rows.select_related("reviewer__person").prefetch_related("scores").order_by("application_id", "pk")


def stage_asked(application: Application, pk: str) -> Stage | None:
    """The stage of the application's call by its number, else the last."""
    stages = Stage.objects.filter(call=application.call_id)
    found = stages.filter(pk=number).first() if (number := whole(pk)) is not None else stages.last()
    if found is not None:
        found.call = application.call
    return found


def discussion_on(stage: Stage, application: Application) -> Discussion | None:
    return Discussion.objects.filter(stage=stage, application=application).first()


def seat_asked(application: Application, pk: str) -> Reviewer | None:
    """A seat of the call's panel by its number."""
    seats = Reviewer.objects.filter(call=application.call_id, active=True).select_related("person")
    return seats.filter(pk=key(pk)).first()


def free_readers(application: Application) -> list[Reviewer]:
    """Who of the panel has nothing to do with it yet; whether they may is asked when it is given."""
    seats = Reviewer.objects.filter(call=application.call_id, active=True).select_related("person")
    seats = seats.only("call", "person__name", "person__email")
    return list(seats.exclude(reviews__application=application).order_by("person__name", "pk")[:200])

"""Reads of the room: which applications a stage reads, who moved on from it."""

from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from incubator.accounts.models import User
from participants.applications.models import Application, ApplicationQuerySet
from participants.applications.states import UNDER_REVIEW
from participants.applications.states import State as ApplicationState
from participants.stages.models import Check, Cut, Passage, Screening
from participants.stages.states import Finding
from programmes.calls.models import Call, Criterion, Stage
from programmes.calls.states import StageKind
from programmes.calls.states import State as CallState
from programmes.editions.models import Cohort


def before(stage: Stage) -> Stage | None:
    """The stage before it in its call, as they are ordered now."""
    earlier, _later = _around(stage)
    return earlier[-1] if earlier else None


def after(stage: Stage) -> list[Stage]:
    """The stages that come after it in its call, in order."""
    return _around(stage)[1]


def _around(stage: Stage) -> tuple[list[Stage], list[Stage]]:
    row = list(Stage.objects.filter(call_id=stage.call_id))
    here = [one.pk for one in row].index(stage.pk)
    return row[:here], row[here + 1 :]


def moved_on(stage: Stage) -> Any:
    """Ids of the applications that moved on from it, as a subquery."""
    return Passage.objects.filter(cut__stage=stage, cut__undone=None).order_by().values("application_id")


def in_stage(stage: Stage) -> ApplicationQuerySet:
    """What the stage reads: received, not ruled out, not decided, and moved on from the stage before it. The first reads all."""
    rows = Application.objects.filter(call_id=stage.call_id, state__in=UNDER_REVIEW)
    previous = before(stage)
    return rows.filter(pk__in=moved_on(previous)) if previous else rows


def left_in(stage: Stage) -> ApplicationQuerySet:
    """What the stage reads and has not let on yet."""
    return in_stage(stage).exclude(pk__in=moved_on(stage))


def cuts_of(stage: Stage) -> QuerySet[Cut]:
    """The times that applications moved on, newest first, each with how many."""
    rows = Cut.objects.filter(stage=stage).select_related("by", "undone_by")
    return rows.annotate(size=Count("passages"))


def passed(cut: Cut) -> list[int]:
    return list(Passage.objects.filter(cut=cut).values_list("application_id", flat=True))


def path_of(stage: Stage) -> list[tuple[Stage, int, int]]:
    """Every stage of its call in order, with how many moved on from it and how many it found not eligible."""
    counts = Passage.objects.filter(cut__stage__call_id=stage.call_id, cut__undone=None).order_by().values("cut__stage")
    on = {row["cut__stage"]: row["n"] for row in counts.annotate(n=Count("application", distinct=True))}
    out = Screening.objects.filter(stage__call_id=stage.call_id, finding=Finding.NOT_ELIGIBLE).order_by().values("stage")
    barred = {row["stage"]: row["n"] for row in out.annotate(n=Count("pk"))}
    return [(one, on.get(one.pk, 0), barred.get(one.pk, 0)) for one in Stage.objects.filter(call_id=stage.call_id)]


def at_work(stages: list[Stage]) -> Stage | None:
    """Of a call's stages in order, the one behind the last from which somebody moved on; else the first."""
    let_on = set(Cut.objects.standing().filter(stage__in=stages).values_list("stage_id", flat=True))
    place = max((number + 1 for number, stage in enumerate(stages) if stage.pk in let_on), default=0)
    return stages[min(place, len(stages) - 1)] if stages else None


def open_screening(cohort: Cohort) -> Stage | None:
    """The screening of the cohort's newest call, where it has one."""
    newest = Call.objects.filter(cohort=cohort).order_by("-opens", "-pk").values("pk")[:1]
    rows = Stage.objects.filter(call__in=newest, kind=StageKind.SCREENING, call__state=CallState.PUBLISHED)
    return rows.select_related("call").first()


# --- screening ---
def checks_of(stage: Stage) -> list[Criterion]:
    return list(stage.criteria.asked())


def screened(stage: Stage, user: User, finding: str = "") -> ApplicationQuerySet:
    """Applications of a screening in the order they were sent, those found so ("open": not found yet; "": all) alone."""
    rows = in_stage(stage).not_of(user)
    if finding == "open":
        rows = rows.exclude(pk__in=Screening.objects.filter(stage=stage).exclude(finding="").values("application_id"))
    elif finding:
        rows = rows.filter(pk__in=Screening.objects.filter(stage=stage, finding=finding).values("application_id"))
    own = Screening.objects.filter(stage=stage).select_related("by").prefetch_related("checks")
    return rows.order_by("submitted", "pk").prefetch_related(Prefetch("screenings", own, to_attr="found"))


def found_in(application: Any) -> Screening | None:
    """The screening that `screened` brought along."""
    return next(iter(application.found), None)


def screening_of(stage: Stage, application: Application) -> Screening | None:
    return Screening.objects.filter(stage=stage, application=application).select_related("by").first()


def answers_of(screening: Screening | None) -> dict[int, str]:
    if screening is None:
        return {}
    return dict(Check.objects.filter(screening=screening).values_list("criterion_id", "answer"))


def tally(stage: Stage) -> dict[str, int]:
    """How many applications of the stage were found what; "open" those not found yet, "all" of them."""
    inside = in_stage(stage).order_by().values("pk")
    rows = Screening.objects.filter(stage=stage, application__in=inside).exclude(finding="").order_by().values("finding")
    found = {row["finding"]: row["n"] for row in rows.annotate(n=Count("pk"))}
    total = in_stage(stage).count()
    return {"all": total, "open": total - sum(found.values()), **{one: found.get(one, 0) for one in Finding.values}}


def next_open(stage: Stage, user: User, after: int = 0) -> Application | None:
    """The next one not found yet: after this one as they were sent, else from the start."""
    ids = list(screened(stage, user, "open").exclude(pk=after).prefetch_related(None).values_list("pk", flat=True))
    if not ids:
        return None
    order = list(in_stage(stage).order_by("submitted", "pk").values_list("pk", flat=True))
    later = order[order.index(after) + 1 :] if after in order else order
    chosen = next((pk for pk in later if pk in set(ids)), ids[0])
    return Application.objects.get(pk=chosen)


def to_rule_out(stage: Stage) -> ApplicationQuerySet:
    """Found not eligible, still where the call's rules can keep it out, and not told before."""
    rows = Screening.objects.filter(stage=stage, finding=Finding.NOT_ELIGIBLE, told=None).values("application_id")
    return Application.objects.filter(pk__in=rows, state=ApplicationState.SUBMITTED).order_by("pk")


def waits_for_publication(stage: Stage) -> int:
    """Found not eligible, but in review already: they get their answer with all the others."""
    rows = Screening.objects.filter(stage=stage, finding=Finding.NOT_ELIGIBLE).values("application_id")
    return in_stage(stage).filter(pk__in=rows).exclude(state=ApplicationState.SUBMITTED).count()

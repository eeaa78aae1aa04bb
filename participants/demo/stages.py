"""The three stages of a call in the demo: screened, read after a calibration round, met (or seen at work)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from incubator.demo.clock import from_today
from incubator.demo.facts import data
from participants.applications.models import Application
from participants.interviews import actions as interviews
from participants.interviews.models import Interview
from participants.reviews import actions as reviews
from participants.stages import actions as stages
from participants.stages.field import Rule, field_of
from programmes.calls import actions as calls

MET = 30


@dataclass(frozen=True)
class Path:
    screening: Any
    panel: Any
    interview: Any


def laid(
    call: Any, panel: Any, *, by: Any, screened: float, read: float, met: float, on: int = MET, last: str = "interview",
    name: dict[str, str] | None = None,
) -> Path:  # fmt: skip
    """Ready-made stages around the panel, with their ends in days from the day of loading. `on` go from the panel to the last,
    an interview or another panel under a `name` of its own.
    """
    screening = calls.starter_stage(call, by=by, kind="screening")
    calls.place_stage(screening, 0, by=by)
    interview = calls.starter_stage(call, by=by, kind=last)
    screening = calls.edit_stage(screening, by=by, closes=from_today(screened))
    panel = calls.edit_stage(panel, by=by, closes=from_today(read), moves_on="top", moves_on_count=on)
    interview = calls.edit_stage(interview, by=by, closes=from_today(met), **({"name": name} if name else {}))
    for stage in (screening, panel, interview):
        stage.call = call
    return Path(screening, panel, interview)


def screened(path: Path, sent: list[Application], *, by: Any, doubts: int = 0) -> None:
    """All of these looked at; the last ones with a doubt or a no, the others let on."""
    clear, unsure = sent[: len(sent) - doubts], sent[len(sent) - doubts :]
    stages.screen_many(path.screening, clear, "eligible", by=by)
    checks = [one.pk for one in path.screening.criteria.all()]
    for number, application in enumerate(unsure):
        answers = dict.fromkeys(checks, "yes") | {checks[number % len(checks)]: "no" if number % 2 else "query"}
        stages.screen(path.screening, application, by=by, answers=answers)
    stages.move_on(path.screening, by=by)


def round_opened(path: Path, *, by: Any) -> Any:
    """Three applications, far apart in the list, that everybody reads first."""
    ids = [row.application.pk for row in field_of(path.panel, Rule()).rows]
    return reviews.open_round(path.panel, [ids[1], ids[len(ids) // 2], ids[-2]], by=by)


def round_closed(found: Any, *, by: Any) -> None:
    words = data("calls")["agreed"]
    found = reviews.edit_round(found, by=by, counting=found.counting, words=words)
    reviews.close_round(found, by=by)


def invited(path: Path, panel: list[Any], *, by: Any) -> list[Interview]:
    """The best by the rule, invited to hours of three days; each takes one."""
    cut = stages.move_on(path.panel, by=by)
    first = path.interview.closes - timedelta(days=6)
    morning = first.replace(hour=8, minute=0, second=0, microsecond=0)
    each = -(-cut.passages.count() // 3)
    for day in range(3):
        interviews.add_slots(
            path.interview, by=by, first=morning + timedelta(days=day), panel=panel, count=each, minutes=25, pause=10,
            link="https://meet.example.org/ateliers-sud-sud",
        )  # fmt: skip
    chosen = list(cut.passages.values_list("application_id", flat=True))
    met = interviews.invite(path.interview, chosen, by=by)
    hours = [slot.pk for slot in path.interview.slots.all()]
    for interview, hour in zip(met, hours, strict=False):
        interviews.choose(interview, hour, by=interview.application.applicant)
    return met


def concluded(met: list[Interview], *, by: Any) -> None:
    for interview in met:
        interviews.conclude(interview, "held", by=by)

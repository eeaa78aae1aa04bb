"""A call made from another one."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from incubator.accounts.models import User
from incubator.audit.actions import action
from incubator.lib.clock import at
from incubator.lib.errors import NotYours, Refused
from programmes.calls.actions.life import free_slug
from programmes.calls.actions.rows import told
from programmes.calls.answers import offered_of
from programmes.calls.models import Call, Criterion, Question, Section, Stage
from programmes.calls.states import State
from programmes.editions.models import Cohort

SAME = (
    "title summary text offers time_zone grace_minutes edit_after_submit limit_per_person age_min age_max countries "
    "country_by regions disciplines earlier soft blind paper_days keep_months team_max team_confirmed"
).split()


def shifted(moment: datetime, days: int, zone: str) -> datetime:
    """The same wall-clock reading so many days later; an hour later where a clock change skips it."""
    local = timezone.localtime(moment, ZoneInfo(zone)) + timedelta(days=days)
    try:
        return at(local.date(), local.time().replace(tzinfo=None), zone)
    except Refused:
        return moment + timedelta(days=days)


def _copy_form(source: Call, call: Call) -> None:
    new: dict[int, Question] = {}
    for section in Section.objects.filter(call=source):
        questions = list(Question.objects.filter(section=section, retired=False).order_by("order", "pk"))
        section.pk, section.call = None, call
        section._state.adding = True
        section.save()
        for question in questions:
            old = question.pk
            question.pk, question.section = None, section
            question._state.adding = True
            question.options = offered_of(question)
            question.save()
            new[old] = question
    for question in new.values():
        if question.shown_if_id is not None:
            question.shown_if = new.get(question.shown_if_id)
            question.shown_if_value = question.shown_if_value if question.shown_if else ""
            question.save(update_fields=["shown_if", "shown_if_value"])


def copy_stages(source: Call, call: Call, days: int | None = None) -> list[Stage]:
    """Stages with what is scored in them, after those the call has; their dates moved by `days`, or left out."""
    made, last = [], Stage.objects.filter(call=call).count()
    for number, stage in enumerate(Stage.objects.filter(call=source)):
        criteria = list(Criterion.objects.asked().filter(stage=stage))
        stage.pk, stage.call, stage.order = None, call, last + number
        stage._state.adding = True
        stage.opens = shifted(stage.opens, days, call.time_zone) if stage.opens and days is not None else None
        stage.closes = shifted(stage.closes, days, call.time_zone) if stage.closes and days is not None else None
        stage.save()
        made.append(stage)
        for criterion in criteria:
            criterion.pk, criterion.stage = None, stage
            criterion._state.adding = True
            criterion.save()
    return made


@action
def duplicate(call: Call, cohort: Cohort, *, by: User | None) -> Call:
    """A draft in `cohort` with the texts, rules, form, stages and criteria of `call`.

    Dates keep their distance to the start of the cohort; where that lies in the past, the copy opens tomorrow for as long.
    """
    if cohort.organisation_id != call.organisation_id:
        raise NotYours
    days = (cohort.starts - call.cohort.starts).days
    opens, closes = shifted(call.opens, days, call.time_zone), shifted(call.closes, days, call.time_zone)
    if closes <= timezone.now():
        days = (timezone.now() + timedelta(days=1) - call.opens).days + 1
        opens, closes = shifted(call.opens, days, call.time_zone), shifted(call.closes, days, call.time_zone)
    copy = Call.objects.create(
        cohort=cohort,
        slug=free_slug(f"{cohort.programme.slug}-{cohort.slug}"),
        state=State.DRAFT,
        copied_from=call,
        opens=opens,
        closes=closes,
        answer_by=call.answer_by + timedelta(days=days) if call.answer_by else None,
        second_closes=shifted(call.second_closes, days, call.time_zone) if call.second_closes else None,
        age_on=call.age_on + timedelta(days=days) if call.age_on else None,
        **{name: getattr(call, name) for name in SAME},
    )
    _copy_form(call, copy)
    copy_stages(call, copy, days)
    told(copy, "copy_call", by=by, detail={"from": call.slug})
    return copy

"""Reminding reviewers of what they still have to read."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, record
from incubator.lib.errors import Refused
from incubator.outbox import post
from incubator.outbox.models import Message
from participants.reviews.actions.panel import closing_words
from participants.reviews.models import Reviewer
from participants.reviews.queries import late_on
from programmes.calls.models import Stage

MOST_NOTE = 1000


@action
def remind_reviewers(stage: Stage, *, by: Any, note: str = "") -> int:
    """A message to each reviewer with something left to submit, once a day at most; gives how many were written to.

    `note` stands in it as the coordinator's own words.
    """
    note, today = note.strip()[:MOST_NOTE], timezone.localdate()
    late = list(late_on(stage))
    keys = {reviewer.pk: f"reviews_reminder:{stage.pk}:{reviewer.pk}:{today:%Y-%m-%d}" for reviewer in late}
    told = set(Message.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    fresh = [reviewer for reviewer in late if keys[reviewer.pk] not in told]
    if not fresh:
        raise Refused(
            _("Everybody who has something left was reminded today already.")
            if late
            else _("Nobody has anything left to submit.")
        )
    post.tell_all([reminder_to(reviewer, stage, by=by, note=note, key=keys[reviewer.pk]) for reviewer in fresh])
    record(by=by, verb="participants.remind_reviewers", on=stage, organisation=stage.organisation, detail={"count": len(fresh)})
    return len(fresh)


def reminder_to(reviewer: Any, stage: Stage, *, by: Any, note: str, key: str) -> Message:
    """The reminder as this reviewer gets it; `reviewer` carries `open_reviews`."""
    return post.composed(
        reviewer.person,
        "reviews_reminder",
        key=key,
        context={
            "call": stage.call.title, "stage": stage.name, "count": reviewer.open_reviews, "note": note, "from_name": str(by),
            "closes": closing_words(stage, reviewer.person.language), "late": bool(stage.closes and stage.closes < timezone.now()),
        },
        organisation=stage.organisation,
        within=stage.call.cohort,
        link="/reviews/",
    )  # fmt: skip


def drafted(stage: Stage, *, by: Any) -> tuple[Message | None, int]:
    """The reminder to the first who would get one, to look at, and how many would."""
    late = list(late_on(stage))
    first: Reviewer | None = late[0] if late else None
    return (reminder_to(first, stage, by=by, note="", key="") if first else None), len(late)

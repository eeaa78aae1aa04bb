"""A call from its draft to its archive."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from incubator.accounts.models import User
from incubator.audit.actions import action, locked
from incubator.lib import states
from incubator.lib.errors import NotLawful, Refused
from incubator.outbox import post
from incubator.web.texts import Texts
from programmes.calls import checklist
from programmes.calls.actions.rows import changeable, put, told
from programmes.calls.models import Call, LatePass
from programmes.calls.queries import age_day
from programmes.calls.states import MOVES, State
from programmes.editions.models import Cohort

FIELDS = (
    "title summary text offers slug opens closes time_zone grace_minutes answer_by edit_after_submit limit_per_person "
    "second_closes paper_days keep_months "
    "age_min age_max age_on countries country_by regions disciplines earlier soft blind team_max team_confirmed"
).split()
RESERVED = ("new", "copy")
"""Addresses that the desk's own pages have in the place of a call's."""


class NotReady(Refused):
    """A call cannot be opened yet; `gaps` is the list of what is missing."""

    def __init__(self, gaps: list[checklist.Gap]) -> None:
        self.gaps = gaps
        super().__init__(_("This call cannot be opened yet. Look at what is missing."))


class DateRefused(Refused):
    """A date that cannot be; `field` names it."""

    def __init__(self, message: Any, field: str = "closes") -> None:
        self.field = field
        super().__init__(message)


def free_slug(wanted: str, *, besides: Call | None = None) -> str:
    """`wanted`, or with the first number that makes it free."""
    base = slugify(wanted)[:70].strip("-") or "call"
    taken = Call.objects.filter(slug__startswith=base)
    if besides is not None:
        taken = taken.exclude(pk=besides.pk)
    used = {*taken.values_list("slug", flat=True), *RESERVED}
    number = 2
    slug = base
    while slug in used:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _in_order(opens: datetime, closes: datetime) -> None:
    if closes <= opens:
        raise DateRefused(_("The deadline must come after the opening."))


@action
def create(
    cohort: Cohort,
    *,
    by: User | None,
    title: Any,
    opens: datetime,
    closes: datetime,
    time_zone: str = "",
    slug: str = "",
    **more: Any,
) -> Call:
    """A draft of a call. `more`: any other field of the call; the address is made of the title where none is given."""
    if strange := set(more) - set(FIELDS):
        raise TypeError(f"Call takes no {', '.join(sorted(strange))}")
    _in_order(opens, closes)
    title = Texts(title) if isinstance(title, dict) else Texts({"fr": str(title)})
    wanted = slug or title.best("fr")[0] or f"{cohort.programme.slug}-{cohort.slug}"
    call = Call.objects.create(
        cohort=cohort,
        title=title,
        opens=opens,
        closes=closes,
        time_zone=time_zone or cohort.time_zone,
        slug=free_slug(wanted),
        **more,
    )
    told(call, "create_call", by=by)
    return call


@action
def edit(call: Call, *, by: User | None, **fields: Any) -> Call:
    """Change texts, rules and dates. The deadline of a published call is moved by `extend` and `close_now` only."""
    row = changeable(call)
    if row.state != State.DRAFT:
        now = timezone.now()
        if fields.get("closes", row.closes) != row.closes:
            raise DateRefused(_("The deadline was announced: extend it, or close the call now."))
        if fields.get("opens", row.opens) != row.opens and row.opens <= now:
            raise DateRefused(_("The call has opened: its opening cannot change any more."), "opens")
        if fields.get("slug", row.slug) != row.slug:
            raise Refused(_("The address was announced and cannot change any more."))
    if fields.get("slug", row.slug) != row.slug:
        fields["slug"] = free_slug(fields["slug"], besides=row)
    _in_order(fields.get("opens", row.opens), fields.get("closes", row.closes))
    if changed := put(row, fields, FIELDS):
        told(row, "edit_call", by=by, detail={"changed": changed})
    return row


@action
def publish(call: Call, *, by: User | None) -> Call:
    """Announce it; applications are taken from its opening on. Raises NotReady with what is missing."""
    row = locked(call)
    if row.state != State.DRAFT:
        raise NotLawful
    if gaps := checklist.gaps(row):
        raise NotReady(gaps)
    states.move(row, State.PUBLISHED, MOVES)
    told(row, "publish_call", by=by, detail={"opens": row.opens.isoformat(), "closes": row.closes.isoformat()})
    return row


def _keep_age_day(row: Call) -> None:
    """Another deadline does not change who is old enough: the day announced for counting ages stays."""
    row.age_on = age_day(row) if row.age_min or row.age_max else row.age_on


@action
def extend(call: Call, closes: datetime, *, by: User | None) -> Call:
    """A later deadline, also for a call that has just closed, as long as nothing is decided. Who has written without sending
    is told by the floor that knows them.
    """
    row = locked(call)
    if row.state != State.PUBLISHED:
        raise NotLawful
    if closes <= max(row.closes, timezone.now()):
        local = timezone.localtime(row.closes, ZoneInfo(row.time_zone))
        said = _("Choose a moment after the present deadline (%(day)s, %(time)s) and after now.")
        raise DateRefused(said % {"day": date_format(local, "DATE_FORMAT"), "time": local.strftime("%H:%M")})
    before = row.closes
    _keep_age_day(row)
    row.closes, row.closed_by_hand = closes, False
    row.save(update_fields=["closes", "closed_by_hand", "age_on"])
    told(row, "extend_call", by=by, detail={"before": before.isoformat(), "after": closes.isoformat()})
    mark = f"{row.pk}:{before.isoformat()}:{closes.isoformat()}"
    post.ask("call_extended", key=f"call_extended:{mark}", payload={"call": row.pk, "closes": closes.isoformat(), "mark": mark})
    return row


@action
def close_now(call: Call, *, by: User | None) -> Call:
    """End an open call at once, without the silent grace: it means now."""
    row = locked(call)
    if not row.is_open:
        raise NotLawful
    before = row.closes
    _keep_age_day(row)
    row.closes, row.closed_by_hand = timezone.now(), True
    row.save(update_fields=["closes", "closed_by_hand", "age_on"])
    told(row, "close_call", by=by, detail={"before": before.isoformat()})
    return row


@action
def mark_decided(call: Call, *, by: User | None) -> Call:
    """Its decisions are published. Raises NotLawful while it still takes applications."""
    row = locked(call)
    if row.accepts or row.is_upcoming:
        raise NotLawful
    if LatePass.objects.running().filter(call=row).exists():
        raise NotLawful(_("Late passes of this call still let people in. Wait for their end, or take them back first."))
    states.move(row, State.DECIDED, MOVES)
    told(row, "decide_call", by=by)
    return row


@action
def archive(call: Call, *, by: User | None) -> Call:
    """Take it off every page. Raises NotLawful while it is open: close it first."""
    row = locked(call)
    if row.is_open:
        raise NotLawful(_("This call is open: close it first."))
    told(row, "archive_call", by=by)
    states.move(row, State.ARCHIVED, MOVES)
    return row

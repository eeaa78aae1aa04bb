"""Proposing works, publishing them, keeping them back for a festival, taking them down."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from incubator.access.registry import allowed
from incubator.access.stamps import touch
from incubator.audit.actions import action, change, locked, record
from incubator.lib import states
from incubator.lib.errors import NotLawful, NotYours, Refused
from incubator.organisations.states import Role
from incubator.outbox import post
from incubator.web.components.navigation import url_if
from showcase.works.actions.making import renewed, show, told_of_change
from showcase.works.checklist import lacking_for_list, missing
from showcase.works.indexing import index, set_facets
from showcase.works.models import Work
from showcase.works.rules import makes
from showcase.works.states import MOVES, Embargo, State

JUST_NOW = timedelta(minutes=3)


@action
def submit(work: Work, *, by: Any) -> Work:
    """Hand the work to the editors. Raises Refused with what is still missing; files may still be in preparation."""
    work = locked(work)
    _complete(work, but_waiting=True)
    states.move(work, State.SUBMITTED, MOVES)
    index(work)
    record(by=by, verb="showcase.submit_work", on=work, organisation=work.organisation)
    sent = timezone.now().isoformat()
    for person in _editors(work, but=by):
        post.tell(
            person, "work_submitted", key=f"work_submitted:{work.pk}:{sent}:{person.pk}", organisation=work.organisation, within=work.cohort,
            context={"title": _titled(work, person), "by": str(by)}, link=_address(person, "desk_work", work),
        )  # fmt: skip
    return work


def _complete(work: Work, *, but_waiting: bool = False) -> None:
    if lacking := [point for point in missing(work) if not (but_waiting and point.waiting)]:
        raise Refused(_("Not ready yet. Missing: %(points)s.") % {"points": "; ".join(str(point.text) for point in lacking)})


def _address(reader: Any, route: str, work: Work) -> str:
    """A page of the work in the reader's language."""
    with override(reader.language):
        above = work.cohort.slugs if route == "desk_work" and work.cohort else ()
        return url_if(f"showcase:{route}", *above, work.slug)


def _editors(work: Work, but: Any) -> list[Any]:
    """The organisation's editors, or its coordinators, or its owners: the first of them that there are."""
    members = list(work.organisation.memberships.exclude(person=but).select_related("person"))
    for role in (Role.EDITOR, Role.COORDINATOR, Role.OWNER):
        if found := [member.person for member in members if member.role == role]:
            return found
    return []


@action
def publish(work: Work, *, by: Any, at: datetime | None = None) -> Work:
    """Show the work to the world. Not by its own author; `at` says another moment than now (imports, the demo)."""
    work = locked(work)
    if makes(by, work):
        raise NotYours
    if not work.organisation.is_public:
        raise Refused(_("The organisation is not approved yet: nothing of it is shown before."))
    _complete(work)
    work.published = _dated(at or work.published or timezone.now(), work.embargo, work.embargo_until)
    # It comes on the walls with what a list needs; without, it has its page, and the author is told what is missing.
    work.listed = work.listed and not lacking_for_list(work)
    work.note, work.publish_by, work.publish_as_of = "", None, None
    states.move(work, State.PUBLISHED, MOVES, fields=("published", "listed", "note", "publish_by", "publish_as_of"))
    index(work)
    show(work)
    record(by=by, verb="showcase.publish_work", on=work, organisation=work.organisation)
    _tell_author(work, "work_published", "work")
    touch()
    told_of_change(work)
    return work


def _dated(day: datetime, embargo: str, until: datetime | None) -> datetime:
    """A work kept back is new on the day on which it is first seen."""
    return max(day, until) if embargo == Embargo.HIDDEN and until is not None else day


@action
def publish_when_ready(work: Work, *, by: Any, at: datetime | None = None) -> Work:
    """Publish it, now or as soon as the last of its files is prepared. Until then it can still be sent back."""
    work = locked(work)
    lacking = missing(work)
    if not lacking or not all(point.waiting for point in lacking):
        return publish(work, by=by, at=at)
    if makes(by, work):
        raise NotYours
    if State.PUBLISHED not in MOVES[State(work.state)]:
        raise NotLawful
    work.publish_by, work.publish_as_of = by, at
    work.save(update_fields=["publish_by", "publish_as_of"])
    record(by=by, verb="showcase.publish_work_when_ready", on=work, organisation=work.organisation)
    return work


@action
def publish_awaited(asset: int) -> list[Work]:
    """Publish the works that waited for this asset only. Who asked for it must still be allowed to."""
    published = []
    for work in Work.objects.filter(work_assets__asset=asset, publish_by__isnull=False).select_related("publish_by"):
        if missing(work):
            continue
        if State.PUBLISHED in MOVES[State(work.state)] and allowed("showcase.publish_work", work.publish_by, work):
            published.append(publish(work, by=work.publish_by, at=work.publish_as_of))
        else:
            _forget_awaited(work)
    return published


def _forget_awaited(work: Work) -> None:
    work.publish_by, work.publish_as_of = None, None
    work.save(update_fields=["publish_by", "publish_as_of"])


def _tell_author(work: Work, kind: str, route: str, **context: Any) -> None:
    if (author := work.proposed_by) is None:
        return
    key = f"{kind}:{work.pk}:{timezone.now().isoformat()}"
    context |= {"title": _titled(work, author)}
    link = _address(author, route, work)
    post.tell(author, kind, key=key, organisation=work.organisation, within=work.cohort, context=context, link=link)


def _titled(work: Work, reader: Any) -> str:
    return work.title.best(reader.language)[0]


@action
def send_back(work: Work, note: str, *, by: Any) -> Work:
    """Return the work to its author with a note that says what to change."""
    if not note.strip():
        raise Refused(_("Write what should change, so that the author can do it."))
    work = locked(work)
    work.note, work.publish_by, work.featured = note.strip(), None, False
    states.move(work, State.RETURNED, MOVES, fields=("note", "publish_by", "featured"))
    record(by=by, verb="showcase.send_back_work", on=work, organisation=work.organisation, detail={"note": work.note})
    _tell_author(work, "work_returned", "my_work", note=work.note)
    return work


@action
def unpublish(work: Work, *, by: Any, note: str = "") -> Work:
    """Take the work down: it is not found any more, and its public files are gone with it."""
    work = locked(work)
    work.note, work.featured = note.strip(), False
    states.move(work, State.UNPUBLISHED, MOVES, fields=("note", "featured"))
    set_facets(work)
    show(work)
    record(by=by, verb="showcase.unpublish_work", on=work, organisation=work.organisation, detail={"note": work.note})
    _tell_author(work, "work_unpublished", "my_work", note=work.note)
    touch()
    return work


@action
def feature(work: Work, *, by: Any, featured: bool = True) -> Work:
    """On the front page (once it is published), or not any more; the newest featured one leads."""
    if featured and work.state not in (State.SUBMITTED, State.PUBLISHED):
        raise NotLawful
    work = change(work, by=by, verb="showcase.feature_work", featured=featured)
    touch()
    return work


@action
def enlist(work: Work, listed: bool, *, by: Any) -> Work:
    """On walls, in searches, feeds and maps, or known only to who has the address. Raises Refused with what is missing."""
    work = locked(work)
    if listed and (lacking := lacking_for_list(work)):
        raise Refused(_("Not ready yet. Missing: %(points)s.") % {"points": "; ".join(str(point.text) for point in lacking)})
    work = change(work, by=by, verb="showcase.enlist_work", listed=listed)
    renewed(work)
    return work


@action
def hold_back(work: Work, embargo: str, *, by: Any, until: datetime | None = None, zone: str = "") -> Work:
    """An embargo until an instant, entered in `zone`; it ends by the clock. "" lifts it."""
    work = locked(work)
    if embargo and (until is None or until <= timezone.now()):
        raise Refused(_("Say until when: a day and an hour to come."))
    fields: dict[str, Any] = {"embargo": embargo, "embargo_until": until if embargo else None, "embargo_zone": zone}
    if work.published is not None:
        # What waited for a day to come and does not any more is new today.
        fields["published"] = _dated(min(work.published, timezone.now()), embargo, fields["embargo_until"])
    work = change(work, by=by, verb="showcase.hold_back_work", **fields)
    show(work)
    renewed(work)
    return work


@action
def note_premieres() -> None:
    """Called each minute. Pages open by the clock alone; this lets files and kept counts follow where an embargo has ended."""
    now = timezone.now()
    if Work.objects.filter(state=State.PUBLISHED, embargo_until__gt=now - JUST_NOW, embargo_until__lte=now).exists():
        touch()

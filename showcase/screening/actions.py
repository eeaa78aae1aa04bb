"""Opening a room, asking authors, inviting guests, letting them in, writing down what they saw."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import F, Max, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, change, locked, record
from incubator.lib.accidents import told
from incubator.lib.errors import NotYours, Refused
from incubator.outbox import post
from incubator.outbox.models import Message
from incubator.web.components.navigation import url_if
from programmes.editions.models import Programme
from showcase.screening.models import KEPT, Entry, Invitation, Screening, Viewing, token
from showcase.works.models import Work
from showcase.works.rules import makes

STANDARD_TERMS = _(
    "These works are shown to you alone, for your choice. Do not copy them, do not pass the link on, do not film the screen. "
    "What you open, when, and how far you watch is written down and seen by the people who made the work. Your name, address "
    "and viewings are erased 90 days after the link has ended, or as soon as you ask."
)
MOST_DAYS = 180
log = logging.getLogger(__name__)


@action
def create(programme: Programme, *, by: Any, title: str, **fields: Any) -> Screening:
    made = Screening.objects.create(programme=programme, title=title, **fields)
    record(by=by, verb="showcase.create_screening", on=made, organisation=made.organisation)
    return made


@action
def edit(screening: Screening, *, by: Any, **fields: Any) -> Screening:
    return change(screening, by=by, verb="showcase.edit_screening", **fields)


@action
def add(screening: Screening, work: Work, *, by: Any) -> Entry:
    """Put a work into the room. What the world sees in full needs no asking; else its author is asked first."""
    screening = locked(screening)
    last = screening.entries.aggregate(last=Max("order"))["last"]
    order = 0 if last is None else last + 1
    row, made = Entry.objects.get_or_create(screening=screening, work=work, defaults={"order": order})
    record(by=by, verb="showcase.add_to_screening", on=screening, organisation=screening.organisation, detail={"work": work.pk})
    free = Work.objects.in_full().filter(pk=work.pk).exists()
    if made and not free and work.proposed_by is not None:
        author = work.proposed_by
        with translation.override(author.language):
            link = url_if("showcase:my_screenings")
        context = {"title": work.title.best(author.language)[0], "room": screening.title, "by": screening.organisation.name}
        post.tell(
            author, "screening_asked", key=f"screening_asked:{row.pk}", organisation=screening.organisation, context=context,
            link=link,
        )  # fmt: skip
    return row


@action
def take_out(screening: Screening, work: int, *, by: Any) -> None:
    screening = locked(screening)
    screening.entries.filter(work=work).delete()
    detail = {"work": work}
    record(by=by, verb="showcase.take_out_of_screening", on=screening, organisation=screening.organisation, detail=detail)


@action
def arrange(screening: Screening, works: Sequence[int], *, by: Any) -> None:
    """`works`: keys in their new order; those not named come after."""
    screening = locked(screening)
    rows = {row.work_id: row for row in screening.entries.all()}
    wanted = [pk for pk in dict.fromkeys(works) if pk in rows]
    for order, pk in enumerate([*wanted, *(pk for pk in rows if pk not in wanted)]):
        rows[pk].order = order
    Entry.objects.bulk_update(rows.values(), ["order"])
    record(by=by, verb="showcase.arrange_screening", on=screening, organisation=screening.organisation)


@action
def answer(entry: Entry, agrees: bool, *, by: Any) -> Entry:
    """The author says whether the work may be shown there; a no, at any time, ends it at once."""
    entry = locked(entry)
    if not makes(by, entry.work):
        raise NotYours(_("Only who made the work can say this."))
    entry.agreed, entry.answered = agrees, timezone.now()
    entry.save(update_fields=["agreed", "answered"])
    detail = {"work": entry.work_id, "agrees": agrees}
    record(by=by, verb="showcase.answer_screening", on=entry.screening, organisation=entry.screening.organisation, detail=detail)
    return entry


@action
def invite(screening: Screening, *, by: Any, name: str, language: str, days: int, house: str = "", email: str = "") -> Invitation:
    """A personal link, good for so many days; sent where there is an address, else handed over by who invites."""
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("A link is good for 1 to 180 days."))
    made = Invitation.objects.create(
        screening=screening, name=name, house=house, email=email, language=language,
        expires=timezone.now() + timedelta(days=days),
    )  # fmt: skip
    record(
        by=by, verb="showcase.invite_to_screening", on=screening, organisation=screening.organisation, detail={"guest": made.pk}
    )
    if email:
        with translation.override(language):
            link = made.get_absolute_url()
        post.tell(
            None, "screening_invitation", key=f"screening_invitation:{made.pk}", organisation=screening.organisation, address=email,
            language=language, link=link, in_app=False,
            context={"name": name, "room": screening.title, "by": screening.organisation.name, "until": made.expires.date().isoformat()},
        )  # fmt: skip
    return made


@action
def revoke(invitation: Invitation, *, by: Any) -> Invitation:
    """The link opens nothing any more, from this moment on. Twice is once."""
    invitation = locked(invitation)
    if invitation.revoked is None:
        invitation.revoked = timezone.now()
        invitation.save(update_fields=["revoked"])
        screening = invitation.screening
        detail = {"guest": invitation.pk}
        record(by=by, verb="showcase.revoke_screening", on=screening, organisation=screening.organisation, detail=detail)
    return invitation


def terms_of(screening: Screening) -> str:
    """In the language that is active."""
    return str(screening.terms) or str(STANDARD_TERMS)


@action
def accept(invitation: Invitation) -> Invitation:
    """The guest accepts the terms: the text as shown is kept with it."""
    invitation = locked(invitation)
    if not invitation.is_open:
        raise Refused
    if invitation.accepted is None:
        invitation.accepted, invitation.terms = timezone.now(), terms_of(invitation.screening)
        invitation.save(update_fields=["accepted", "terms"])
    return invitation


@action
def note_opened(invitation: Invitation, work: Work) -> Viewing:
    return Viewing.objects.create(invitation=invitation, work=work)


@action
def note_played(invitation: Invitation, work: Work, percent: int) -> None:
    """How far the last opening of the work was played; it only grows."""
    last = Viewing.objects.select_for_update().filter(invitation=invitation, work=work).order_by("-pk").first()
    if last is not None and last.furthest < percent <= 100:
        last.furthest = percent
        last.save(update_fields=["furthest"])


@action
def forget(invitation: Invitation, *, by: Any = None) -> Invitation:
    """Erase who the guest was and what they watched; that somebody accepted which terms when stays. The link ends. Twice is once."""
    invitation = locked(invitation)
    if invitation.forgotten is not None:
        return invitation
    screening, seen = invitation.screening, invitation.viewings.values("work")
    screening.entries.filter(work__in=seen).update(watched=F("watched") + 1)
    invitation.viewings.all().delete()
    Message.objects.filter(key=f"screening_invitation:{invitation.pk}").delete()
    invitation.name = invitation.house = invitation.email = ""
    invitation.token, invitation.forgotten = token(), timezone.now()
    invitation.revoked = invitation.revoked or (invitation.forgotten if invitation.is_open else None)
    invitation.save()
    detail = {"guest": invitation.pk}
    record(by=by, verb="showcase.forget_guest", on=screening, organisation=screening.organisation, detail=detail)
    return invitation


def forget_late() -> None:
    """Called each minute: guests whose link ended long enough ago."""
    late = timezone.now() - KEPT
    over = Q(expires__lte=late) | Q(revoked__lte=late)
    for guest in Invitation.objects.filter(over, forgotten=None).order_by("expires")[:200]:
        with told(log, "guest %s could not be erased", guest.pk):
            forget(guest)

"""What rooms, their desk and their authors read."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from programmes.editions.models import Programme
from showcase.media.models import Asset
from showcase.screening.models import Entry, Invitation, Screening, Viewing
from showcase.works.finding import holding
from showcase.works.models import Work
from showcase.works.queries import mine, shown_places, with_renditions

FOUND = 12
SHOWN = 200
"""Lines of a report on one page."""


def of_programme(programme: Programme) -> QuerySet[Screening]:
    rows = Screening.objects.filter(programme=programme)
    return rows.annotate(many=Count("entries", distinct=True), guests=Count("invitations", distinct=True))


def entries_of(screening: Screening) -> list[Entry]:
    rows = list(Entry.objects.filter(screening=screening).with_shown().select_related("work__cover", "work__programme"))
    with_renditions(row.work.cover for row in rows)
    return rows


def invitations_of(screening: Screening) -> list[Invitation]:
    return list(Invitation.objects.filter(screening=screening))


def invitation_of(screening: Screening, pk: int) -> Invitation | None:
    return Invitation.objects.filter(screening=screening, pk=pk).first()


def viewings_in(screening: Screening) -> list[Viewing]:
    rows = Viewing.objects.filter(invitation__screening=screening).select_related("invitation", "work")
    return list(rows[:SHOWN])


def to_add(screening: Screening, typed: str, user: Any) -> list[Work]:
    """Works of the organisation, also unpublished ones, that are not in the room yet."""
    rows = Work.objects.filter(programme__organisation=screening.programme.organisation_id)
    kept = holding(typed, rows.exclude(entries__screening=screening)).select_related("cover").order_by("-pk")
    found = list(kept[:FOUND])
    with_renditions(work.cover for work in found)
    return found


def work_to_add(screening: Screening, pk: int) -> Work | None:
    return Work.objects.filter(programme__organisation=screening.programme.organisation_id, pk=pk).first()


# --- the guest ---
def open_invitation(token: str) -> Invitation | None:
    """None alike for what never was, is over, or was revoked."""
    rows = Invitation.objects.filter(token=token, revoked=None, expires__gt=timezone.now())
    return rows.select_related("screening__programme__organisation").first()


def kept_of(token: str) -> Invitation | None:
    """The invitation while anything is kept of its guest, also after the link has ended."""
    rows = Invitation.objects.filter(token=token, forgotten=None)
    return rows.select_related("screening__programme__organisation").first()


def viewings_of(invitation: Invitation) -> list[Viewing]:
    return list(invitation.viewings.select_related("work"))


def shown_to(invitation: Invitation) -> list[Entry]:
    """In the room's order."""
    return [entry for entry in entries_of(invitation.screening) if entry.shown]


def shown_work(invitation: Invitation, slug: str) -> Work | None:
    rows = Work.objects.filter(entries__in=Entry.objects.shown().filter(screening=invitation.screening), slug=slug)
    return rows.select_related("cover", "programme__organisation").first()


def admits(token: str, asset: Asset) -> bool:
    """Whether a guest with this link, who accepted the terms, may fetch a file of the asset now."""
    open_ = Invitation.objects.filter(token=token, revoked=None, expires__gt=timezone.now(), accepted__isnull=False)
    holds = Q(work__work_assets__asset=asset) | Q(work__cover=asset)
    return Entry.objects.shown().filter(holds, screening__in=open_.values("screening")).exists()


def files_of(work: Work) -> Any:
    return shown_places(work)


# --- the author ---
def entries_for(user: Any) -> list[Entry]:
    """Where one's works are asked for or shown, those that wait for an answer first."""
    rows = Entry.objects.with_shown().filter(work__in=mine(user).values("pk"))
    rows = rows.select_related("work", "screening__programme__organisation")
    return sorted(rows.order_by("-pk"), key=lambda entry: not entry.waits)


def entry_for(user: Any, pk: int) -> Entry | None:
    return Entry.objects.filter(work__in=mine(user).values("pk"), pk=pk).select_related("work", "screening").first()


def viewings_for(user: Any) -> list[Viewing]:
    """Who watched one's works, when, how far."""
    rows = Viewing.objects.filter(work__in=mine(user).values("pk")).select_related("invitation__screening", "work")
    return list(rows[:SHOWN])

"""Rooms, the works in them, who is invited, what was seen."""

import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from incubator.web.texts import TextsField
from programmes.editions.models import Programme
from showcase.works.models import Work

KEPT = timedelta(days=90)
"""How long a guest's name, address and viewings are kept after their link has ended."""


def token() -> str:
    return secrets.token_urlsafe(24)


class ScreeningQuerySet(models.QuerySet["Screening"]):
    def visible_to(self, user: Any) -> "ScreeningQuerySet":
        seen = self.filter(programme__organisation_id__in=user.organisations_as("editor"))
        return seen.select_related("programme__organisation")


class Screening(Belonging, models.Model):
    """A room. `terms` are what a guest accepts before anything is shown; empty: the standard ones."""

    belongs_to = "programme"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="screenings")
    title = models.CharField(_("title"), max_length=140)
    text = TextsField(_("word to the guests"), blank=True, long=True, max_length=1500)
    terms = TextsField(_("terms"), blank=True, long=True, max_length=2000)
    created = models.DateTimeField(auto_now_add=True)

    objects = ScreeningQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "programme__organisation__slug",
        "programme": "programme__slug",
        "screening": "pk",
    }

    def __str__(self) -> str:
        return self.title


def _shown() -> models.Q:
    """Its author said yes, or said nothing while the whole world sees it in full."""
    yes = models.Q(agreed=True, answered__isnull=False)
    return yes | (models.Q(work__in=Work.objects.in_full().values("pk")) & ~models.Q(agreed=False))


class EntryQuerySet(models.QuerySet["Entry"]):
    def with_shown(self) -> "EntryQuerySet":
        """`shown`: whether guests see it now."""
        return self.annotate(shown=models.ExpressionWrapper(_shown(), models.BooleanField()))

    def shown(self) -> "EntryQuerySet":
        return self.filter(_shown())


class Entry(models.Model):
    """A work in a room. `agreed` is its author's word, empty until there is one. A work that is taken from the world leaves the
    room with it, until its author says yes. `watched`: how many guests opened it whose names and viewings are erased since.
    """

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="entries")
    work = models.ForeignKey(Work, models.CASCADE, related_name="entries")
    order = models.PositiveSmallIntegerField(default=0)
    agreed = models.BooleanField(null=True)
    answered = models.DateTimeField(null=True)
    watched = models.PositiveIntegerField(default=0)
    shown: bool
    """Of rows of `with_shown`."""

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["screening", "work"], name="entry_once")]

    def __str__(self) -> str:
        return f"{self.work} · {self.screening}"

    @property
    def waits(self) -> bool:
        """Whether its author has to answer before it is shown."""
        return not self.shown and self.agreed is not False


class Invitation(models.Model):
    """One guest's way in. `terms` is the text as it was accepted; it stays as a proof when the guest is `forgotten`."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="invitations")
    name = models.CharField(_("name"), max_length=120)
    house = models.CharField(_("festival, jury or company"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=8)
    token = models.CharField(max_length=43, unique=True, default=token, editable=False)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(_("good until"))
    revoked = models.DateTimeField(null=True)
    accepted = models.DateTimeField(null=True)
    terms = models.TextField(blank=True)
    forgotten = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made", "-pk"]
        indexes = [models.Index(fields=["expires"], name="invitation_kept", condition=models.Q(forgotten=None))]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.revoked is None and self.expires > timezone.now()

    @property
    def kept_until(self) -> datetime:
        """When name, address and viewings are erased, if nobody asks before."""
        return min(self.expires, self.revoked or self.expires) + KEPT

    def get_absolute_url(self) -> str:
        return reverse("showcase:screening", args=[self.token])


class Viewing(models.Model):
    """A guest opened a work; `furthest` is how much of it was played, in per cent."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="viewings")
    work = models.ForeignKey(Work, models.CASCADE, related_name="viewings")
    at = models.DateTimeField(auto_now_add=True)
    furthest = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.invitation} · {self.work}"

"""Events open to the public."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from incubator.organisations.states import State as OrganisationState
from incubator.web.texts import TextsField
from programmes.editions.models import Cohort
from programmes.events.states import EventKind
from programmes.sites.models import Site


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Any) -> "EventQuerySet":
        mine = self.filter(cohort__programme__organisation_id__in=user.organisations_as("editor"))
        return mine.select_related("cohort__programme__organisation", "site")

    def public(self) -> "EventQuerySet":
        return self.filter(published=True, cohort__programme__organisation__state=OrganisationState.APPROVED).select_related(
            "cohort__programme__organisation", "site"
        )


class Event(Belonging, models.Model):
    """`audience` is what the organisers declare, with `audience_source`; `artists`, `countries_count` for shows."""

    belongs_to = "cohort"

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="events")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=EventKind.choices)
    title = TextsField(_("title"), max_length=140)
    about = TextsField(_("about"), blank=True, long=True, max_length=4000)
    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=60)
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("site"))
    link = models.URLField(_("link"), blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    artists = models.PositiveIntegerField(_("artists"), null=True, blank=True)
    countries_count = models.PositiveIntegerField(_("countries"), null=True, blank=True)
    audience = models.PositiveBigIntegerField(_("declared audience"), null=True, blank=True)
    audience_source = models.CharField(_("source of the figure"), max_length=200, blank=True)
    published = models.BooleanField(_("public"), default=False)
    cancelled = models.BooleanField(_("cancelled"), default=False)

    objects = EventQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "cohort__programme__organisation__slug",
        "programme": "cohort__programme__slug",
        "cohort": "cohort__slug",
        "event": "slug",
    }

    class Meta:
        ordering = ["starts"]
        indexes = [models.Index(fields=["published", "starts"])]
        constraints = [models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="event_ends_after_start")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("programmes:event", args=[self.slug])

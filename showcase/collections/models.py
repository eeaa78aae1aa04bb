"""Collections."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from incubator.organisations.states import State as OrganisationState
from incubator.web.texts import TextsField
from programmes.editions.models import Cohort, Programme
from showcase.works.models import Work


class CollectionQuerySet(models.QuerySet["Collection"]):
    def visible_to(self, user: Any) -> "CollectionQuerySet":
        seen = self.filter(programme__organisation_id__in=user.organisations_as("editor"))
        return seen.select_related("programme__organisation")

    def public(self) -> "CollectionQuerySet":
        rows = self.filter(published__isnull=False, programme__organisation__state=OrganisationState.APPROVED)
        return rows.select_related("programme")


class Collection(Belonging, models.Model):
    """`cohort` where it shows one edition. Works that are not public are left out of its page by themselves."""

    belongs_to = "programme"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="collections")
    cohort = models.ForeignKey(Cohort, models.SET_NULL, null=True, blank=True, related_name="collections")
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    title = TextsField(_("title"), max_length=140)
    text = TextsField(_("text"), blank=True, long=True, max_length=4000)
    published = models.DateField(_("published"), null=True, blank=True)

    objects = CollectionQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "programme__organisation__slug",
        "programme": "programme__slug",
        "collection": "slug",
    }

    class Meta:
        ordering = ["-published", "-pk"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("showcase:collection", args=[self.slug])


class Placed(models.Model):
    """A work's place in a collection."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="placed")
    work = models.ForeignKey(Work, models.CASCADE, related_name="placed")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["collection", "work"], name="placed_once")]

    def __str__(self) -> str:
        return f"{self.work} · {self.collection}"

"""Creators."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.lib.folding import joined
from incubator.lib.trigrams import TrigramIndex
from incubator.web.texts import TextsField
from participants.participations.models import Participation
from showcase.creators.states import Offer


class CreatorQuerySet(models.QuerySet["Creator"]):
    def visible_to(self, user: Any) -> "CreatorQuerySet":
        return self.filter(person=user)

    def public(self) -> "CreatorQuerySet":
        return self.filter(listed=True)


class Creator(models.Model):
    """The public page of a person or collective; kept for life, switched on and off by its owner. It belongs to no
    organisation. `links` are {"text", "url"}; `available` codes of states.Offer; `search` its name, folded."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="creator")
    participations = models.ManyToManyField(Participation, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    collective = models.BooleanField(_("collective"), default=False)
    statement = TextsField(_("statement"), blank=True, long=True, max_length=1500)
    country = models.CharField(_("country"), max_length=2, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    disciplines = models.JSONField(_("disciplines"), default=list, blank=True)
    website = models.URLField(_("website"), blank=True)
    territory = TextsField(_("where you work"), blank=True, max_length=120)
    available = models.JSONField(_("available for"), default=list, blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)
    listed = models.BooleanField(_("public page"), default=False)
    search = models.TextField(blank=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    objects = CreatorQuerySet.as_manager()
    route: ClassVar = {"creator": "slug"}

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["listed", "name", "id"]), TrigramIndex(fields=["search"], name="creator_search")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = joined([self.name])
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("showcase:creator", args=[self.slug])

    @property
    def offers(self) -> list[str]:
        """What it is available for, in words."""
        named = dict(Offer.choices)
        return [str(named[one]) for one in self.available if one in named]


class Belonging(models.Model):
    """A creator in a collective: named by its owner, shown once the one named has said yes."""

    collective = models.ForeignKey(Creator, models.CASCADE, related_name="belongings")
    member = models.ForeignKey(Creator, models.CASCADE, related_name="collectives")
    agreed = models.DateTimeField(null=True)

    class Meta:
        ordering = ["member__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["collective", "member"], name="belonging_once")]

    def __str__(self) -> str:
        return f"{self.member} · {self.collective}"

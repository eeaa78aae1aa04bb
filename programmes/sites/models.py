"""Sites and spaces."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class SiteQuerySet(models.QuerySet["Site"]):
    def visible_to(self, user: Any) -> "SiteQuerySet":
        return self.filter(organisation_id__in=user.organisations_as("editor"))


class Site(models.Model):
    organisation = models.ForeignKey("incubator.Organisation", models.CASCADE, related_name="sites")
    name = models.CharField(_("name"), max_length=120)
    city = models.CharField(_("city"), max_length=80)
    country = models.CharField(_("country"), max_length=2)
    time_zone = models.CharField(_("time zone"), max_length=60)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    is_hub = models.BooleanField(_("hub"), default=False)

    objects = SiteQuerySet.as_manager()
    route: ClassVar = {"organisation": "organisation__slug", "site": "pk"}

    class Meta:
        ordering = ["country", "city", "name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}" if self.city not in self.name else self.name


class Space(models.Model):
    site = models.ForeignKey(Site, models.CASCADE, related_name="spaces")
    name = models.CharField(_("name"), max_length=120)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    equipment = models.CharField(_("equipment"), max_length=300, blank=True)

    class Meta:
        ordering = ["site", "name"]

    def __str__(self) -> str:
        return self.name

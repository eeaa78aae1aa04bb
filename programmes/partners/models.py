"""Partners and their part in a programme."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.partners.states import Kind


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, user: Any) -> "PartnerQuerySet":
        return self.filter(organisation_id__in=user.organisations_as("editor"))


class Partner(models.Model):
    """A body another organisation works with; `organisation` is the one that entered it."""

    organisation = models.ForeignKey("incubator.Organisation", models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=160)
    country = models.CharField(_("country"), max_length=2)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    website = models.URLField(_("website"), blank=True)

    objects = PartnerQuerySet.as_manager()
    route: ClassVar = {"organisation": "organisation__slug", "partner": "pk"}

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="partner_once")]

    def __str__(self) -> str:
        return self.name


class Partnership(models.Model):
    """A partner's role in one programme; `amount` where it gives money."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="partnerships")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="partnerships")
    role = models.CharField(_("role"), max_length=20, choices=Kind.choices)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "partner"], name="partnership_once")]

    def __str__(self) -> str:
        return str(self.partner)

"""Partners and their part in programmes."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from incubator.web.texts import TextsField
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


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def visible_to(self, user: Any) -> "PartnershipQuerySet":
        seen = self.filter(programme__organisation_id__in=user.organisations_as("editor"))
        return seen.select_related("programme__organisation", "partner")

    def current(self) -> "PartnershipQuerySet":
        """Those that were not taken out, with their partner."""
        return self.filter(left__isnull=True).select_related("partner")


class Partnership(Belonging, models.Model):
    """A partner's role in one programme; `amount` where it gives money. One that was taken out is kept, so that it can come
    back as it was."""

    belongs_to = "programme"

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="partnerships")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="partnerships")
    role = models.CharField(_("role"), max_length=20, choices=Kind.choices)
    note = TextsField(_("what it does here, in one sentence"), blank=True, max_length=200)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    left = models.DateTimeField(null=True, blank=True)

    objects = PartnershipQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "programme__organisation__slug",
        "programme": "programme__slug",
        "partnership": "pk",
    }

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "partner"], name="partnership_once")]

    def __str__(self) -> str:
        return str(self.partner)

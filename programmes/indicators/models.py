"""Indicators."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from incubator.web.texts import TextsField
from programmes.editions.models import Cohort


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, user: Any) -> "IndicatorQuerySet":
        return self.filter(cohort__programme__organisation_id__in=user.organisations_as("editor"))


class Indicator(Belonging, models.Model):
    """A named figure. `measure` names a registered count; without one, `entered` holds the figure and `source` says whose.

    What the world reads is the figure as it was `declared` on a day: a count that goes on by itself is not published by itself.
    """

    belongs_to = "cohort"

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="indicators")
    name = TextsField(_("name"), max_length=160)
    measure = models.CharField(_("counted as"), max_length=40, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    entered = models.DecimalField(_("figure"), max_digits=14, decimal_places=2, null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    out_of = models.DecimalField(_("out of how many"), max_digits=14, decimal_places=2, null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    shown = models.BooleanField(_("on the public page"), default=False)
    declared = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    declared_on = models.DateField(null=True, blank=True)

    objects = IndicatorQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "cohort__programme__organisation__slug",
        "programme": "cohort__programme__slug",
        "cohort": "cohort__slug",
        "indicator": "pk",
    }

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.name)

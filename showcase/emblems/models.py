"""Marks."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from incubator.organisations.models import Organisation
from programmes.partners.models import Partner
from showcase.media.models import Asset


class MarkQuerySet(models.QuerySet["Mark"]):
    def visible_to(self, user: Any) -> "MarkQuerySet":
        mine = user.organisations_as("editor")
        return self.filter(Q(partner__organisation_id__in=mine) | Q(bearer_id__in=mine))


class Mark(models.Model):
    """The logo of one partner, as the organisation that works with it entered it, or of an organisation (`bearer`). Its
    words for people who do not see it are its asset's."""

    asset = models.OneToOneField(Asset, models.CASCADE, related_name="mark")
    partner = models.OneToOneField(Partner, models.CASCADE, null=True, related_name="+")
    bearer = models.OneToOneField(Organisation, models.CASCADE, null=True, related_name="+")

    objects = MarkQuerySet.as_manager()
    route: ClassVar = {"mark": "pk"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=True, bearer__isnull=False) | Q(partner__isnull=False, bearer__isnull=True),
                name="mark_of_one",
            )
        ]

    def __str__(self) -> str:
        return str(self.partner or self.bearer)

    @property
    def organisation(self) -> Organisation:
        return self.partner.organisation if self.partner else self.bearer  # type: ignore[return-value]

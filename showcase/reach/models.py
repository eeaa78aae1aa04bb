"""Sums by day; no row is about a visitor."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from showcase.reach.states import What
from showcase.works.models import Work


class Tally(models.Model):
    """How often one thing happened to a work on one day (UTC), from one country ("" where it is not known)."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="tallies")
    day = models.DateField(_("day"))
    what = models.CharField(max_length=8, choices=What.choices)
    country = models.CharField(_("country"), max_length=2, blank=True)
    many = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "day", "what", "country"], name="tally_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.country}: {self.many}"


class Emptied(models.Model):
    """A basket of counts that is in the tallies already: emptied once, however often its job is begun again."""

    key = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key

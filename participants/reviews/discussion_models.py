"""Readers of one application talk where they differ; scores changed in it keep what they were."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from participants.applications.models import Application
from participants.reviews.models import Review
from participants.reviews.states import Cause
from programmes.calls.models import Stage


class DiscussionQuerySet(models.QuerySet["Discussion"]):
    def visible_to(self, user: Any) -> "DiscussionQuerySet":
        """The desk's; a reader's from their own submitted review on."""
        given = Review.objects.of(user).filter(state="submitted", stage=models.OuterRef("stage"))
        mine = models.Exists(given.filter(application=models.OuterRef("application")))
        desk = models.Q(stage__call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        seen = self.filter(desk | models.Q(mine))
        return seen.select_related("stage__call__cohort__programme__organisation", "application")


class Discussion(Belonging, models.Model):
    """Opened by the reviews themselves where they lie far apart, or by a coordinator. One for an application in a stage."""

    belongs_to = "stage"

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="discussions")
    application = models.ForeignKey(Application, models.CASCADE, related_name="discussions")
    cause = models.CharField(max_length=12, choices=Cause.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opened = models.DateTimeField(auto_now_add=True)

    objects = DiscussionQuerySet.as_manager()
    route: ClassVar = {"discussion": "pk"}

    class Meta:
        ordering = ["-opened", "-pk"]
        constraints = [models.UniqueConstraint(fields=["stage", "application"], name="discussion_once")]

    def __str__(self) -> str:
        return self.application.reference or str(self.application_id)


class Remark(models.Model):
    """What one of them wrote: a reader through their `review`, or a coordinator (no review)."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="remarks")
    review = models.ForeignKey(Review, models.CASCADE, null=True, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("remark"), max_length=3000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Amendment(models.Model):
    """A submitted review whose scores its reader changed: what they were (`scores`: criterion id to value), and why."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="amendments")
    scores = models.JSONField()
    was = models.DecimalField(max_digits=5, decimal_places=2)
    total = models.DecimalField(max_digits=5, decimal_places=2)
    reason = models.TextField(_("reason"), max_length=1000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.was} → {self.total}"

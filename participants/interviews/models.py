"""Hours of an interview stage, and who comes to which."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from participants.applications.models import Application
from participants.interviews.states import State
from participants.reviews.models import Reviewer
from programmes.calls.models import Stage


class SlotQuerySet(models.QuerySet["Slot"]):
    def visible_to(self, user: Any) -> "SlotQuerySet":
        seen = self.filter(stage__call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return seen.select_related("stage__call__cohort__programme__organisation")


class Slot(Belonging, models.Model):
    """One hour for one candidate, at a place or behind a link (or both), with the people who ask. `time_zone` is the one its
    time is said in, beside the reader's own.
    """

    belongs_to = "stage"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="slots")
    starts = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=30, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    time_zone = models.CharField(_("time zone"), max_length=60)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link to the meeting"), max_length=500, blank=True)
    panel = models.ManyToManyField(Reviewer, related_name="slots", verbose_name=_("who asks"))

    objects = SlotQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "stage__call__cohort__programme__organisation__slug",
        "programme": "stage__call__cohort__programme__slug",
        "cohort": "stage__call__cohort__slug",
        "slot": "pk",
    }

    class Meta:
        ordering = ["starts", "pk"]

    def __str__(self) -> str:
        return f"{self.starts:%Y-%m-%d %H:%M}"

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(minutes=self.minutes)


class InterviewQuerySet(models.QuerySet["Interview"]):
    def visible_to(self, user: Any) -> "InterviewQuerySet":
        """One's own, and those of one's organisation."""
        own = models.Q(application__applicant=user)
        desk = models.Q(stage__call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        seen = self.filter(own | desk)
        return seen.select_related("stage__call__cohort__programme__organisation", "application", "slot")


class Interview(Belonging, models.Model):
    """One candidate's interview in one stage. `words` is what they wrote when no hour suited them. `sequence` grows with each
    change that calendars must hear of.
    """

    belongs_to = "stage"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="interviews")
    application = models.ForeignKey(Application, models.CASCADE, related_name="interviews")
    slot = models.OneToOneField(Slot, models.PROTECT, null=True, related_name="interview")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.INVITED)
    words = models.TextField(_("message"), blank=True, max_length=1000)
    sequence = models.PositiveIntegerField(default=0)
    invited = models.DateTimeField(auto_now_add=True)
    answered = models.DateTimeField(null=True)
    changed = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = InterviewQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "stage__call__cohort__programme__organisation__slug",
        "programme": "stage__call__cohort__programme__slug",
        "cohort": "stage__call__cohort__slug",
        "interview": "pk",
    }

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["stage", "application"], name="interview_once")]

    def __str__(self) -> str:
        return str(self.application)

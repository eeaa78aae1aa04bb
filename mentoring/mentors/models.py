"""Mentors and their engagements."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from incubator.web.texts import TextsField
from programmes.editions.models import Cohort


class Mentor(models.Model):
    """A person's profile as mentor. `skills` are codes of states.SKILLS, `stages` of a project's creation,
    `languages` best first, `available` half-days like "mon-am" in the own zone."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentor")
    headline = TextsField(_("in one line"), blank=True, max_length=160)
    about = TextsField(_("about"), blank=True, long=True, max_length=3000)
    skills = models.JSONField(_("knows about"), default=list, blank=True)
    stages = models.JSONField(_("accompanies projects at the stage of"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    available = models.JSONField(_("available"), default=list, blank=True)
    may_be_named = models.BooleanField(_("may be named on works' pages"), default=False)

    def __str__(self) -> str:
        return str(self.person)


class EngagementQuerySet(models.QuerySet["Engagement"]):
    def visible_to(self, user: Any) -> "EngagementQuerySet":
        own = models.Q(mentor__person=user)
        desk = models.Q(cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return self.filter(own | desk).select_related("cohort__programme__organisation", "mentor__person")


class Engagement(Belonging, models.Model):
    """A mentor in one cohort. `answered` is empty until the mentor has said what they can give."""

    belongs_to = "cohort"

    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="engagements")
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="engagements")
    capacity = models.PositiveSmallIntegerField(_("participants at most"), default=2)
    active = models.BooleanField(default=True)
    answered = models.DateTimeField(null=True)

    objects = EngagementQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "cohort__programme__organisation__slug",
        "programme": "cohort__programme__slug",
        "cohort": "cohort__slug",
        "engagement": "pk",
    }

    class Meta:
        ordering = ["mentor__person__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["mentor", "cohort"], name="engagement_once")]

    def __str__(self) -> str:
        return str(self.mentor)

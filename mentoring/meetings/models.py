"""Mentorships and logged sessions."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from mentoring.meetings.states import MeetingState, MentorshipState, Mode
from mentoring.mentors.models import Engagement
from participants.participations.models import Participation


class MentorshipQuerySet(models.QuerySet["Mentorship"]):
    def visible_to(self, user: Any) -> "MentorshipQuerySet":
        mine = models.Q(engagement__mentor__person=user) | models.Q(participation__person=user)
        desk = models.Q(participation__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return self.filter(mine | desk).select_related(
            "participation__cohort__programme__organisation",
            "participation__person",
            "engagement__mentor__person",
        )


class Mentorship(Belonging, models.Model):
    belongs_to = "participation"

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="mentorships")
    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="mentorships")
    state = models.CharField(max_length=12, choices=MentorshipState.choices, default=MentorshipState.ACTIVE)
    goals = models.TextField(_("goals"), blank=True, max_length=2000)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)

    objects = MentorshipQuerySet.as_manager()
    route: ClassVar = {"mentorship": "pk"}

    class Meta:
        ordering = ["participation__person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "engagement"], condition=~models.Q(state="ended"), name="mentorship_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engagement} – {self.participation}"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> "MeetingQuerySet":
        mine = models.Q(mentorship__engagement__mentor__person=user) | models.Q(mentorship__participation__person=user)
        desk = models.Q(mentorship__participation__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return self.filter(mine | desk).select_related(
            "mentorship__participation__cohort__programme__organisation",
            "mentorship__participation__person",
            "mentorship__engagement__mentor__person",
        )


class Meeting(Belonging, models.Model):
    """A mentoring session. `private_notes` are the mentor's alone: nobody else, not even the desk, reads them."""

    belongs_to = "mentorship"

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="meetings")
    state = models.CharField(max_length=12, choices=MeetingState.choices, default=MeetingState.HELD)
    at = models.DateTimeField(_("when"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    mode = models.CharField(_("how"), max_length=8, choices=Mode.choices, default=Mode.VIDEO)
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    shared_notes = models.TextField(_("shared notes"), blank=True, max_length=6000)
    private_notes = models.TextField(_("private notes"), blank=True, max_length=6000)
    next_steps = models.TextField(_("next steps"), blank=True, max_length=2000)
    logged = models.DateTimeField(auto_now_add=True)

    objects = MeetingQuerySet.as_manager()
    route: ClassVar = {"meeting": "pk"}

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.mentorship} {self.at:%Y-%m-%d}"

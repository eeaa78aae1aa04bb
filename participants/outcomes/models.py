"""Outcomes."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from participants.outcomes.states import Kind, State
from participants.participations.models import Participation, Project


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, user: Any) -> "OutcomeQuerySet":
        own = models.Q(participation__person=user)
        desk = models.Q(participation__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return self.filter(own | desk).select_related("participation__cohort__programme__organisation", "participation__person")


class Outcome(Belonging, models.Model):
    """A fact with its proof (a link), declared by the participant or a coordinator, verified by a coordinator."""

    belongs_to = "participation"

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="outcomes")
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="outcomes")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("what happened"), max_length=200)
    date = models.DateField(_("date"))
    proof = models.URLField(_("proof (a link)"), blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DECLARED)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    objects = OutcomeQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "participation__cohort__programme__organisation__slug",
        "programme": "participation__cohort__programme__slug",
        "cohort": "participation__cohort__slug",
        "outcome": "pk",
    }

    class Meta:
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return self.title

"""Participations and projects."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.access.registry import extra_sight
from incubator.organisations.belonging import Belonging
from participants.applications.models import Application
from participants.participations.states import Creation, State
from programmes.editions.models import Cohort, Group
from programmes.sites.models import Site


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, user: Any) -> "ParticipationQuerySet":
        """Own; of fellow participants' cohorts no row here (names only, through queries); the desk's; and granted ones."""
        own = models.Q(person=user)
        desk = models.Q(cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        seen = self.filter(own | desk | extra_sight("participants.Participation", user))
        return seen.select_related("cohort__programme__organisation", "person", "site")

    def present(self) -> "ParticipationQuerySet":
        return self.filter(state__in=[State.ACTIVE, State.COMPLETED])


class Participation(Belonging, models.Model):
    """A person in a cohort. `needs` are skill codes looked for, `available` half-days like "mon-am"."""

    belongs_to = "cohort"

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="participations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="participations")
    application = models.OneToOneField(Application, models.SET_NULL, null=True, blank=True, related_name="participation")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ACTIVE)
    country = models.CharField(_("country"), max_length=2, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    needs = models.JSONField(_("looks for help with"), default=list, blank=True)
    available = models.JSONField(_("available"), default=list, blank=True)
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="participations")
    groups = models.ManyToManyField(Group, blank=True, related_name="participations")
    since = models.DateField(_("since"), null=True, blank=True)
    ended = models.DateField(null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "cohort__programme__organisation__slug",
        "programme": "cohort__programme__slug",
        "cohort": "cohort__slug",
        "participation": "pk",
    }

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "person"], name="participation_once")]

    def __str__(self) -> str:
        return str(self.person)


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: Any) -> "ProjectQuerySet":
        own = models.Q(members__person=user)
        desk = models.Q(cohort__programme__organisation_id__in=user.organisations_as("editor"))
        seen = self.filter(own | desk | extra_sight("participants.Project", user)).distinct()
        return seen.select_related("cohort__programme__organisation")


class Project(Belonging, models.Model):
    """What one or several participants develop."""

    belongs_to = "cohort"

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="projects")
    members = models.ManyToManyField(Participation, related_name="projects", verbose_name=_("members"))
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True, max_length=2000)
    discipline = models.CharField(_("discipline"), max_length=40, blank=True)
    stage = models.CharField(_("stage of creation"), max_length=12, choices=Creation.choices, default=Creation.IDEA)
    created = models.DateTimeField(auto_now_add=True)

    objects = ProjectQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "cohort__programme__organisation__slug",
        "programme": "cohort__programme__slug",
        "cohort": "cohort__slug",
        "project": "pk",
    }

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

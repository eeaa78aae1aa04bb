"""Workshops, sessions, facilitators."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.access.registry import extra_sight
from incubator.organisations.belonging import Belonging
from incubator.organisations.models import Organisation
from incubator.web.texts import TextsField
from programmes.editions.models import Cohort, Group
from programmes.sites.models import Site, Space
from programmes.workshops.states import SessionKind


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def visible_to(self, user: Any) -> "WorkshopQuerySet":
        mine = models.Q(cohort__programme__organisation_id__in=user.organisations_as("editor"))
        seen = self.filter(mine | extra_sight("programmes.Workshop", user))
        return seen.select_related("cohort__programme__organisation")


class Workshop(Belonging, models.Model):
    """A dated block of a cohort at one or several sites."""

    belongs_to = "cohort"

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="workshops")
    slug = models.SlugField(_("address"), max_length=60)
    title = TextsField(_("title"), max_length=140)
    about = TextsField(_("about"), blank=True, long=True, max_length=4000)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    sites = models.ManyToManyField(Site, blank=True, related_name="workshops", verbose_name=_("sites"))
    host = models.ForeignKey("programmes.Partner", models.SET_NULL, null=True, blank=True, related_name="+")
    published = models.BooleanField(_("shown to participants"), default=False)

    objects = WorkshopQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "cohort__programme__organisation__slug",
        "programme": "cohort__programme__slug",
        "cohort": "cohort__slug",
        "workshop": "slug",
    }

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "slug"], name="workshop_address")]

    def __str__(self) -> str:
        return str(self.title)


class FacilitatorQuerySet(models.QuerySet["Facilitator"]):
    def visible_to(self, user: Any) -> "FacilitatorQuerySet":
        return self.filter(organisation_id__in=user.organisations_as("editor"))


class Facilitator(models.Model):
    """A person with an account, or an outside expert by name."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="facilitators")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="facilitates")
    name = models.CharField(_("name"), max_length=120)
    affiliation = models.CharField(_("organisation"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    remote = models.BooleanField(_("at a distance"), default=False)

    objects = FacilitatorQuerySet.as_manager()
    route: ClassVar = {"organisation": "organisation__slug", "facilitator": "pk"}

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: Any) -> "SessionQuerySet":
        mine = models.Q(workshop__cohort__programme__organisation_id__in=user.organisations_as("editor"))
        own = models.Q(facilitators__person=user)
        seen = self.filter(mine | own | extra_sight("programmes.Session", user)).distinct()
        return seen.select_related("workshop__cohort__programme__organisation")


class Session(Belonging, models.Model):
    """A slot of a workshop. Several spaces (one per site) when it is streamed; no group means the whole cohort."""

    belongs_to = "workshop"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sessions")
    title = TextsField(_("title"), max_length=140)
    about = TextsField(_("about"), blank=True, long=True, max_length=2000)
    kind = models.CharField(_("kind"), max_length=12, choices=SessionKind.choices, default=SessionKind.PRACTICE)
    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=60)
    spaces = models.ManyToManyField(Space, blank=True, related_name="sessions", verbose_name=_("spaces"))
    facilitators = models.ManyToManyField(Facilitator, blank=True, related_name="sessions", verbose_name=_("facilitators"))
    groups = models.ManyToManyField(Group, blank=True, related_name="sessions", verbose_name=_("groups"))
    after = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="before")
    link = models.URLField(_("link for remote people"), blank=True)
    cancelled = models.BooleanField(_("cancelled"), default=False)
    sequence = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField(auto_now=True)

    objects = SessionQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "workshop__cohort__programme__organisation__slug",
        "programme": "workshop__cohort__programme__slug",
        "cohort": "workshop__cohort__slug",
        "workshop": "workshop__slug",
        "session": "pk",
    }

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="session_ends_after_start")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def desk_path(self) -> str:
        return reverse("programmes:edit_session", args=[*self.workshop.cohort.slugs, self.workshop.slug, self.pk])

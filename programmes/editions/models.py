"""Programmes, cohorts, phases, groups."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.access.registry import extra_sight
from incubator.organisations.belonging import Belonging
from incubator.organisations.models import Organisation
from incubator.organisations.states import State as OrganisationState
from incubator.web.texts import TextsField
from programmes.editions.states import Accent, GroupKind, Kind


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: Any) -> "ProgrammeQuerySet":
        return self.filter(organisation_id__in=user.organisations_as("editor"))

    def public(self) -> "ProgrammeQuerySet":
        return self.filter(listed=True, organisation__state=OrganisationState.APPROVED)


class Programme(models.Model):
    """Long-lived. `countries`, `disciplines` and `languages` are lists of codes; the first language is the fallback."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="programmes")
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = TextsField(_("name"), max_length=120)
    summary = TextsField(_("in one sentence"), blank=True, max_length=240)
    about = TextsField(_("about"), blank=True, long=True, max_length=6000)
    audience = TextsField(_("who it is for"), blank=True, long=True, max_length=1500)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.INCUBATION)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    disciplines = models.JSONField(_("disciplines"), default=list, blank=True)
    languages = models.JSONField(_("working languages"), default=list, blank=True)
    publication_languages = models.JSONField(_("languages of publication"), default=list, blank=True)
    accent = models.CharField(_("colour"), max_length=12, choices=Accent.choices, default=Accent.ARTS)
    since = models.DateField(_("since"), null=True, blank=True)
    duration_months = models.PositiveSmallIntegerField(_("length in months"), null=True, blank=True)
    potential_members = models.PositiveIntegerField(_("potential members"), null=True, blank=True)
    rewards = TextsField(_("rewards"), blank=True, long=True, max_length=1500)
    listed = models.BooleanField(_("public page"), default=False)
    created = models.DateTimeField(auto_now_add=True)

    objects = ProgrammeQuerySet.as_manager()
    route: ClassVar = {"organisation": "organisation__slug", "programme": "slug"}

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_public(self) -> bool:
        return self.listed and self.organisation.is_public

    def get_absolute_url(self) -> str:
        return reverse("programmes:programme", args=[self.slug])


class CohortQuerySet(models.QuerySet["Cohort"]):
    def visible_to(self, user: Any) -> "CohortQuerySet":
        """On the desk: members of the organisation, and whom higher floors let in."""
        mine = models.Q(programme__organisation_id__in=user.organisations_as("editor"))
        return self.filter(mine | extra_sight("programmes.Cohort", user)).select_related("programme__organisation")

    def public(self) -> "CohortQuerySet":
        return self.filter(programme__listed=True, programme__organisation__state=OrganisationState.APPROVED)


class Cohort(Belonging, models.Model):
    """One edition. `budget` is for the whole cohort, `budget_per_person` what each participant may receive."""

    belongs_to = "programme"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="cohorts")
    slug = models.SlugField(_("address"), max_length=60)
    name = TextsField(_("name"), max_length=120)
    number = models.PositiveSmallIntegerField(_("edition number"), default=1)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    capacity = models.PositiveIntegerField(_("places"))
    budget = models.DecimalField(_("budget"), max_digits=12, decimal_places=2, null=True, blank=True)
    budget_per_person = models.DecimalField(_("per participant"), max_digits=10, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    notes = TextsField(_("notes"), blank=True, long=True, max_length=2000)
    sites = models.ManyToManyField("programmes.Site", blank=True, related_name="cohorts", verbose_name=_("sites"))

    objects = CohortQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "programme__organisation__slug",
        "programme": "programme__slug",
        "cohort": "slug",
    }

    class Meta:
        ordering = ["-starts"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="cohort_address"),
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="cohort_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} · {self.name}"

    @property
    def slugs(self) -> list[str]:
        """Organisation, programme and cohort, as the desk's addresses name them."""
        return [self.programme.organisation.slug, self.programme.slug, self.slug]

    @property
    def scope(self) -> str:
        """What messages about this cohort are filed under."""
        return f"cohort:{self.pk}"

    @property
    def spent_per_place(self) -> Decimal | None:
        return self.budget / self.capacity if self.budget and self.capacity else None


class Phase(models.Model):
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="phases")
    name = TextsField(_("name"), max_length=120)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "starts"]
        constraints = [models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="phase_ends_after_start")]

    def __str__(self) -> str:
        return str(self.name)


class Group(models.Model):
    """A part of a cohort's people."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="groups")
    name = TextsField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=GroupKind.choices)
    about = TextsField(_("about"), blank=True, long=True, max_length=1500)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.name)

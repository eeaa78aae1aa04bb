"""Organisations, memberships, invitations."""

import secrets
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_name
from incubator.organisations.states import Role, SignOff, State
from incubator.web.texts import TextsField


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: Any) -> "OrganisationQuerySet":
        """On the desk: those one is a member of; platform admins see all."""
        if getattr(user, "is_staff", False):
            return self
        return self.filter(pk__in=list(user.roles))

    def public(self) -> "OrganisationQuerySet":
        return self.filter(state=State.APPROVED)


class Organisation(models.Model):
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    long_name = models.CharField(_("full name"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2)
    city = models.CharField(_("city"), max_length=80, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    website = models.URLField(_("website"), blank=True)
    about = TextsField(_("about"), blank=True, long=True, max_length=3000)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    second_factor = models.BooleanField(
        _("second factor for owners and coordinators"),
        default=False,
        help_text=_("Owners and coordinators must add an app code or a passkey before they can work here."),
    )
    sign_off = models.CharField(
        _("signatures under a selection"),
        max_length=8,
        choices=SignOff.choices,
        blank=True,
        default=SignOff.NONE,
        help_text=_("Before decisions are published, these people sign what will be told."),
    )
    created = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()
    route: ClassVar = {"organisation": "slug"}

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation(self) -> "Organisation":
        return self

    @property
    def organisation_id(self) -> int:
        return self.pk

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def is_public(self) -> bool:
        return self.state == State.APPROVED


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: Any) -> "MembershipQuerySet":
        """One's own, and those of the organisations one is a member of."""
        return self.filter(models.Q(person=user) | models.Q(organisation_id__in=list(user.roles)))


class Membership(models.Model):
    """A person's role in an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    since = models.DateTimeField(auto_now_add=True)
    shown = models.BooleanField(_("named on the public page"), default=False)

    objects = MembershipQuerySet.as_manager()
    route: ClassVar = {"organisation": "organisation__slug", "membership": "pk"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person", "role"], name="membership_once")]
        ordering = ["role", "person__name"]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"


LAPSES_AFTER = timedelta(days=14)


def invitation_token() -> str:
    return secrets.token_urlsafe(24)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Any) -> "InvitationQuerySet":
        """On the desk: those of the organisations one is a member of."""
        return self.filter(organisation_id__in=list(user.roles))

    def still_open(self) -> "InvitationQuerySet":
        fresh = timezone.now() - LAPSES_AFTER
        return self.filter(accepted=None, withdrawn=None, created__gt=fresh)


class Invitation(models.Model):
    """Bound to one organisation, role and address; used once; lapses after fourteen days."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    token = models.CharField(max_length=40, unique=True, default=invitation_token)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    accepted = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()
    route: ClassVar = {"organisation": "organisation__slug", "invitation": "pk"}

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"{self.email} ({self.role})"

    @property
    def is_open(self) -> bool:
        fresh = self.created > timezone.now() - LAPSES_AFTER
        return self.accepted is None and self.withdrawn is None and fresh

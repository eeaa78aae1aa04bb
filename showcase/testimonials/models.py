"""Testimonials."""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from incubator.web.texts import TextsField
from programmes.editions.models import Cohort, Programme
from showcase.testimonials.states import State, Voice
from showcase.works.models import Work


def token() -> str:
    return secrets.token_urlsafe(24)


class TestimonialQuerySet(models.QuerySet["Testimonial"]):
    def visible_to(self, user: Any) -> "TestimonialQuerySet":
        seen = self.filter(programme__organisation_id__in=user.organisations_as("editor"))
        return seen.select_related("programme__organisation")

    def public(self) -> "TestimonialQuerySet":
        return self.filter(state=State.PUBLISHED, programme__in=Programme.objects.public())


class Testimonial(Belonging, models.Model):
    """`language` is the one the person wrote in; texts of the others are translations. `consent` is the sentence they
    agreed to, as it was shown. `token` is their way in, with or without an account."""

    belongs_to = "programme"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="testimonials")
    cohort = models.ForeignKey(Cohort, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("edition"))
    work = models.ForeignKey(Work, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("work"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="testimonials")
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120)
    line = models.CharField(_("who you are, in a few words"), max_length=120, blank=True)
    voice = models.CharField(_("speaks as"), max_length=12, choices=Voice.choices, default=Voice.ALUMNI)
    words = TextsField(_("words"), blank=True, long=True, max_length=900)
    language = models.CharField(_("language"), max_length=8)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    consent = models.TextField(blank=True)
    consented = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
    token = models.CharField(max_length=43, unique=True, default=token, editable=False)
    order = models.PositiveSmallIntegerField(default=0)
    asked = models.DateTimeField(auto_now_add=True)

    objects = TestimonialQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "programme__organisation__slug",
        "programme": "programme__slug",
        "testimonial": "pk",
    }

    class Meta:
        ordering = ["order", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("showcase:testimonial", args=[self.token])

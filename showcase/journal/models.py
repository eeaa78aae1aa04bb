"""Issues and articles of the review."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from incubator.organisations.states import State as OrganisationState
from incubator.web.texts import TextsField
from programmes.editions.models import Programme
from showcase.media.models import Asset


class IssueQuerySet(models.QuerySet["Issue"]):
    def visible_to(self, user: Any) -> "IssueQuerySet":
        seen = self.filter(programme__organisation_id__in=user.organisations_as("editor"))
        return seen.select_related("programme__organisation")

    def public(self) -> "IssueQuerySet":
        rows = self.filter(published__isnull=False, programme__organisation__state=OrganisationState.APPROVED)
        return rows.select_related("programme__organisation")


class Issue(Belonging, models.Model):
    belongs_to = "programme"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="issues")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    number = models.PositiveSmallIntegerField(_("number"))
    title = TextsField(_("title"), max_length=140)
    summary = TextsField(_("in one sentence"), blank=True, max_length=300)
    cover = models.ForeignKey(Asset, models.SET_NULL, null=True, blank=True, related_name="+")
    published = models.DateField(_("published"), null=True, blank=True)

    objects = IssueQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "programme__organisation__slug",
        "programme": "programme__slug",
        "issue": "slug",
    }

    class Meta:
        ordering = ["-published", "-number"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("showcase:issue", args=[self.slug])


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: Any) -> "ArticleQuerySet":
        seen = self.filter(issue__programme__organisation_id__in=user.organisations_as("editor"))
        return seen.select_related("issue__programme__organisation")


class Article(Belonging, models.Model):
    """`kind` is "article" or "interview"; `credits` one line per language."""

    belongs_to = "issue"

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="articles")
    slug = models.SlugField(_("address"), max_length=100)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=[("article", _("article")), ("interview", _("interview"))],
        default="article",
    )
    title = TextsField(_("title"), max_length=160)
    summary = TextsField(_("in one sentence"), blank=True, max_length=300)
    body = TextsField(_("text"), blank=True, long=True, max_length=20000)
    author = models.CharField(_("author"), max_length=120, blank=True)
    picture = models.ForeignKey(Asset, models.SET_NULL, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    objects = ArticleQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "issue__programme__organisation__slug",
        "programme": "issue__programme__slug",
        "issue": "issue__slug",
        "article": "slug",
    }

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["issue", "slug"], name="article_address")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("showcase:article", args=[self.issue.slug, self.slug])

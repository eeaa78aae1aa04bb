"""Works, credits, their assets and facets."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access.registry import extra_sight
from incubator.lib.lists import ListIndex
from incubator.lib.trigrams import TrigramIndex
from incubator.organisations.belonging import Belonging
from incubator.organisations.states import State as OrganisationState
from incubator.web.texts import Texts, TextsField
from participants.participations.models import Project
from programmes.editions.models import Cohort, Programme
from programmes.workshops.models import Workshop
from showcase.creators.models import Creator
from showcase.media.models import Asset
from showcase.works.states import RIGHTS, Age, Embargo, Honour, Kind, Need, Place, State


class WorkQuerySet(models.QuerySet["Work"]):
    def visible_to(self, user: Any) -> "WorkQuerySet":
        own = models.Q(proposed_by=user) | models.Q(project__members__person=user)
        desk = models.Q(programme__organisation_id__in=user.organisations_as("editor"))
        seen = self.filter(own | desk | extra_sight("showcase.Work", user)).distinct()
        return seen.select_related("programme__organisation", "cohort", "project", "workshop")

    def public(self) -> "WorkQuerySet":
        """Published, of an organisation the platform has approved and has not refused since, and not kept back for a
        festival. The end of an embargo is read from the clock: no job has to come and lift it."""
        shown = self.filter(state=State.PUBLISHED, programme__organisation__state=OrganisationState.APPROVED)
        return shown.exclude(embargo=Embargo.HIDDEN, embargo_until__gt=timezone.now())

    def in_full(self) -> "WorkQuerySet":
        """Public, and whole to everybody at this moment."""
        return self.public().exclude(embargo=Embargo.EXCERPT, embargo_until__gt=timezone.now())

    def listed(self) -> "WorkQuerySet":
        """Public, and found on walls, in searches, feeds and maps."""
        return self.public().filter(listed=True)


class Work(Belonging, models.Model):
    """`search` and `search_title` are folded texts of all languages; `marks` all that a list is narrowed by ("country:TN"). `publish_by` is the editor who asked that it be
    published once its files are prepared (dated `publish_as_of`, where that is not the moment it happens).

    `needs` are {"what": one of states.Need, "state": texts}; `need` is the first of them, written by the index.
    `discipline` comes first, `disciplines` are further ones. Published: it has a page; listed: it is also found. `kit_size`: bytes of its press kit, once there is one.
    """

    belongs_to = "programme"

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="works")
    cohort = models.ForeignKey(Cohort, models.PROTECT, null=True, blank=True, related_name="works")
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="works")
    workshop = models.ForeignKey(Workshop, models.SET_NULL, null=True, blank=True, related_name="works")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="works")
    title = TextsField(_("title"), max_length=140)
    summary = TextsField(_("in one or two sentences"), blank=True, max_length=400)
    text = TextsField(_("text"), blank=True, long=True, max_length=6000)
    statement = TextsField(_("statement"), blank=True, long=True, max_length=3000)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    discipline = models.CharField(_("discipline"), max_length=40, blank=True)
    disciplines = models.JSONField(_("other disciplines"), default=list, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    countries = models.JSONField(_("countries"), default=list)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    extent = TextsField(_("extent"), blank=True, max_length=60)
    rights = models.CharField(_("rights"), max_length=10, choices=RIGHTS, default="all")
    rights_note = TextsField(_("note on rights"), blank=True, max_length=300)
    needs = models.JSONField(_("is looking for"), default=list, blank=True)
    need = models.CharField(max_length=14, choices=Need.choices, blank=True, default="")
    age = models.CharField(_("age"), max_length=3, choices=Age.choices, blank=True, default="")
    notes = models.JSONField(_("content notes"), default=list, blank=True)
    notes_text = TextsField(_("content notes in your words"), blank=True, max_length=200)
    access = models.JSONField(_("accessibility"), default=list, blank=True)
    subtitles = models.JSONField(_("subtitles"), default=list, blank=True)
    embargo = models.CharField(_("embargo"), max_length=8, choices=Embargo.choices, blank=True, default="")
    embargo_until = models.DateTimeField(_("until"), null=True, blank=True)
    embargo_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    link = models.URLField(_("link"), blank=True)
    stage = models.CharField(_("stage colour"), max_length=7, blank=True)
    cover = models.ForeignKey(Asset, models.SET_NULL, null=True, blank=True, related_name="+")
    byline = models.CharField(max_length=240, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    note = models.TextField(_("note to the author"), blank=True, max_length=1500)
    listed = models.BooleanField(_("on the walls"), default=True)
    featured = models.BooleanField(_("on the front page"), default=False)
    publish_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    publish_as_of = models.DateTimeField(null=True, blank=True)
    kit_size = models.PositiveBigIntegerField(null=True, editable=False)
    marks = models.JSONField(default=list, editable=False)
    search_title = models.TextField(blank=True)
    search = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)
    published = models.DateTimeField(null=True)

    objects = WorkQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "programme__organisation__slug",
        "programme": "programme__slug",
        "cohort": "cohort__slug",
        "work": "slug",
    }

    class Meta:
        ordering = ["-published", "-pk"]
        indexes = [
            models.Index(fields=["state", "-published", "-id"], name="work_list"),
            models.Index(fields=["state", "kind", "-published", "-id"], name="work_kind"),
            models.Index(fields=["state", "programme", "-published", "-id"], name="work_programme"),
            models.Index(fields=["state", "year", "-published", "-id"], name="work_year"),
            models.Index(fields=["state", "discipline", "-published", "-id"], name="work_discipline"),
            models.Index(fields=["need", "-published", "-id"], name="work_need", condition=models.Q(state="published")),
            models.Index(fields=["-published", "-id"], name="work_front", condition=models.Q(featured=True)),
            models.Index(fields=["state", "search_title", "id"], name="work_title"),
            models.Index(fields=["state", "listed", "kind", "year", "programme"], name="work_counts"),
            models.Index(fields=["embargo_until"], name="work_hidden", condition=models.Q(embargo="hidden")),
            ListIndex(fields=["marks"], name="work_marks"),
            TrigramIndex(fields=["search"], name="work_search"),
            TrigramIndex(fields=["search_title"], name="work_search_title"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def stage_colour(self) -> str:
        """The room around it: the author's choice, else the first colour taken from the cover."""
        if self.stage or self.cover is None:
            return self.stage
        return str(self.cover.stages[0]) if self.cover.stages else ""

    @property
    def accent(self) -> str:
        return self.programme.accent

    @property
    def wanted(self) -> list[tuple[str, Texts]]:
        """What it is looking for, in words, with where each stands."""
        named = dict(Need.choices)
        return [(str(named.get(one["what"], one["what"])), Texts(one.get("state") or {})) for one in self.needs]

    @property
    def under_embargo(self) -> bool:
        return bool(self.embargo and self.embargo_until and self.embargo_until > timezone.now())

    @property
    def in_excerpt(self) -> bool:
        """Whether only the excerpt may be played at this moment."""
        return self.under_embargo and self.embargo == Embargo.EXCERPT

    def get_absolute_url(self) -> str:
        return reverse("showcase:work", args=[self.slug])


class Credit(models.Model):
    """A name in the order of the credits; linked to a creator where they have a page."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="credits")
    role = TextsField(_("role"), max_length=80)
    name = models.CharField(_("name"), max_length=120)
    creator = models.ForeignKey(Creator, models.SET_NULL, null=True, blank=True, related_name="credits")
    author = models.BooleanField(_("author"), default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["name"], name="credit_name")]

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"


class Refusal(models.Model):
    """A creator who does not want this work's credits to lead to their page: their name stays plain, whoever writes it anew."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="refusals")
    creator = models.ForeignKey(Creator, models.CASCADE, related_name="refusals")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "creator"], name="refusal_once")]

    def __str__(self) -> str:
        return f"{self.creator} · {self.work}"


class Recognition(models.Model):
    """A selection, prize or screening: where, when, and a link that proves it. `title` is a name, not translated."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="recognitions")
    kind = models.CharField(_("kind"), max_length=10, choices=Honour.choices)
    title = models.CharField(_("festival, prize or place"), max_length=200)
    place = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    date = models.DateField(_("date"))
    proof = models.URLField(_("proof (a link)"), blank=True)

    class Meta:
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return self.title


class WorkAsset(models.Model):
    """An asset's place in a work. A picture for the `press` says whose it is and what the press may do with it, where that
    is not what holds for the work."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="work_assets")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="work_assets")
    place = models.CharField(_("place"), max_length=10, choices=Place.choices, default=Place.STILL)
    order = models.PositiveSmallIntegerField(default=0)
    press = models.BooleanField(_("for the press"), default=False)
    by = models.CharField(_("who made the picture"), max_length=120, blank=True)
    rights = models.CharField(_("rights to this picture"), max_length=10, choices=[("", _("as the work")), *RIGHTS], blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["work", "asset"], name="work_asset_once")]

    def __str__(self) -> str:
        return f"{self.work} {self.place}"


class Facet(models.Model):
    """A published work under one value of a facet (indexing.FACETS), ordered like the list itself."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="facets")
    name = models.CharField(max_length=10)
    value = models.CharField(max_length=40)
    published = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "name", "value"], name="facet_once")]
        indexes = [models.Index(fields=["name", "value", "-published", "-work"], name="facet_list")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"

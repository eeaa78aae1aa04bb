"""Assets and renditions."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.access.registry import extra_sight
from incubator.files.models import StoredFile
from incubator.web.texts import TextsField
from showcase.media.states import Around, Kind, State, TrackKind


def public_storage() -> Any:
    """What the world may see. Asked for when the app is ready, so that tests may put it elsewhere."""
    return storages["public"]


def rendition_storage() -> Any:
    """All that was made, public or not."""
    return storages["renditions"]


class AssetQuerySet(models.QuerySet["Asset"]):
    def visible_to(self, user: Any) -> "AssetQuerySet":
        if not user.is_authenticated:
            return self.none()
        seen = models.Q(owner=user) | extra_sight("showcase.Asset", user)
        # What describes a film aloud is seen with the film.
        films = Asset.objects.filter(seen, description__isnull=False)
        return self.filter(seen | models.Q(pk__in=films.values("description"))).distinct()


class Asset(models.Model):
    """An uploaded original and what is known of it.

    `done` of `total` steps are made; `seconds` is the running time; `tone` a #rrggbb placeholder colour, `stages` three
    proposed dark stage colours; `waveform` an SVG path for sounds; `attempt` and `lease` guard its one running job.
    `title` where it has one of its own (an episode, a link); `link` is where a link leads: its original is the address itself.
    `moments` are seconds of frames that may stand for a film, `moment` the chosen one (or a picture of its own, `poster`);
    `strip` is [seconds a tile, tiles in a row, tiles]. `description` is a film's sound with what is seen told aloud,
    `transcript` the text of what is said. `shown`: something public shows it, and its files lie in the public folder too (see `showing`);
    `placed`: the folder is known to have followed. `around`: its author says that it was taken all round, `said`: its file says so.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="assets")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="asset")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    reason = models.CharField(_("reason"), max_length=60, blank=True)
    title = TextsField(_("title"), blank=True, max_length=140)
    link = models.URLField(max_length=500, blank=True)
    alt = TextsField(_("description for people who do not see it"), blank=True, max_length=300)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    seconds = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    pages = models.PositiveSmallIntegerField(null=True)
    tone = models.CharField(max_length=7, blank=True)
    stages = models.JSONField(default=list, blank=True)
    waveform = models.TextField(blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease = models.DateTimeField(null=True)
    shown = models.BooleanField(default=False)
    placed = models.BooleanField(default=True)
    moments = models.JSONField(default=list, blank=True)
    moment = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    poster = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    strip = models.JSONField(default=list, blank=True)
    description = models.ForeignKey("self", models.SET_NULL, null=True, related_name="describes")
    transcript = TextsField(_("what is said and heard, as text"), blank=True, long=True, max_length=60_000)
    around = models.CharField(_("how it is looked at"), max_length=12, blank=True, choices=Around.choices)
    said = models.CharField(max_length=12, blank=True, choices=Around.choices)
    created = models.DateTimeField(auto_now_add=True)

    objects = AssetQuerySet.as_manager()
    route: ClassVar = {"asset": "pk"}

    class Meta:
        indexes = [models.Index(fields=["shown", "id"], name="asset_late", condition=models.Q(placed=False))]

    def __str__(self) -> str:
        return str(self.stored)

    @property
    def ratio(self) -> float:
        return self.width / self.height if self.width and self.height else 1.5

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY

    @property
    def is_under_way(self) -> bool:
        return self.state in (State.UPLOADING, State.RECEIVED, State.PROCESSING)


class Rendition(models.Model):
    """A file made from an original: `recipe` ("image-640", "film-360", "poster-640", "sound-64", "page-1-1280"), `format`."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="renditions")
    recipe = models.CharField(max_length=24)
    format = models.CharField(max_length=8)
    file = models.FileField(storage=rendition_storage, max_length=160, db_index=True)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["width", "pk"]
        constraints = [models.UniqueConstraint(fields=["asset", "recipe", "format"], name="rendition_once")]

    def __str__(self) -> str:
        return f"{self.recipe}.{self.format}"


class Track(models.Model):
    """Words shown with a film or sound, in one language. `text` is WebVTT of our own writing; its file is the rendition
    "track-<pk>"."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="tracks")
    kind = models.CharField(_("kind"), max_length=10, choices=TrackKind.choices, default=TrackKind.SUBTITLES)
    language = models.CharField(_("language"), max_length=12)
    text = models.TextField()
    cues = models.PositiveIntegerField()
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["language", "kind"]
        constraints = [models.UniqueConstraint(fields=["asset", "kind", "language"], name="track_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"

    @property
    def recipe(self) -> str:
        return f"track-{self.pk}"

"""Kinds and states of assets."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    IMAGE = "image", _("image")
    FILM = "film", _("film")
    SOUND = "sound", _("sound")
    DOCUMENT = "document", _("document")
    LINK = "link", _("link")
    MODEL = "model", _("3D model")


class Around(TextChoices):
    """How a picture or film that was taken all round lies in its frame."""

    FLAT = "", _("An ordinary picture: shown flat")
    MONO = "mono", _("All round (360°)")
    OVER_UNDER = "over-under", _("All round in relief: one eye above the other; the upper one is shown")


class TrackKind(TextChoices):
    SUBTITLES = "subtitles", _("subtitles: what is said, for who does not understand the language")
    CAPTIONS = "captions", _("captions: what is said and heard, for who does not hear")


class State(TextChoices):
    UPLOADING = "uploading", _("on its way")
    RECEIVED = "received", _("received, waiting its turn")
    PROCESSING = "processing", _("being prepared")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


MOVES = {
    State.UPLOADING: {State.RECEIVED, State.FAILED},
    State.RECEIVED: {State.PROCESSING, State.FAILED},
    State.PROCESSING: {State.PROCESSING, State.READY, State.FAILED},
    State.FAILED: {State.RECEIVED},
    State.READY: {State.RECEIVED},
}

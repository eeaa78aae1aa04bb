"""Names of the icons that the product uses, each with its drawing in the Phosphor set (bold unless said).

The assets step takes the drawings from the package into `static/built/icons.json`; `{% icon %}` writes them into the page,
which is lighter on a first visit than a sprite of which a page needs five.
"""

import json
from functools import cache

from django.conf import settings

FLIPPED = {"arrow", "back", "next", "previous", "send", "sign-out", "sign-in", "undo", "reply", "list"}
"""Icons with a direction: mirrored where one reads from right to left."""

ICONS = {
    "add": "plus", "agenda": "calendar-dots", "alert": "warning", "archive": "archive", "arrow": "arrow-right",
    "attach": "paperclip", "award": "medal", "back": "arrow-left", "bell": "bell", "book": "book-open",
    "briefcase": "briefcase", "calendar": "calendar-blank", "captions": "closed-captioning", "chart": "chart-bar",
    "chat": "chat-circle-text", "check": "check", "city": "buildings", "clock": "clock", "close": "x", "code": "code",
    "copy": "copy", "cube": "cube", "data": "leaf", "delete": "trash", "done": "check-circle", "down": "caret-down",
    "download": "download-simple",
    "ear": "ear", "edit": "pencil-simple", "error": "warning-circle", "euro": "coins", "external": "arrow-square-out",
    "eye": "eye", "file": "file", "filter": "funnel", "flag": "flag", "full": "corners-out", "globe": "globe", "grid": "grid-four",
    "group": "users-three", "hand": "hand-heart", "heart": "heart", "help": "question", "home": "house", "image": "image",
    "inbox": "tray", "info": "info", "key": "key", "language": "translate", "left": "caret-left", "link": "link", "list": "list-bullets",
    "lock": "lock-simple", "mail": "envelope-simple", "map": "map-trifold", "menu": "list", "more": "dots-three",
    "moon": "moon", "move": "dots-six-vertical", "music": "music-notes", "next": "caret-right", "pause": "pause/fill",
    "people": "users", "person": "user", "phone": "phone", "pin": "push-pin", "place": "map-pin", "play": "play/fill",
    "previous": "caret-left", "print": "printer", "question": "question", "refresh": "arrows-clockwise", "remove": "minus",
    "reply": "arrow-bend-up-left", "right": "caret-right", "rights": "copyright", "save": "floppy-disk", "search": "magnifying-glass",
    "send": "paper-plane-tilt",
    "settings": "gear-six", "shield": "shield-check", "sign-in": "sign-in", "sign-out": "sign-out", "sort": "arrows-down-up",
    "star": "star", "stop": "stop/fill", "sun": "sun", "table": "table", "tag": "tag", "text": "article", "ticket": "ticket", "tilt": "device-rotate",
    "undo": "arrow-counter-clockwise",
    "up": "caret-up", "upload": "upload-simple", "video": "film-slate", "video-call": "video-camera", "wave": "waveform",
}  # fmt: skip


def source(name: str) -> str:
    """Path of an icon's drawing below the package's assets folder."""
    drawing, _, weight = ICONS[name].partition("/")
    weight = weight or "bold"
    return f"{weight}/{drawing}-{weight}.svg"


@cache
def drawings() -> dict[str, str]:
    """Path data by icon name; empty before the assets step ran, so that tests and checks need no npm."""
    built = settings.BASE_DIR / "static" / "built" / "icons.json"
    if not built.exists():
        return {}
    found: dict[str, str] = json.loads(built.read_text())
    return found

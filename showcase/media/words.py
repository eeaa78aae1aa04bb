"""What is said about a file: its weight, its length, why it failed."""

from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.files.content import Reason

WHY: dict[str, str | Promise] = {
    Reason.BROKEN: gettext_lazy("The file is damaged or cut short. Export it again and send it anew."),
    Reason.ENCRYPTED: gettext_lazy("The file is locked by a password. Save it without one and send it anew."),
    Reason.TOO_MANY_PIXELS: gettext_lazy("The picture is too large: at most 40 megapixels, a film at most 4K."),
    Reason.TOO_MANY_FRAMES: gettext_lazy(
        "There are too many pictures in it: at most 300 in a moving picture, 240 a second in a film."
    ),
    Reason.TOO_LONG: gettext_lazy("It is longer than two hours. Send a shorter version or an excerpt."),
    Reason.NO_TRACK: gettext_lazy("There is neither picture nor sound in the file."),
    Reason.MEMORY: gettext_lazy("The file needs more memory than we can give it. Send a simpler or smaller version."),
    Reason.TIME: gettext_lazy("It took too long to prepare. Try again, or send a smaller version."),
    Reason.MISSING: gettext_lazy("The original cannot be found any more. Send it anew."),
    Reason.DISK: gettext_lazy("There was no room left to prepare it. Try again later."),
    Reason.HEIC: gettext_lazy("HEIC pictures cannot be opened here. Save it as JPEG and send that."),
    Reason.UNKNOWN: gettext_lazy("This kind of file is not known here. Send a JPEG, MP4, MP3, PDF or GLB."),
    Reason.OUTSIDE: gettext_lazy(
        "Parts of the model lie in other files, and nothing is fetched. Export it as one GLB file with everything embedded."
    ),
    Reason.PACKED: gettext_lazy(
        "The model needs something that cannot be shown here (often Draco, Meshopt or KTX2). Export it without compression."
    ),
    Reason.TOO_COMPLEX: gettext_lazy(
        "The model is too heavy for telephones: at most a million triangles, 64 pictures and 8 MB of description. Simplify it."
    ),
    Reason.NOTHING: gettext_lazy("There is no surface to see in the model. Export it again with its meshes."),
}
OTHERWISE = gettext_lazy("Something went wrong on our side. Your file is kept: try again.")


def why(reason: str) -> str:
    """The sentence for an asset's reason: what happened, what to do."""
    return str(WHY.get(reason, OTHERWISE))


def weight(size: int | None) -> str:
    """14 KB, 1.4 MB, 26 MB: what it costs to load, in the thousand's sense that operators bill."""
    size = size or 0
    if size < 995_000:
        return _("%(size)s KB") % {"size": number_format(max(1, round(size / 1000)))}
    size_in_mb = size / 1_000_000
    return _("%(size)s MB") % {"size": number_format(size_in_mb, 1 if size_in_mb < 10 else 0)}


def length(seconds: Any) -> str:
    """2:05, 1:02:09."""
    whole = round(float(seconds or 0))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"

"""Pictures at several widths in three formats, upright, in sRGB, with nothing of the original's metadata.

One load, then a cascade: each size is made from the next larger one. The order of the steps is
measured: turning and colour conversion on the first reduced size cost a tenth of what they cost
on the full one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageSequence

from incubator.files.content import MAX_PIXELS, MAX_SIDE, Content, Reason, Unacceptable
from showcase.media.colour import colours
from showcase.media.report import Facts, Made, Progress, Reporter

EDGES = (320, 480, 640, 1280, 1920)  # 480 is what half a telephone shows
JPEG_EDGES = (640, 1280)  # the <img> everyone can read, and the picture shared elsewhere
PAPER = (255, 255, 255)
FORMATS: dict[str, tuple[str, str, dict[str, Any]]] = {
    # Speed under 6 (AVIF) or method 6 with alpha (WebP) cost ten times the time for 5 % of the bytes.
    "avif": ("AVIF", "image/avif", {"quality": 60, "speed": 8, "icc_profile": None, "exif": b""}),
    "webp": ("WEBP", "image/webp", {"quality": 75, "method": 4, "icc_profile": b"", "exif": b"", "xmp": b""}),
    "jpg": ("JPEG", "image/jpeg", {"quality": 78, "progressive": True, "optimize": True}),
}
ON_PHONES = (640, 50)
"""Up to this edge AVIF is made at this quality: a telephone shows two of its points for one of the page's, and pays by weight."""
LIGHT = {"avif": 40, "webp": 50}
"""Quality of the small picture that is shown where the data saver is on."""


def render(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    with opened(source, content) as image:
        size = turned_size(image)  # asked before a JPEG is loaded at a fraction of its size
        pictures(upright(image, EDGES[-1]), folder, report, original=size)


def picture(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    """A still as pictures, a moving one as a loop."""
    from showcase.media import surround  # which draws on this module

    with opened(source, content) as image:
        moving, around = moves(image), surround.of_picture(image)
    if around:
        report(Facts({"said": around}))
    if moving:
        from showcase.media import loop  # the codecs of films, for this one only

        loop.render(source, folder, content, report)
    else:
        render(source, folder, content, report)


def opened(source: Path, content: Content) -> Image.Image:
    """The image, header read and limits checked, pixels not yet decoded."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        image = Image.open(source, formats=[content.pillow])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unacceptable(Reason.TOO_MANY_PIXELS) from error
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
        raise Unacceptable(Reason.TOO_MANY_PIXELS)
    return image


def moves(image: Image.Image) -> bool:
    return getattr(image, "n_frames", 1) > 1


def turned_size(image: Image.Image) -> tuple[int, int]:
    """The size as people see it, after the camera's rotation note."""
    swapped = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (image.height, image.width) if swapped else image.size


def upright(image: Image.Image, edge: int) -> Image.Image:
    """RGB or RGBA, its long edge at most `edge`, turned as it was taken, in sRGB, metadata gone."""
    exif, profile = image.getexif(), image.info.get("icc_profile")
    target = _fitted(image.size, edge)
    image.draft("RGB", target)  # JPEG decodes at a fraction of its size almost for nothing
    image.load()
    working = _plain(image, keep_cmyk=bool(profile))
    if working.size != target:
        working = working.resize(target, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if exif.get(0x0112, 1) != 1:
        working = _turned(working, exif.get(0x0112, 1))
    working = _in_srgb(working, profile)
    if working.mode not in ("RGB", "RGBA"):
        working = working.convert("RGB")
    working.info = {}
    return working


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _turned(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _plain(image: Image.Image, *, keep_cmyk: bool) -> Image.Image:
    """A mode that can be resized and turned into sRGB."""
    if image.mode in ("RGB", "RGBA", "L") or (image.mode == "CMYK" and keep_cmyk):
        return image
    if image.mode.startswith("I") or image.mode == "F":
        # 16-bit greys: Pillow would clip them at 255.
        low, high = image.getextrema()
        assert isinstance(low, (int, float)) and isinstance(high, (int, float))
        scale = 255 / 65535 if high > 255 else 1.0
        return image.convert("F").point(lambda value: value * scale + 0).convert("L")
    if image.mode in ("LA", "PA", "La") or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("RGB")


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    if not isinstance(profile, bytes) or not profile:
        return image
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    opaque = image.convert("RGB") if alpha is not None else image
    try:
        converted = ImageCms.profileToProfile(
            opaque,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.PERCEPTUAL,
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken or foreign profile: the plain numbers are the best guess
    if converted is None:
        return image
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


def _fitted(size: tuple[int, int], edge: int) -> tuple[int, int]:
    long = max(size)
    if long <= edge:
        return size
    return max(1, round(size[0] * edge / long)), max(1, round(size[1] * edge / long))


def ladder(size: tuple[int, int]) -> list[tuple[int, int]]:
    """The sizes to make, smallest first, never larger than the original. The rule is on the long
    edge: a portrait 1920 wide would be a giant."""
    long = max(size)
    edges = [edge for edge in EDGES if edge < long * 0.87]
    if not edges or edges[-1] != EDGES[-1]:
        edges.append(min(long, EDGES[-1]))
    return [_fitted(size, edge) for edge in edges]


def pictures(
    image: Image.Image,
    folder: Path,
    report: Reporter,
    *,
    original: tuple[int, int],
    edges_at_most: int = EDGES[-1],
) -> None:
    """Writes and reports every size and format of an upright image, the smallest first, then its facts."""
    sizes = [size for size in ladder(image.size) if max(size) <= edges_at_most] or [_fitted(image.size, edges_at_most)]
    made: list[Image.Image] = []
    larger = image
    for size in reversed(sizes):
        if larger.size != size:
            larger = larger.resize(size, Image.Resampling.LANCZOS)
        made.insert(0, larger)
    report(Facts({"width": original[0], "height": original[1], **asdict(colours(flattened(made[0])))}))
    with_jpeg = _jpeg_sizes(sizes)
    work = [(p, e) for p in made for e in (("avif", "webp", "jpg") if p.size in with_jpeg else ("avif", "webp"))]
    for done, (picture, extension) in enumerate(work, start=1):
        report(save(picture, folder, extension))
        report(Progress(done, len(work)))
    for extension, quality in LIGHT.items():
        report(save(made[0], folder, extension, role="light", quality=quality))


def _jpeg_sizes(sizes: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The smallest size that reaches each of JPEG_EDGES, or the largest there is."""
    return {next((size for size in sizes if max(size) >= edge), sizes[-1]) for edge in JPEG_EDGES}


def flattened(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, PAPER)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def save(
    image: Image.Image,
    folder: Path,
    extension: str,
    *,
    role: str = "picture",
    page: int = 0,
    edge: int = MAX_SIDE,
    quality: int = 0,
) -> Made:
    """One file, complete or not there at all; `page` counts where there are several of its role."""
    pillow, content_type, options = FORMATS[extension]
    image = image.resize(_fitted(image.size, edge), Image.Resampling.LANCZOS) if max(image.size) > edge else image
    if extension == "avif" and max(image.size) <= ON_PHONES[0]:
        quality = quality or ON_PHONES[1]
    options = {**options, "quality": quality or options["quality"]}
    stem = f"{role}-{page}" if page else role
    path = folder / f"{stem}-{max(image.size)}.{extension}"
    part = path.with_name(path.name + ".part")
    (flattened(image) if extension == "jpg" else image).save(part, pillow, **options)
    size = part.stat().st_size
    part.replace(path)
    return Made(role, path.name, content_type, size, image.width, image.height, page=page)


def frames(image: Image.Image, most: int) -> Iterator[tuple[Image.Image, int]]:
    """The frames of a moving picture with their milliseconds. Raises `Unacceptable` over `most`."""
    count = getattr(image, "n_frames", 1)
    if count > most or count * image.width * image.height > 40 * MAX_PIXELS:
        raise Unacceptable(Reason.TOO_MANY_FRAMES, str(count))
    for frame in ImageSequence.Iterator(image):
        yield flattened(frame.convert("RGBA")), max(20, int(frame.info.get("duration", 100) or 100))

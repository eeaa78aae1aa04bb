"""Files of the demo's applications, drawn by code of ours: a sheet of stills, a dossier of three pages."""

from io import BytesIO
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

TINTS = ("#b3124f", "#2a3bd4", "#0a6b50", "#f5a800", "#17131f")


def _sheet(chance: Random, width: int, height: int) -> Image.Image:
    """A composition of bands and a disc, each time another."""
    picture = Image.new("RGB", (width, height), "#eff1ec")
    draw = ImageDraw.Draw(picture)
    step = height // 7
    for place in range(1, 6):
        reach = chance.randint(width // 4, width - width // 8)
        draw.rectangle((width // 12, place * step, reach, place * step + step // chance.randint(2, 6)), fill=chance.choice(TINTS))
    x, y, radius = chance.randint(width // 3, width - width // 4), chance.randint(height // 4, height - height // 4), width // 7
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=chance.choice(TINTS))
    return picture


def stills(chance: Random) -> Any:
    buffer = BytesIO()
    _sheet(chance, 1280, 720).save(buffer, "JPEG", quality=82)
    return SimpleUploadedFile("images.jpg", buffer.getvalue(), content_type="image/jpeg")


def dossier(chance: Random) -> Any:
    first, *rest = [_sheet(chance, 827, 1169) for _ in range(3)]
    buffer = BytesIO()
    first.save(buffer, "PDF", save_all=True, append_images=rest, resolution=100)
    return SimpleUploadedFile("dossier.pdf", buffer.getvalue(), content_type="application/pdf")

"""Run by itself, as a file: writes a copy of a file without what it says of its maker. Imports nothing of the project.

python -I stripping_child.py KIND SOURCE TARGET [PAGE]; ends with a status other than 0 where it cannot. `pages` writes how many
a document has, `page` a picture of one.
"""

import resource
import sys
from collections.abc import Callable
from pathlib import Path

MOST_MEMORY = 2 << 30
SECONDS = 60
WIDEST = 2400
PAGE_EDGE = 1280
LARGEST_SHEET = 15_000  # points


def image(source: str, target: str) -> None:
    from PIL import Image, ImageOps

    with Image.open(source) as found:
        turned = ImageOps.exif_transpose(found)
        turned.thumbnail((WIDEST, WIDEST))
        clear = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
        plain = Image.new("RGBA" if clear else "RGB", turned.size)
        plain.paste(turned.convert(plain.mode))
        plain.save(target, "WEBP", quality=84)


def document(source: str, target: str) -> None:
    """Its pages alone: facts about the file stay behind. What was written into a form or onto a page becomes part of the page,
    for a remark carries the name of who made it; links, which lead to who that is, go."""
    import pypdfium2
    from pypdfium2 import raw

    old, new = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument.new()
    new.import_pages(old)
    for number in range(len(new)):
        page = new[number]
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        while raw.FPDFPage_GetAnnotCount(page) > 0:
            if not raw.FPDFPage_RemoveAnnot(page, 0):
                raise ValueError("a remark that stays")
    new.save(target)


def pages(source: str, target: str) -> None:
    import pypdfium2

    Path(target).write_text(str(len(pypdfium2.PdfDocument(source))))


def page(source: str, target: str, number: int) -> None:
    """One page, counted from 1, on white."""
    import pypdfium2

    sheet = pypdfium2.PdfDocument(source)[number - 1]
    width, height = sheet.get_size()
    if not (0 < width <= LARGEST_SHEET and 0 < height <= LARGEST_SHEET):
        raise ValueError("not a sheet of paper")
    picture = sheet.render(scale=PAGE_EDGE / max(width, height), may_draw_forms=False).to_pil()
    picture.convert("RGB").save(target, "WEBP", quality=80)


def recording(source: str, target: str) -> None:
    import av
    from av.stream import Disposition

    with av.open(source) as old:
        # a cover picture is a film of one frame: often a face
        kept = [one for one in old.streams if one.type in ("video", "audio") and not one.disposition & Disposition.attached_pic]
        with av.open(target, "w", format=old.format.name.split(",")[0]) as new:
            places = {stream.index: new.add_stream_from_template(stream) for stream in kept}
            for stream in places.values():
                stream.metadata.clear()
            for packet in old.demux(kept):
                if packet.dts is not None:
                    packet.stream = places[packet.stream.index]
                    new.mux(packet)


KINDS: dict[str, Callable[..., None]] = {
    "image": image,
    "document": document,
    "film": recording,
    "sound": recording,
    "pages": pages,
    "page": page,
}

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    KINDS[sys.argv[1]](sys.argv[2], sys.argv[3], *map(int, sys.argv[4:]))

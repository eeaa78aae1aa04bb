"""Run by itself, as a file: writes a copy of a file without what it says of its maker. Imports nothing of the project.

python -I stripping_child.py KIND SOURCE TARGET; ends with a status other than 0 where it cannot.
"""

import resource
import sys

MOST_MEMORY = 2 << 30
SECONDS = 60
WIDEST = 2400


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
    import pypdfium2

    old, new = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument.new()
    new.import_pages(old)
    new.save(target)


def recording(source: str, target: str) -> None:
    import av

    with av.open(source) as old:
        kept = [stream for stream in old.streams if stream.type in ("video", "audio")]
        with av.open(target, "w", format=old.format.name.split(",")[0]) as new:
            places = {stream.index: new.add_stream_from_template(stream) for stream in kept}
            for stream in places.values():
                stream.metadata.clear()
            for packet in old.demux(kept):
                if packet.dts is not None:
                    packet.stream = places[packet.stream.index]
                    new.mux(packet)


KINDS = {"image": image, "document": document, "film": recording, "sound": recording}

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    KINDS[sys.argv[1]](sys.argv[2], sys.argv[3])

"""A PDF: its number of pages and its first pages as pictures. The file itself is only ever a download."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw
from PIL import Image

from incubator.files.content import Content, Reason, Unacceptable
from showcase.media import images
from showcase.media.report import Facts, Progress, Reporter, uncounted

PAGES = 3
LONG_EDGE = 1280
SMALL_EDGE = 640  # shown; the large one is read after a press
MAX_POINTS = 15_000  # a page larger than 5 m is a trick


def render(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    document = opened(source)
    try:
        count = len(document)
        if not count:
            raise Unacceptable(Reason.BROKEN, "no page")
        report(Facts({"pages": count}))
        shown = min(PAGES, count)
        for number in range(1, shown + 1):
            picture = page(document, number)
            for edge in (SMALL_EDGE, LONG_EDGE):
                report(images.save(picture, folder, "webp", role="page", page=number, edge=edge))
            if number == 1:
                images.pictures(picture, folder, uncounted(report), original=picture.size, edges_at_most=640)
            report(Progress(number, shown, "pages"))
    finally:
        document.close()


def opened(source: Path) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(str(source))
        len(document)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
        raise Unacceptable(Reason.ENCRYPTED if locked else Reason.BROKEN) from error
    return document


def page(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """One page on white, its long edge `LONG_EDGE`. Counted from 1."""
    try:
        sheet = document[number - 1]
        width, height = sheet.get_size()
        if not (0 < width <= MAX_POINTS and 0 < height <= MAX_POINTS):
            raise Unacceptable(Reason.TOO_MANY_PIXELS, f"{width:.0f}x{height:.0f} points")
        picture: Image.Image = sheet.render(scale=LONG_EDGE / max(width, height), may_draw_forms=False).to_pil()
    except pypdfium2.PdfiumError as error:
        raise Unacceptable(Reason.BROKEN) from error
    return picture.convert("RGB")

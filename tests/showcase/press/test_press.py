"""Press kits: what is in them, when they are made anew, who may fetch them."""

import io
import zipfile

import pytest
from django.urls import reverse
from PIL import Image
from pypdfium2 import PdfDocument

from incubator.files.models import StoredFile
from incubator.outbox.errands import run
from showcase.media.models import Rendition
from showcase.press import actions as press
from showcase.press.models import PressKit
from showcase.works import actions as works
from showcase.works.models import Work
from tests.showcase.making import picture, published_work


def drawn():
    """A rendition that is a picture, with metadata that must not travel."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", (64, 36), "#e6ab4c").save(out, "JPEG", exif=exif)
    return out.getvalue()


def shown_work(world, **facts):
    facts = {"text": {"fr": "Chaque soir elle compte.", "ar": "كل مساء تعد القوارب."}} | facts
    work = published_work(world, title={"fr": "La mer : n’a/pas", "ar": "ليس للبحر أبواب"}, **facts)
    still = works.add_asset(work, picture(world.participant), "still", by=world.editor)
    works.place_asset(work, still.asset, by=world.editor, press=True, author="Yosra", rights="by-nc")
    for row in Rendition.objects.all():
        with row.file.storage.open(row.file.name, "wb") as file:
            file.write(drawn())
    return Work.objects.get(pk=work.pk)


def fetched(enter, work, code="fr"):
    answer = enter().get(f"/{code}/works/{work.slug}/press.zip")
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))), answer


def test_kit_holds_texts_pictures_poster_and_sheet_under_readable_names(world, enter):
    work = shown_work(world)
    press.make(work.pk)
    archive, answer = fetched(enter, work)
    assert archive.testzip() is None
    top = "La mer _ n’a-pas"
    assert sorted(archive.namelist()) == sorted([
        f"{top}/fr/{top} - textes.txt", f"{top}/fr/{top} - textes.pdf", f"{top}/fr/{top} - fiche technique.pdf",
        f"{top}/ar/ليس للبحر أبواب - نصوص.txt", f"{top}/ar/ليس للبحر أبواب - نصوص.pdf", f"{top}/ar/ليس للبحر أبواب - بطاقة تقنية.pdf",
        f"{top}/{top} - affiche.jpg", f"{top}/images/01 - {top} - © Yosra.jpg", f"{top}/images/crédits des images.txt",
    ])  # fmt: skip
    assert "attachment" in answer.headers["Content-Disposition"]
    listed = archive.read(f"{top}/images/crédits des images.txt").decode()
    assert ("Yosra" in listed, "CC BY-NC 4.0" in listed, "A boat under the moon" in listed) == (True, True, True)


def test_texts_are_readable_in_both_forms_and_pictures_carry_no_metadata(world, enter):
    work = shown_work(world)
    press.make(work.pk)
    archive, _answer = fetched(enter, work)
    plain = next(archive.read(name).decode() for name in archive.namelist() if name.endswith("textes.txt"))
    paper = next(archive.read(name) for name in archive.namelist() if name.endswith("textes.pdf"))
    page = PdfDocument(paper)[0].get_textpage().get_text_range()
    assert ("Chaque soir elle compte." in plain, "Chaque soir elle compte." in page) == (True, True)
    pictures = [Image.open(io.BytesIO(archive.read(name))) for name in archive.namelist() if name.endswith(".jpg")]
    assert [(one.format, dict(one.getexif())) for one in pictures] == [("JPEG", {})] * 2


def test_kit_is_made_by_the_job_and_again_after_an_edit(world, enter):
    work = shown_work(world)
    run("media")
    first = PressKit.objects.select_related("stored").get()
    size = Work.objects.get(pk=work.pk).kit_size
    run("media")
    press.make(work.pk)
    same = PressKit.objects.get().digest
    works.edit(work, by=world.editor, summary={"fr": "Tout autre chose."})
    run("media")
    again = PressKit.objects.get()
    archive, _answer = fetched(enter, work)
    texts = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith("textes.txt"))
    assert (size, same, again.digest != first.digest, "Tout autre chose." in texts) == (
        first.stored.size,
        first.digest,
        True,
        True,
    )
    assert StoredFile.objects.filter(purpose="export").count() == 1


def test_kit_of_a_work_that_is_not_public_is_not_given_out(world, enter):
    work = shown_work(world)
    press.make(work.pk)
    url = reverse("showcase:press_kit", args=[work.slug])
    before = enter().get(url).status_code
    works.unpublish(work, by=world.editor)
    assert (before, enter().get(url).status_code, press.make(work.pk)) == (200, 404, None)


@pytest.mark.parametrize("title", ["../../etc/passwd", "CON", "a\u202egpj.exe", "…" * 90])
def test_names_in_the_archive_stay_in_their_folder(title, world, enter):
    work = shown_work(world)
    works.edit(work, by=world.editor, title={"fr": title})
    press.make(work.pk)
    archive, _answer = fetched(enter, work)
    assert [name for name in archive.namelist() if name.startswith("/") or ".." in name.split("/") or "\u202e" in name] == []

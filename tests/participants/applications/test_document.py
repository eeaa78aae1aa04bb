"""The PDF of what was sent, read back: letters of all languages, right to left, nothing kept by caches."""

from io import BytesIO

import pypdfium2

from incubator.lib.paper import Paper
from participants.applications import actions as applications
from tests.participants.applications.making import draft, png, sent

ARABIC = "الاسم: محمد الأمين\nمشروع Fil à fil لعام 2026 (ثلاثة أفلام) في تونس."
AFRICAN = "Ɓɛrɛ ni ŋɔmi, ƙasa ɗaya, Ẹkọ"


def read(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(BytesIO(data))
    return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_the_document_holds_what_was_sent_in_every_alphabet(world, enter):
    application = draft(world, idea=ARABIC, title=AFRICAN)
    applications.attach(application, world.questions["picture"], png("mon image.png"), by=world.applicant)
    application = applications.submit(application, by=world.applicant)
    answer = enter(world.applicant).get(f"/fr/me/applications/{application.pk}/application.pdf")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].replace(" ", "").split(","))
    said = read(answer.content)
    assert application.reference in said
    assert AFRICAN in said
    assert "الاسم: محمد الأمين" in said
    assert "ثلاثة أفلام" in said and "2026" in said
    assert "mon image.png" in said
    assert "Awa Konaté" in said
    assert len(answer.content) < 60_000


def test_arabic_begins_at_the_right_and_latin_after_it_at_the_left():
    paper = Paper("x", foot="x", language="fr")
    paper.write_text("مشروع")
    paper.write_text("Projet")
    document = pypdfium2.PdfDocument(BytesIO(paper.finished()))
    page = document[0].get_textpage()
    text = page.get_text_range()
    arabic, latin = (page.get_charbox(text.index(letter)) for letter in ("م", "P"))
    middle = 595 / 2
    assert arabic[0] > middle > latin[2]


def test_a_long_application_goes_over_pages_with_its_reference_on_each(world, enter):
    application = sent(world, idea="Une phrase assez longue pour remplir. " * 300)
    answer = enter(world.coordinator).get(f"/fr/desk/atlas/two-shores/one/applications/{application.reference}/application.pdf")
    pdf = pypdfium2.PdfDocument(BytesIO(answer.content))
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    assert len(texts) > 2
    assert all(application.reference in text for text in texts)


def test_nobody_else_reads_it_and_a_draft_has_none(world, enter):
    unsent = draft(world)
    address = f"/fr/me/applications/{unsent.pk}/application.pdf"
    assert enter(world.applicant).get(address).status_code == 404
    application = applications.submit(unsent, by=world.applicant)
    assert enter(world.stranger).get(address).status_code == 404
    assert enter(world.reviewer).get(address).status_code == 404
    assert application.reference

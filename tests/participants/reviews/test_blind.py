"""A blind stage: tokens that only the applicant's person carries must not reach anything a reviewer can fetch."""

from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participants.applications import actions as applications
from participants.reviews import actions as reviews
from participants.reviews.models import Review
from programmes.calls.models import Question
from programmes.calls.states import Meaning, Type
from tests.participants.applications.making import raw
from tests.participants.making import closed
from tests.world import person

NAME, MAIL, FILE, LINK, MARKED, EXIF = "Zorblaxine", "quuxmail", "grelbofile", "vimpolink", "snarkmarked", "frobexif"
BIRTH = "1999-04-03"
TOKENS = [NAME, MAIL, FILE, LINK, MARKED, EXIF, BIRTH, "+216 55 123 456"]


def photograph():
    buffer, facts = BytesIO(), Image.Exif()
    facts[0x013B] = EXIF  # artist
    Image.new("RGB", (40, 30), "#2b6").save(buffer, "JPEG", exif=facts)
    return SimpleUploadedFile(f"{FILE}.jpg", buffer.getvalue(), content_type="image/jpeg")


def dossier():
    buffer = BytesIO()
    Image.new("RGB", (60, 80), "white").save(buffer, "PDF", author=EXIF, title=EXIF)
    return SimpleUploadedFile(f"{FILE}.pdf", buffer.getvalue(), content_type="application/pdf")


@pytest.fixture
def review(world):
    section = world.questions["picture"].section
    more = {"section": section, "order": 20}
    link = Question.objects.create(type=Type.LINK, label={"fr": "Lien"}, **more)
    school = Question.objects.create(type=Type.SHORT, label={"fr": "École"}, hidden_when_blind=True, **more)
    gender = Question.objects.create(
        type=Type.CHOICE, meaning=Meaning.GENDER, label={"fr": "Genre"}, options=[{"value": MARKED, "label": {}}], **more
    )
    applicant = person(f"{MAIL} {NAME}")
    draft = applications.begin(world.call, by=applicant, language="fr")
    idea = f"{NAME.upper()} filme ; écrivez à {MAIL}@people.test, +216 55 123 456 ou https://{LINK}.example/x."
    answers = raw(world, name=f"Ana {NAME}", birth=BIRTH, title=f"La nuit de {NAME}", idea=idea)
    answers |= {link.pk: f"https://{LINK}.example/film", school.pk: MARKED, gender.pk: MARKED}
    draft = applications.save_answers(draft, answers, by=applicant).application
    for upload in (photograph(), dossier()):
        applications.attach(draft, world.questions["picture"], upload, by=applicant)
    application = applications.submit(draft, by=applicant)
    closed(world)
    seat = reviews.add_reviewer(world.call, by=world.coordinator, person=world.reviewer)
    return reviews.add_review(world.stage, application, seat, by=world.coordinator)


def everything(client, review):
    """Bodies and headers of all that the reviewer can fetch."""
    own = f"/fr/reviews/{review.pk}/"
    for address in (
        "/fr/reviews/",
        own,
        f"{own}conflict/",
        "/fr/me/",
        f"{own}files/1/",
        f"{own}files/2/",
        f"{own}files/2/?download",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield address, body, str(dict(answer.headers))


def test_reviewer_of_a_blind_stage_meets_no_trace_of_the_person(world, review, enter):
    found = [
        (address, token)
        for address, body, headers in everything(enter(world.reviewer), review)
        for token in TOKENS
        if token.lower().encode() in body.lower() or token.lower() in headers.lower()
    ]
    assert found == []


def test_files_of_a_blind_stage_still_open(world, review, enter):
    client = enter(world.reviewer)
    picture = b"".join(client.get(f"/fr/reviews/{review.pk}/files/1/").streaming_content)
    paper = b"".join(client.get(f"/fr/reviews/{review.pk}/files/2/").streaming_content)
    assert Image.open(BytesIO(picture)).size == (40, 30)
    assert len(pypdfium2.PdfDocument(paper)) == 1
    assert client.get(f"/fr/reviews/{review.pk}/files/3/").status_code == 404


def test_original_file_is_not_the_reviewers(world, review, enter):
    stored = review.application.attachments.first().stored
    assert enter(world.reviewer).get(stored.get_absolute_url()).status_code == 404


def test_open_stage_shows_who_applies(world, review, enter):
    world.stage.blind = False
    world.stage.save()
    body = enter(world.reviewer).get(f"/fr/reviews/{review.pk}/").content.decode()
    assert [token in body for token in (f"Ana {NAME}", f"https://{LINK}.example/film")] == [True, True]


def test_review_page_shows_nobody_elses_scores(world, review, enter):
    seat = reviews.add_reviewer(world.call, by=world.coordinator, person=world.second_reviewer)
    other = reviews.add_review(world.stage, review.application, seat, by=world.coordinator)
    scores = {criterion.pk: 5 for criterion in world.stage.criteria.all()}
    reviews.save_review(other, by=world.second_reviewer, scores=scores, comment="blorptext", for_applicant="blorptext")
    reviews.submit_review(other, by=world.second_reviewer)
    client = enter(world.reviewer)
    body = client.get(f"/fr/reviews/{review.pk}/").content.decode() + client.get("/fr/reviews/").content.decode()
    assert ("blorptext" in body, "100" in body, str(world.second_reviewer) in body) == (False, False, False)
    assert client.get(f"/fr/reviews/{other.pk}/").status_code == 404
    assert Review.objects.count() == 2

"""A blind stage: tokens that only the applicant's person carries must not reach anything a reviewer can fetch."""

import ctypes
from contextlib import suppress
from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from PIL import Image
from pypdfium2 import raw as raw_pdf

from incubator.accounts.erasure import collected
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.reviews import actions as reviews
from participants.reviews.discussion_models import Discussion
from participants.reviews.models import Review
from participants.selection import actions as selections
from participants.selection.note_models import Note
from programmes.calls.models import Question
from programmes.calls.states import Meaning, Type
from tests.house.routes import ours
from tests.participants.applications.making import raw
from tests.participants.making import closed, scored
from tests.world import person

NAME, MAIL, FILE, LINK, MARKED, EXIF = "Zorblaxine", "quuxmail", "grelbofile", "vimpolink", "snarkmarked", "frobexif"
MATE, HOUSE, NOTED, PARTNER, APART = "Plimwick", "Kollektif Gromblix", "drubnote", "Wexlander", "Ximenotrix"
BIRTH = "1999-04-03"
TOKENS = [NAME, MAIL, FILE, LINK, MARKED, EXIF, BIRTH, "+216 55 123 456", MATE, HOUSE, NOTED, PARTNER, APART]


def photograph():
    buffer, facts = BytesIO(), Image.Exif()
    facts[0x013B] = EXIF  # artist
    Image.new("RGB", (40, 30), "#2b6").save(buffer, "JPEG", exif=facts)
    return SimpleUploadedFile(f"{FILE}.jpg", buffer.getvalue(), content_type="image/jpeg")


def annotated(document):
    """A remark on the page, signed, and a link."""
    paper = pypdfium2.PdfDocument(document)
    page = paper[0]
    remark = raw_pdf.FPDFPage_CreateAnnot(page, raw_pdf.FPDF_ANNOT_TEXT)
    for key, text in ((b"T", EXIF), (b"Contents", LINK)):
        written = (text + "\0").encode("utf-16-le")
        raw_pdf.FPDFAnnot_SetStringValue(remark, key, ctypes.cast(written, ctypes.POINTER(ctypes.c_ushort)))
    raw_pdf.FPDFPage_CloseAnnot(remark)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer


def dossier():
    buffer = BytesIO()
    Image.new("RGB", (60, 80), "white").save(buffer, "PDF", author=EXIF, title=EXIF)
    buffer = annotated(buffer.getvalue())
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
    house = Question.objects.create(type=Type.SHORT, meaning=Meaning.ORGANISATION, label={"fr": "Collectif"}, **more)
    apart = Question.objects.create(type=Type.SHORT, meaning=Meaning.APART, label={"fr": "Qui ne doit pas lire"}, **more)
    people = Question.objects.create(type=Type.PEOPLE, label={"fr": "Équipe"}, **more)
    world.call.team_max = 3
    world.call.save(update_fields=["team_max"])
    applicant = person(f"{MAIL} {NAME}")
    draft = applications.begin(world.call, by=applicant, language="fr")
    idea = (
        f"{NAME.upper()} filme avec {MATE.lower()} et {PARTNER}, de {HOUSE.upper()} ; écrivez à {MAIL}@people.test, "
        f"+216 55 123 456, @{LINK}film, {LINK}.tn/x ou https://{LINK}.example/x."
    )
    answers = raw(world, name=f"Ana {NAME}", birth=BIRTH, title=f"La nuit de {NAME} et {PARTNER}", idea=idea)
    answers |= {link.pk: f"https://{LINK}.example/film", school.pk: MARKED, gender.pk: MARKED, house.pk: HOUSE, apart.pk: APART}
    answers[people.pk] = [{"name": f"Ivo {PARTNER}", "role": "son"}]
    mate = person(f"Olu {MATE}")
    member = applications.invite(draft, by=applicant, email=mate.email, name=mate.name)
    applications.join_team(member, member.token, by=mate, name=mate.name, agreed="")
    draft = applications.save_answers(draft, answers, by=applicant).application
    for upload in (photograph(), dossier()):
        applications.attach(draft, world.questions["picture"], upload, by=applicant)
    application = applications.submit(draft, by=applicant)
    closed(world)
    seat = reviews.add_reviewer(world.call, by=world.coordinator, person=world.reviewer)
    return reviews.add_review(world.stage, application, seat, by=world.coordinator)


@pytest.fixture
def rich(world, review):
    """All that can grow around it: another reader's review, a discussion, a note, a decision, a mail."""
    for criterion in world.stage.criteria.all():
        review.scores.create(criterion=criterion, value=5)
    seat = reviews.add_reviewer(world.call, by=world.coordinator, person=world.second_reviewer)
    other = reviews.add_review(world.stage, review.application, seat, by=world.coordinator)
    for one, value in ((review, 5), (other, 1)):
        scored(world, one, value, value)
    reviews.remark(Discussion.objects.get(), by=world.second_reviewer, text="Trop court.")
    selection = selections.open_selection(world.call, by=world.coordinator)
    selections.add_note(selection, by=world.coordinator, text=NOTED, application=review.application)
    selections.decide(review.application, "waitlisted", by=world.coordinator, note=NOTED)
    return review


def first(model):
    return getattr(model.objects.first(), "pk", 1)


def named(world, review):
    """Values for whatever an address asks for, all of this application and its surroundings."""
    application = review.application
    stored = application.attachments.first()
    slugs = dict(zip(("organisation", "programme", "cohort"), world.cohort.slugs, strict=True))
    return slugs | {
        "review": review.pk, "application": application.pk, "reference": application.reference, "number": 1, "page": 1,
        "stage": world.stage.pk, "call": world.call.slug, "attachment": stored.pk, "stored": stored.stored_id,
        "reviewer": review.reviewer_id, "discussion": first(Discussion), "note": first(Note),
        "person": application.applicant_id, "user": application.applicant_id, "file": stored.stored_id, "pk": application.pk,
        "message": Message.objects.filter(person=world.reviewer).first().pk, "member": application.team.first().pk,
        "token": application.team.first().token, "name": "x", "slug": world.call.slug,
    }  # fmt: skip


def addresses(world, review, space=""):
    """Every route of the product that this application can fill, and the files and pages one by one."""
    values = named(world, review)
    with override("fr"):
        for route in (one for one in ours() if one.name.startswith(space)):
            with suppress(NoReverseMatch):
                yield reverse(route.name, kwargs={name: values.get(name, 1) for name in route.arguments})
        for number in (1, 2):
            yield reverse("participants:review_file", args=[review.pk, number]) + "?download"
            yield reverse("participants:review_file", args=[review.pk, number]) + "?shown"
    yield from (f"/fr/{page}?q={token}" for page in ("works/", "creators/", "calls/") for token in (NAME, MATE))
    yield from (f"/{language}/reviews/{review.pk}/" for language in ("en", "es", "pt", "ar"))


def traces(client, world, review, space=""):
    """(address, token) of every answer, in body or headers, that carries a token the client did not send itself."""
    found, opened = [], []
    for address in addresses(world, review, space):
        answer = client.get(address, headers={"accept": "text/html"})
        if answer.status_code != 200:
            continue
        opened.append(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        for token in TOKENS:
            said = token.lower().encode() in body.lower() or token.lower() in str(dict(answer.headers)).lower()
            if said and token not in address:
                found.append((address, token))
    return found, opened


def test_blind_reader_meets_no_trace_of_the_person_on_any_route(world, review, enter):
    found, opened = traces(enter(world.reviewer), world, review)
    assert found == []
    own = f"/fr/reviews/{review.pk}/"
    assert [one in opened for one in (own, f"{own}files/1/", f"{own}conflict/", "/fr/reviews/", "/fr/me/")] == [True] * 5


def test_blind_reader_meets_none_afterwards_either(world, rich, enter):
    found, opened = traces(enter(world.reviewer), world, rich, "participants:")
    assert found == []
    assert f"/fr/reviews/{rich.pk}/amend/" in opened


def test_what_is_kept_of_a_blind_reader_tells_nobodys_name(world, rich):
    told = str(list(collected(world.reviewer))).lower()
    mails = " ".join(f"{one.subject} {one.text} {one.context}" for one in Message.objects.filter(person=world.reviewer)).lower()
    assert [token for token in TOKENS if token.lower() in told + mails] == []


def test_pages_of_a_document_are_shown_as_pictures(world, review, enter):
    client = enter(world.reviewer)
    own = f"/fr/reviews/{review.pk}/"
    page = client.get(own).content.decode()
    assert f"{own}files/2/pages/1/" in page
    picture = client.get(f"{own}files/2/pages/1/")
    assert (picture.headers["Content-Type"], Image.open(BytesIO(b"".join(picture.streaming_content))).format) == (
        "image/webp",
        "WEBP",
    )
    assert [client.get(f"{own}files/{which}/").status_code for which in ("2/pages/2", "2/pages/0", "1/pages/1")] == [404] * 3


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

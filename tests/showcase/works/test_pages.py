"""Pages of works: seen by the world, put together by authors, decided on by editors."""

import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image

from incubator.organisations import actions as organisations
from participants.participations import registry
from participants.participations.registry import Companion
from showcase.media.models import Asset
from showcase.works import actions as works
from showcase.works.models import Work
from showcase.works.states import State
from tests.participants.applications.tus import AT, TUS, head, patch, said
from tests.showcase.making import picture, project_of, published_work, work_of

DESK, OWN = 9, 7
NASTY = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def jpeg() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "#e6ab4c").save(out, "JPEG")
    return SimpleUploadedFile("wall.jpg", out.getvalue(), "image/jpeg")


def test_work_shows_its_way_back(world, enter, monkeypatch):
    monkeypatch.setattr(registry, "_companions", [lambda _project: [Companion("Ana Sousa", "Mentor")]])
    work = published_work(world)
    text = enter().get(work.get_absolute_url()).content.decode()
    assert all(part in text for part in ("Deux rives", "Première", "Ana Sousa", "Appel à idées"))


@pytest.mark.parametrize("state", [state for state in State.values if state != State.PUBLISHED])
def test_work_that_is_not_public_is_nowhere(state, world, enter):
    work = published_work(world)
    works.unpublish(work, by=world.editor)
    Work.objects.filter(pk=work.pk).update(state=state)
    assert [enter(who).get(work.get_absolute_url()).status_code for who in (None, world.stranger, world.editor)] == [404] * 3
    wall = enter().get(reverse("showcase:works")).content.decode()
    home = enter().get(reverse("showcase:home")).content.decode()
    assert (work.slug in wall, work.slug in home) == (False, False)


def test_works_of_a_refused_organisation_are_nowhere_until_it_is_approved_again(world, enter):
    work = published_work(world)
    pages = [
        reverse("showcase:home"),
        reverse("showcase:works"),
        f"{reverse('showcase:works')}?country=SN",
        "/sitemap-works-1.xml",
    ]

    def seen() -> list[bool]:
        found = [enter().get(page) for page in pages]
        return [enter().get(work.get_absolute_url()).status_code == 200, *(work.slug in page.content.decode() for page in found)]

    before = seen()
    organisations.refuse(world.organisation, by=world.admin, reason="Not theirs to show.")
    assert (before[0], seen()) == (True, [False] * 5)
    organisations.approve(world.organisation, by=world.admin)
    assert seen() == before


def test_drafts_and_their_files_are_unknown_to_strangers(world, enter):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    asset = work.cover
    pages = [
        reverse("showcase:my_work", args=[work.slug]),
        reverse("showcase:preview_work", args=[work.slug]),
        reverse("showcase:work_asset", args=[work.slug, asset.pk]),
        reverse("showcase:asset", args=[asset.pk]),
        asset.stored.get_absolute_url(),
    ]
    assert [enter(world.stranger).get(page).status_code for page in pages] == [404] * 5
    assert [enter(world.editor).get(page).status_code for page in pages] == [200] * 5


def test_public_address_of_a_file_ends_with_its_work(world, enter, django_capture_on_commit_callbacks):
    work = published_work(world)
    url = work.cover.renditions.get().file.url
    assert enter().get(url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        works.unpublish(work, by=world.editor)
    assert enter().get(url).status_code == 404


def test_texts_cannot_carry_script(world, enter):
    nasty = {"fr": NASTY}
    work = published_work(
        world, title=nasty, summary=nasty, text=nasty, statement=nasty, needs=[{"what": "funding", "state": {"fr": nasty}}]
    )
    for url in (work.get_absolute_url(), reverse("showcase:home"), reverse("showcase:works")):
        text = enter().get(url).content.decode()
        assert ("<script>alert" in text, "<img src=x" in text) == (False, False)


def test_linked_data_is_whole(world, enter):
    work = published_work(world, title={"fr": "Les </script> & co"})
    text = enter().get(work.get_absolute_url()).content.decode()
    found = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[1])
    assert (found["@type"], found["name"], found["creator"][0]["name"]) == ("Movie", "Les </script> & co", "Paul Mwangi")


def test_home_leads_with_the_featured_work(world, enter):
    first = published_work(world, title={"fr": "Première lueur"})
    second = work_of(world.participant, first.project, title={"fr": "Seconde lueur"})
    works.submit(second, by=world.participant)
    works.publish(second, by=world.editor)
    assert enter().get(reverse("showcase:home")).context["lead"] == second
    works.feature(first, by=world.editor)
    assert enter().get(reverse("showcase:home")).context["lead"] == first


def test_home_without_works_says_what_comes(world, enter):
    with translation.override("en"):
        text = enter().get(reverse("showcase:home")).content.decode()
    assert "The first works are on their way" in text


def test_author_goes_from_draft_to_proposal(world, enter):
    """Texts in two languages, credits, a file, its words, then the editors' turn."""
    project, client = project_of(world.participant, world.cohort), enter(world.participant)
    new = {"project": project.pk, "title_fr": "Ɲɔgɔn", "title_en": "Each other", "kind": "web-series", "year": 2026}
    client.post(reverse("showcase:propose_work"), new)
    work = Work.objects.get()
    texts = new | {"summary_fr": "Six épisodes.", "countries_0": ["TN"], "countries_1": "ML", "rights": "by", "need": ""}
    assert client.post(reverse("showcase:edit_work", args=[work.slug]), texts).status_code == 302
    rows = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "form-0-role": "Réalisation", "form-0-name": "Aminata",
            "form-0-author": "on"}  # fmt: skip
    client.post(reverse("showcase:work_credits", args=[work.slug]), rows)
    client.post(reverse("showcase:work_media", args=[work.slug]), {"upload": [jpeg()]})
    asset = Asset.objects.get()
    Asset.objects.update(state="ready")
    client.post(reverse("showcase:work_asset", args=[work.slug, asset.pk]), {"alt_fr": "Un mur", "cover": "1"})
    client.post(reverse("showcase:submit_work", args=[work.slug]))
    work.refresh_from_db()
    assert (work.state, work.title, sorted(work.countries), work.byline) == (
        State.SUBMITTED, {"fr": "Ɲɔgɔn", "en": "Each other"}, ["ML", "TN"], "Aminata",
    )  # fmt: skip


def test_upload_by_script_is_answered_with_the_list(world, enter):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    url, client = reverse("showcase:work_media", args=[work.slug]), enter(world.participant)
    good = client.post(url, {"upload": jpeg()}, headers={"X-Upload": "1"})
    bad = client.post(url, {"upload": SimpleUploadedFile("notes.jpg", b"not a picture")}, headers={"X-Upload": "1"})
    assert (good.status_code, bad.status_code, work.work_assets.count()) == (200, 422, 2)
    assert "<html" not in good.content.decode()
    assert "notes.jpg" in bad.content.decode()


def test_files_are_moved_one_step(world, enter):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    second = picture(world.participant)
    works.add_asset(work, second, by=world.participant)
    enter(world.participant).post(reverse("showcase:work_order", args=[work.slug]), {"up": second.pk})
    assert list(work.work_assets.values_list("asset", flat=True)) == [second.pk, work.cover_id]


def test_editor_publishes_and_sends_back_on_the_desk(world, enter):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    works.submit(work, by=world.participant)
    slugs = {**world.slugs, "work": work.slug}
    client = enter(world.editor)
    assert client.post(reverse("showcase:return_work", kwargs=slugs), {"note": ""}).status_code == 422
    client.post(reverse("showcase:return_work", kwargs=slugs), {"note": "Plus court."})
    note = enter(world.participant).get(reverse("showcase:my_work", args=[work.slug])).content.decode()
    assert "Plus court." in note
    works.submit(work, by=world.participant)
    client.post(reverse("showcase:publish_work", kwargs=slugs))
    assert enter().get(work.get_absolute_url()).status_code == 200


def test_editor_cannot_publish_their_own_work(world, enter):
    work = work_of(world.editor, project_of(world.editor, world.cohort))
    works.submit(work, by=world.editor)
    url = reverse("showcase:publish_work", kwargs={**world.slugs, "work": work.slug})
    assert enter(world.editor).post(url).status_code == 403
    assert enter(world.coordinator).post(url).status_code == 302


@pytest.mark.parametrize("number", [1, 3])
def test_desk_list_costs_the_same_with_more_works(number, world, enter, django_assert_num_queries):
    project = project_of(world.participant, world.cohort)
    for at in range(number):
        work_of(world.participant, project, title={"fr": f"Film {at}"})
    url, client = reverse("showcase:desk_works", kwargs=world.slugs), enter(world.editor)
    client.get(url)
    with django_assert_num_queries(DESK):
        client.get(url)


@pytest.mark.parametrize("number", [1, 3])
def test_own_list_costs_the_same_with_more_works(number, world, enter, django_assert_num_queries):
    project = project_of(world.participant, world.cohort)
    for at in range(number):
        work_of(world.participant, project, title={"fr": f"Film {at}"})
    url, client = reverse("showcase:my_works"), enter(world.participant)
    client.get(url)
    with django_assert_num_queries(OWN):
        client.get(url)


def test_files_of_a_work_come_piece_by_piece_from_who_may_change_it(world, enter, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    data = jpeg().read()
    asked = said(to="work", work=work.pk, filename="night.jpg")
    headers = TUS | {"Upload-Length": str(len(data)), "Upload-Metadata": asked}

    def create(client):
        return client.post(AT, headers=headers, content_type="a/b", data=b"")

    for stranger in (enter(), enter(world.stranger), enter(world.applicant), enter(world.elsewhere)):
        assert create(stranger).status_code == 404
    author, editor = enter(world.participant), enter(world.editor)
    at = create(author).headers["Location"]
    assert (head(editor, at).status_code, head(enter(), at).status_code) == (404, 404)
    patch(author, at, data[:200], 0)
    assert patch(author, at, data[200:], 200).status_code == 204
    asset = work.work_assets.order_by("pk").last().asset
    assert (asset.owner, asset.stored.file.open().read()) == (world.participant, data)

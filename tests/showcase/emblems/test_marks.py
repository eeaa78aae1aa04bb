"""Logos of partners and organisations."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from incubator.files.actions import FileRefused
from programmes.editions import actions as editions
from programmes.partners import actions as partners
from programmes.partners.models import Partnership
from showcase.emblems import actions as emblems
from showcase.emblems import queries
from showcase.emblems.models import Mark
from showcase.media import jobs
from showcase.media.models import Asset
from tests.world import World

PAGE = "/fr/programmes/two-shores/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def logo(width: int = 400, height: int = 160) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (180, 20, 80, 120)).save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue(), "image/png")


@pytest.fixture
def part(world: World) -> Partnership:
    partner = partners.add_partner(world.organisation, by=world.coordinator, name="FIDADOC", country="MA", kind="media")
    return partners.join(world.programme, partner, by=world.coordinator)


def here(part: Partnership) -> str:
    programme = part.programme
    return reverse("showcase:partner_mark", args=[programme.organisation.slug, programme.slug, part.pk])


def prepared(mark: Mark) -> Mark:
    jobs.render(mark.asset_id)
    emblems.note_ready(mark.asset_id)
    return mark


def test_logo_stands_on_the_page_once_prepared(
    world: World, part: Partnership, enter, django_capture_on_commit_callbacks
) -> None:
    visitor = enter()
    with django_capture_on_commit_callbacks(execute=True):
        mark = emblems.put(part.partner, logo(), by=world.coordinator, alt={"fr": "Un œil ouvert"})
    assert "<img" not in visitor.get(PAGE).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        prepared(mark)
    page = visitor.get(PAGE).content.decode()
    shown = queries.found("programmes.Partner", [part.partner_id])[part.partner_id]
    assert f'src="{shown.url}" width="320" height="128" alt="Un œil ouvert" loading="lazy"' in page
    assert visitor.get(shown.url).status_code == 200


def test_logo_of_who_left_or_of_a_hidden_programme_is_not_the_worlds(
    world: World, part: Partnership, enter, django_capture_on_commit_callbacks
) -> None:
    from showcase.media import showing

    with django_capture_on_commit_callbacks(execute=True):
        prepared(emblems.put(part.partner, logo(), by=world.coordinator))
    url = queries.found("programmes.Partner", [part.partner_id])[part.partner_id].url
    for hide in (
        lambda: partners.leave(part, by=world.coordinator),
        lambda: editions.list_programme(world.programme, by=world.coordinator, listed=False),
    ):
        assert enter().get(url).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            hide()
            showing.reconsider()
        assert enter().get(url).status_code == 404
        with django_capture_on_commit_callbacks(execute=True):
            partners.come_back(part, by=world.coordinator)
            showing.reconsider()


def test_new_logo_takes_the_place_of_the_old_one(world: World, part: Partnership) -> None:
    old = emblems.put(part.partner, logo(), by=world.coordinator)
    new = emblems.put(part.partner, logo(300, 300), by=world.coordinator)
    assert list(Mark.objects.values_list("pk", flat=True)) == [new.pk]
    assert not Asset.objects.filter(pk=old.asset_id).exists()


def test_data_saver_shows_the_name_alone(world: World, part: Partnership, enter, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        prepared(emblems.put(part.partner, logo(), by=world.coordinator))
    page = enter().get(PAGE, headers={"Save-Data": "on"}).content.decode()
    assert "<img" not in page and "FIDADOC" in page


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("logo.svg", SVG, "image/svg+xml"),
        SimpleUploadedFile("logo.png", SVG, "image/png"),
        SimpleUploadedFile("logo.png", b"", "image/png"),
        SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40, "image/png"),
        SimpleUploadedFile("logo.jpg", b"\xff\xd8\xff" + b"0" * 5_000_001, "image/jpeg"),
    ],
    ids=["svg", "svg called png", "empty", "cut", "huge"],
)
def test_hostile_logo_is_refused_with_a_sentence(world: World, part: Partnership, enter, upload: SimpleUploadedFile) -> None:
    upload.seek(0)
    page = enter(world.coordinator).post(here(part), {"upload": upload}, follow=True)
    assert (page.status_code, Mark.objects.exists()) == (200, False)
    assert [one.level_tag for one in page.context["messages"]] == ["error"] or 'class="alert error"' in page.content.decode()
    if upload.size:
        upload.seek(0)
        with pytest.raises(FileRefused):
            emblems.put(part.partner, upload, by=world.coordinator)


def test_script_in_the_words_is_shown_not_run(world: World, part: Partnership, enter, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        prepared(emblems.put(part.partner, logo(), by=world.coordinator, alt={"fr": '"><script>alert(1)</script>'}))
    assert "<script>alert" not in enter().get(PAGE).content.decode()


def test_logo_is_removed(world: World, part: Partnership, enter) -> None:
    emblems.put(part.partner, logo(), by=world.coordinator)
    enter(world.coordinator).post(here(part), {"remove": "1"})
    assert (Mark.objects.exists(), Asset.objects.exists()) == (False, False)


def test_organisation_has_its_own(world: World, enter) -> None:
    enter(world.coordinator).post(reverse("showcase:organisation_mark", args=[world.organisation.slug]), {"upload": logo()})
    assert Mark.objects.get().organisation == world.organisation

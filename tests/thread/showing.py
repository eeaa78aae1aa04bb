"""Step 8: a work from its first word to the wall."""

import re

from playwright.sync_api import expect

from showcase.media.models import Asset, Rendition
from showcase.works.models import Work
from tests.thread import files
from tests.thread.cast import COHORT, Thread

TITLE = "Les mains de la filature"


def propose(thread: Thread) -> None:
    author = thread.awa
    author.go("/fr/me/")
    author.follow("/fr/me/works/", within="body")
    author.follow("/me/works/new/")
    author.send(title={"fr": TITLE, "en": "The hands of the mill"}, kind="documentary", year=thread.today.year)
    work = Work.objects.get()
    author.follow(f"/me/works/{work.slug}/edit/")
    author.write(
        summary={"fr": "Des mains, des fils, des voix.", "en": "Hands, threads, voices."}, discipline="documentary", minutes=3
    )
    author.write(text={"fr": "Une journée à la filature.", "en": "A day at the mill."}, countries_0=["CI"], languages_0=["fr"])
    author.page.locator("[name=workshop]").select_option(index=1)
    author.send("button[name=next]")
    assert author.path.endswith("/files/")


def send_files(thread: Thread) -> None:
    """Progress is seen while the worker prepares; then every rendition is there."""
    author, work = thread.awa, Work.objects.get()
    made = [files.picture(thread.folder, "mains.jpg"), files.film(thread.folder), files.sound(thread.folder)]
    author.page.locator("main input[type=file]").set_input_files(made)
    expect(author.all("main .assets > li")).to_have_count(3, timeout=30_000)
    assert author.all("main .asset progress, main .asset p").count() >= 3
    thread.eventually(lambda: Asset.objects.filter(state="ready").count() == 3, 90)
    expect(author.all("main .asset[hx-get]")).to_have_count(0, timeout=15_000)
    kinds = {asset.kind: {row.format for row in asset.renditions.all()} for asset in Asset.objects.all()}
    assert {"avif", "webp", "jpg"} <= kinds["image"]
    assert "mp4" in kinds["film"]
    assert "m4a" in kinds["sound"]
    picture = Asset.objects.get(kind="image")
    author.page.locator(f"main a[href$='/files/{picture.pk}/']").first.click()
    author.page.wait_for_url(f"**/files/{picture.pk}/")
    author.send(alt={"fr": "Une mer sous un ciel violet", "en": "A sea under a violet sky"}, cover=True)
    author.go(f"/fr/me/works/{work.slug}/credits/")
    author.send(**{"form-0-role": "Réalisation", "form-0-name": "Awa Konaté", "form-0-author": True})
    author.go(f"/fr/me/works/{work.slug}/")
    author.act("/submit/")
    work.refresh_from_db()
    assert work.state == "submitted"


def publish(thread: Thread) -> None:
    editor, work = thread.emna, Work.objects.get()
    thread.mailbox.letter(editor.email, TITLE)
    editor.go(COHORT)
    editor.follow("/premiere/works/", within="body")
    editor.follow(f"/premiere/works/{work.slug}/")
    editor.act(f"/{work.slug}/publish/")
    work.refresh_from_db()
    assert work.state == "published"
    thread.mailbox.letter(thread.awa.email, f"/works/{work.slug}/")


def find(thread: Thread) -> None:
    """A visitor finds it by words and by each filter, and walks back to where it came from."""
    visitor, work = thread.stella, Work.objects.get()
    page = f"/works/{work.slug}/"
    for name, value in (
        ("q", "filature"),
        ("discipline", "documentary"),
        ("country", "CI"),
        ("programme", "sud-sud"),
        ("language", "fr"),
        ("year", str(work.year)),
    ):
        visitor.go("/fr/works/")
        visitor.all("details.sieve > summary").click()
        visitor.send("details.sieve form button:visible", **{name: value})
        assert visitor.all(f"main .wall a[href$='{page}']").count() == 1, name
    visitor.go("/fr/works/?q=introuvable")
    assert visitor.all(f"main .wall:not(.low) a[href$='{page}']").count() == 0
    visitor.go("/fr/works/")
    visitor.follow(page)
    assert re.search(r"\d\s?[KMkm][Bbo]", visitor.all(".film .weight").inner_text())
    visitor.see(TITLE, "Awa Konaté", "Ateliers Sud-Sud", "Première promotion", "Semaine du son", "Mariam Bakkali")
    assert visitor.all("main .stage [data-play], main video").count() > 0
    for part in ("/programmes/sud-sud/",):
        assert visitor.all(f"main .route a[href*='{part}']").count() > 0, part
    visitor.go(f"/en{page}")
    visitor.see("The hands of the mill", "A day at the mill.")
    assert Rendition.objects.filter(asset__kind="film").count() >= 1

"""Files for machines, outside the language prefix; the map names every page in every language."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.utils.xmlutils import SimplerXMLGenerator

from incubator.access import public
from incubator.lib.numbers import whole
from incubator.web.http import Request
from showcase.discovery import queries
from showcase.discovery.queries import Address, Film
from showcase.media.components import share_picture
from showcase.sharing.oembed import CACHED, answer, work_at
from showcase.works.queries import public_works

CODES = tuple(code for code, _name in settings.LANGUAGES)
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
VIDEO = "http://www.google.com/schemas/sitemap-video/1.1"
MOST_TITLE, MOST_TEXT = 100, 2048
IN_FEED = 30
CLOSED = ("/*/me/", "/*/desk/", "/*/reviews/", "/*/accounts/", "/admin/", "/files/")


def _at(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


@public
def robots(request: Request) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), f"Sitemap: {_at(reverse('discovery:sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _xml(root: str, spaces: dict[str, str]) -> tuple[HttpResponse, Any]:
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    writer: Any = SimplerXMLGenerator(response, "utf-8")
    writer.startDocument()
    writer.startElement(root, spaces)
    return response, writer


@public(stamped=True)
def sitemap(request: Request) -> HttpResponse:
    """The list of the map's files."""
    response, writer = _xml("sitemapindex", {"xmlns": SITEMAP})
    files = [reverse("discovery:sitemap_pages")]
    files += [reverse("discovery:sitemap_works", args=[part]) for part in range(1, queries.parts() + 1)]
    for path in files:
        writer.startElement("sitemap", {})
        writer.addQuickElement("loc", _at(path))
        writer.endElement("sitemap")
    writer.endElement("sitemapindex")
    return response


def _map(addresses: Iterable[Address]) -> HttpResponse:
    response, writer = _xml("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML, "xmlns:image": IMAGE, "xmlns:video": VIDEO})
    for address in addresses:
        for code in CODES:
            writer.startElement("url", {})
            writer.addQuickElement("loc", _at(f"/{code}/{address.path}"))
            if address.changed:
                writer.addQuickElement("lastmod", address.changed.isoformat())
            for other in CODES:
                link = {"rel": "alternate", "hreflang": other, "href": _at(f"/{other}/{address.path}")}
                writer.addQuickElement("xhtml:link", None, link)
            for picture in address.images:
                writer.startElement("image:image", {})
                writer.addQuickElement("image:loc", _at(picture))
                writer.endElement("image:image")
            if address.film:
                _video(writer, address.film, code)
            writer.endElement("url")
    writer.endElement("urlset")
    return response


def _video(writer: Any, film: Film, language: str) -> None:
    """Elements in the order of the schema."""
    title = film.title.best(language)[0]
    writer.startElement("video:video", {})
    for name, text in (
        ("thumbnail_loc", _at(film.thumbnail)), ("title", title[:MOST_TITLE]),
        ("description", (film.text.best(language)[0] or title)[:MOST_TEXT]), ("content_loc", _at(film.content)),
        ("duration", str(film.seconds) if film.seconds else ""), ("publication_date", film.since.isoformat(timespec="seconds")),
    ):  # fmt: skip
        if text:
            writer.addQuickElement(f"video:{name}", text)
    writer.endElement("video:video")


@public(stamped=True)
def sitemap_pages(request: Request) -> HttpResponse:
    return _map(queries.pages())


@public(stamped=True)
def sitemap_works(request: Request, part: int) -> HttpResponse:
    if not 1 <= part <= queries.parts():
        raise Http404
    return _map(queries.works(part))


@public(stamped=True)
def feed(request: Request, language: str) -> HttpResponse:
    """The newest works as Atom, in one language."""
    if language not in CODES:
        raise Http404
    with override(language):
        atom = Atom1Feed(
            title=_("Veillée: new works"), link=_at(reverse("showcase:works")), description=_("Works born in the programmes, the newest first."), language=language,
            feed_url=_at(request.path), author_name=_("Veillée"), feed_guid=_at(request.path),
        )  # fmt: skip
        for work in public_works()[:IN_FEED]:
            link = _at(work.get_absolute_url())
            picture = share_picture(work.cover)
            shown = f'<p><img src="{_at(picture)}" alt=""></p>' if picture else ""
            atom.add_item(
                title=str(work.title), link=link, unique_id=link, author_name=work.byline, pubdate=work.published,
                updateddate=work.published, description=str(work.summary), content=shown or None,
            )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _bound(request: Request, name: str) -> int | None:
    """A size in pixels that was asked for; anything else asks for nothing."""
    return whole(request.GET.get(name)) or None


@public
def oembed(request: Request) -> HttpResponse:
    """For a page of a work: how to show it elsewhere. JSON only; another format is answered as the specification says."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=501)
    found = work_at(request.GET.get("url", ""))
    if found is None:
        raise Http404
    said = answer(*found, most_wide=_bound(request, "maxwidth"), most_high=_bound(request, "maxheight"))
    response = JsonResponse(said, headers={"Access-Control-Allow-Origin": "*"})
    patch_cache_control(response, public=True, max_age=CACHED)
    return response

"""Cards, and the page of a work that other sites may frame."""

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_exempt

from incubator.access import public
from incubator.web.http import Request
from programmes.presentation.hosts import public_host
from programmes.presentation.queries import public_programmes
from showcase.creators.queries import public_creator
from showcase.media.states import Kind as Media
from showcase.sharing import cards
from showcase.works import queries
from showcase.works.page import parts_of


@public(stamped=True)
def work_card(request: Request, slug: str) -> HttpResponse:
    """A work's card, in the language of its address."""
    found = queries.public_work(slug)
    if found is None:
        raise Http404
    queries.with_renditions([found.cover])
    return cards.answer(cards.of_work(found), found.cover)


@public(stamped=True)
def creator_card(request: Request, slug: str) -> HttpResponse:
    found = public_creator(slug)
    if found is None:
        raise Http404
    newest = queries.of_creator(found.pk)
    return cards.answer(cards.of_creator(found), newest[0].work.cover if newest else None)


@public(stamped=True)
def programme_card(request: Request, slug: str) -> HttpResponse:
    """A programme's card, over the picture of its newest work."""
    found = get_object_or_404(public_programmes(), slug=slug)
    newest = queries.newest_of(found.pk)
    queries.with_renditions([newest.cover] if newest else [])
    return cards.answer(cards.of_programme(found), newest.cover if newest else None)


@public(stamped=True)
def organisation_card(request: Request, slug: str) -> HttpResponse:
    found = public_host(slug)
    if found is None:
        raise Http404
    newest = queries.of_organisation(found.pk, 1)
    return cards.answer(cards.of_organisation(found), newest[0].cover if newest else None)


# The outermost marks: they must reach a page that was kept for another visitor, too.
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@public(stamped=True, visit="embed")
def embed(request: Request, slug: str) -> HttpResponse:
    """The work alone, for a frame in other sites: no cookie, no script, nothing loaded before it is played."""
    found = queries.public_work(slug)
    if found is None:
        raise Http404
    shown = parts_of(found, queries.shown_places(found))
    main = next((asset for asset in [shown["screen"], *shown["sounds"]] if asset and asset.kind != Media.IMAGE), shown["screen"])
    return render(request, "showcase/sharing/embed.html", {"work": found, "main": main})

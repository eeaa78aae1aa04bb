"""Collections, for the world and for those who curate them."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded, public
from incubator.lib.numbers import whole
from incubator.web.acting import attempt, told
from incubator.web.arranging import rearranged
from incubator.web.http import Request
from incubator.web.paging import page
from programmes.editions.models import Programme
from showcase.collections import actions, queries
from showcase.collections.forms import CollectionForm
from showcase.collections.models import Collection
from showcase.sharing import cards

PAGE = 24


@public(stamped=True)
def collections(request: Request) -> HttpResponse:
    shown = page(request, queries.public_collections(), order=("-published", "-pk"), size=PAGE)
    covers = queries.covers_of(list(shown))
    rows = [(one, covers.get(one.pk, [])) for one in shown]
    return render(request, "showcase/collections/collections.html", {"page": shown, "rows": rows})


@public(stamped=True)
def collection(request: Request, slug: str) -> HttpResponse:
    found = queries.public_collection(slug)
    if found is None:
        raise Http404
    return render(request, "showcase/collections/collection.html", {"collection": found, "works": queries.shown_in(found)})


@public(stamped=True)
def collection_card(request: Request, slug: str) -> HttpResponse:
    """What a shared link of a collection shows: its words over the picture of its first work."""
    found = queries.public_collection(slug)
    if found is None:
        raise Http404
    works = queries.covers_of([found], most=1).get(found.pk, [])
    above = [str(found.programme.name), found.cohort.name if found.cohort else ""]
    return cards.answer(cards.of_page(found.title, found.programme, above=above), works[0].cover if works else None)


# --- the desk ---
def _slugs(programme: Programme) -> tuple[str, str]:
    return programme.organisation.slug, programme.slug


def _desk(request: Request, template: str, programme: Programme, **more: Any) -> HttpResponse:
    form = more.get("form")
    back = [
        {"text": str(programme.name), "href": reverse("programmes:desk_programme", args=_slugs(programme))},
        {"text": _("Collections"), "href": reverse("showcase:desk_collections", args=_slugs(programme))},
    ]
    context = {"programme": programme, "organisation": programme.organisation, "back": back} | more
    return render(request, template, context, status=422 if form is not None and form.errors else 200)


@guarded("showcase.view_collections", Programme)
def desk_collections(request: Request, programme: Programme) -> HttpResponse:
    shown = page(request, queries.of_programme(programme), order=("-pk",), size=PAGE)
    return _desk(request, "showcase/collections/desk_collections.html", programme, page=shown)


@guarded("showcase.view_collections", Programme)
def new_collection(request: Request, programme: Programme) -> HttpResponse:
    form = CollectionForm(request.POST or None, programme=programme)
    if made := attempt(form, partial(actions.create, programme, by=request.user)):
        return redirect("showcase:desk_collection", *_slugs(programme), made.slug)
    return _desk(request, "showcase/collections/new_collection.html", programme, form=form)


@guarded("showcase.edit_collection", Collection)
def desk_collection(request: Request, collection: Collection) -> HttpResponse:
    """Its texts, its works in their order, and works to add."""
    programme, typed = collection.programme, request.GET.get("q", "")[:80]
    form = CollectionForm(request.POST or None, instance=collection, programme=programme)
    if attempt(form, partial(actions.edit, collection, by=request.user)):
        return redirect("showcase:desk_collection", *_slugs(programme), collection.slug)
    more = {"placed": queries.placed_in(collection), "found": queries.to_add(collection, typed), "typed": typed}
    return _desk(request, "showcase/collections/desk_collection.html", programme, form=form, collection=collection, **more)


@require_POST
@guarded("showcase.edit_collection", Collection)
def collection_works(request: Request, collection: Collection) -> HttpResponse:
    """Adds a work, takes one out, or puts all in another order."""
    add, out = whole(request.POST.get("add")), whole(request.POST.get("out"))
    if add is not None:
        if (work := queries.work_to_add(collection, add)) is None:
            raise Http404
        told(request, partial(actions.add, collection, work, by=request.user))
    elif out is not None:
        told(request, partial(actions.take_out, collection, out, by=request.user))
    else:
        keys = rearranged([row.work_id for row in queries.placed_in(collection)], request.POST)
        told(request, partial(actions.arrange, collection, keys, by=request.user))
    return redirect("showcase:desk_collection", *_slugs(collection.programme), collection.slug)


@require_POST
@guarded("showcase.edit_collection", Collection)
def publish_collection(request: Request, collection: Collection) -> HttpResponse:
    on = request.POST.get("published") == "1"
    done = _("The collection is public now.") if on else _("The collection is not public any more.")
    told(request, partial(actions.publish, collection, on, by=request.user), done)
    return redirect("showcase:desk_collection", *_slugs(collection.programme), collection.slug)

"""What the world sees of programmes and of who runs them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from incubator.access import public
from incubator.web.http import Request
from incubator.web.paging import page
from programmes.presentation import hosts, queries

PAGE = 60


@public(stamped=True)
def programmes(request: Request) -> HttpResponse:
    return render(request, "programmes/presentation/programmes.html", {"programmes": list(queries.public_programmes())})


@public(stamped=True)
def programme(request: Request, slug: str) -> HttpResponse:
    """One programme: what it is, its editions, calls, figures and partners, and what higher rooms add."""
    found = queries.of_page(request, slug)
    if found is None:
        raise Http404
    return render(request, "programmes/presentation/programme.html", found)


@public(stamped=True)
def organisations(request: Request) -> HttpResponse:
    shown = page(request, hosts.public_hosts(), order=("name", "pk"), size=PAGE)
    return render(request, "programmes/presentation/organisations.html", {"page": shown, "rows": hosts.with_marks(shown)})


@public(stamped=True)
def organisation(request: Request, slug: str) -> HttpResponse:
    """Who runs programmes: what it is, its programmes and open calls, and what higher rooms add."""
    found = hosts.of_page(slug)
    if found is None:
        raise Http404
    return render(request, "programmes/presentation/organisation.html", found)

"""What the world sees of programmes."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from incubator.access import public
from incubator.web.http import Request
from programmes.presentation import queries


@public(stamped=True)
def programmes(request: Request) -> HttpResponse:
    return render(request, "programmes/presentation/programmes.html", {"programmes": list(queries.public_programmes())})


@public(stamped=True)
def programme(request: Request, slug: str) -> HttpResponse:
    """One programme: what it is, its editions, calls, figures and partners, and what higher rooms add."""
    page = queries.of_page(request, slug)
    if page is None:
        raise Http404
    return render(request, "programmes/presentation/programme.html", page)

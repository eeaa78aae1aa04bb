"""What the world sees of programmes."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from incubator.access import public
from incubator.home.registry import sections
from incubator.web.http import Request
from programmes.presentation import queries


@public(stamped=True)
def programmes(request: Request) -> HttpResponse:
    return render(request, "programmes/presentation/programmes.html", {"programmes": list(queries.public_programmes())})


@public(stamped=True)
def programme(request: Request, slug: str) -> HttpResponse:
    """One programme: what it is, its cohorts, calls and partners, and what higher rooms add."""
    found = get_object_or_404(queries.public_programmes(), slug=slug)
    context = queries.public_page(found) | {"programme": found, "sections": sections("programme", found)}
    return render(request, "programmes/presentation/programme.html", context)

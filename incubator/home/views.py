"""The person's own first page, and where sign-in leads."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from incubator.access import member
from incubator.home import registry


@member
def landing(request: HttpRequest) -> HttpResponse:
    """Sends each person to where their work is: as rooms registered it, else their own page."""
    return HttpResponseRedirect(registry.landing_of(request.user) or reverse("incubator:me"))


@member
def me(request: HttpRequest) -> HttpResponse:
    """What rooms have to say to this person."""
    return render(request, "incubator/home/me.html", {"cards": registry.my_cards(request.user)})

"""Creators as the world sees them, and one's own page."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import member, public
from incubator.home.registry import sections
from incubator.lib.places import country_name
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from incubator.web.paging import page
from programmes.editions.states import DISCIPLINES
from showcase.creators import actions, queries
from showcase.creators.filters import CreatorFilter
from showcase.creators.forms import CreatorForm
from showcase.creators.models import Creator

PAGE = 120


@public(stamped=True)
def creators(request: Request) -> HttpResponse:
    """Names as running text, in their order."""
    form = CreatorFilter(request.GET, list(queries.by_country(request)))
    shown = page(request, queries.listed(form.wanted), order=("name", "pk"), size=PAGE)
    return render(request, "showcase/creators/creators.html", {"form": form, "page": shown, "narrowed": form.wanted})


@public(stamped=True)
def creator(request: Request, slug: str) -> HttpResponse:
    found = queries.public_creator(slug)
    if found is None:
        raise Http404
    groups = queries.members_of(found) if found.collective else []
    context = {
        "creator": found,
        "line": line_of(found),
        "members": groups,
        "collectives": queries.collectives_of(found),
        "sections": sections("creator", found),
        "linked": linked_data(found),
    }
    return render(request, "showcase/creators/creator.html", context)


def line_of(creator: Creator) -> list[str]:
    names = dict(DISCIPLINES)
    place = ", ".join(part for part in (creator.city, country_name(creator.country)) if part)
    kind = _("Collective") if creator.collective else ""
    return [
        part for part in (kind, place, str(creator.territory), *(str(names.get(one, one)) for one in creator.disciplines)) if part
    ]


def linked_data(creator: Creator) -> dict[str, Any]:
    facts = {
        "@context": "https://schema.org",
        "@type": "Organization" if creator.collective else "Person",
        "name": creator.name,
        "description": str(creator.statement),
        "nationality" if not creator.collective else "location": country_name(creator.country),
        "url": f"{settings.SITE_URL}{creator.get_absolute_url()}",
        "sameAs": [url for url in (creator.website, *(one["url"] for one in creator.links)) if url],
    }
    return {name: value for name, value in facts.items() if value}


@member
def my_creator(request: Request) -> HttpResponse:
    """The page of one's own: made with the first saving, seen by others once it is switched on."""
    mine = queries.of_person(request.user) or Creator(name=str(request.user), country=request.user.country)
    pages = queries.may_belong(mine, request.user)
    named = list(mine.belongings.values_list("member__slug", flat=True)) if mine.pk else []
    form = CreatorForm(request.POST or None, instance=mine, may_belong=pages, named=named)
    if attempt(form, partial(_save, request)):
        messages.success(request, _("Saved."))
        return redirect("showcase:my_creator")
    own = queries.of_person(request.user)
    context = {
        "form": form, "creator": own, "belongings": queries.belongings_of(request.user),
        "sections": sections("my_creator", own) if own else [],
    }  # fmt: skip
    return render(request, "showcase/creators/my_creator.html", context, status=422 if form.errors else 200)


def _save(request: Request, members: Any = None, **fields: Any) -> Creator:
    mine = actions.create(request.user, by=request.user, name=fields["name"])
    mine = actions.edit(mine, by=request.user, **fields)
    if members is not None:
        actions.name_members(mine, members if mine.collective else [], by=request.user)
    return mine


@require_POST
@member
def answer_collective(request: Request, belonging: int) -> HttpResponse:
    """Yes or no to being named in a collective."""
    found = queries.belonging(request.user, belonging)
    if found is None:
        raise Http404
    agrees = request.POST.get("agrees") == "1"
    said = _("You are named there now.") if agrees else _("You are not named there.")
    told(request, partial(actions.answer, found, agrees, by=request.user), said)
    return redirect("showcase:my_creator")


@require_POST
@member
def switch_creator(request: Request) -> HttpResponse:
    mine = queries.of_person(request.user)
    if mine is None:
        raise Http404
    on = request.POST.get("listed") == "1"
    said = _("Your page is public now.") if on else _("Your page is off. Credits keep your plain name.")
    told(request, partial(actions.switch, mine, on, by=request.user), said)
    return redirect("showcase:my_creator")

"""What the world sees: the front page, the wall, a work."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from incubator.access import public
from incubator.lib.places import country_name, sort_key
from incubator.web.http import Request
from incubator.web.paging import page
from programmes.events.queries import coming
from programmes.presentation.queries import public_programmes
from showcase.creators.queries import by_country as creators_by_country
from showcase.creators.queries import on_front_page
from showcase.works import finding, queries
from showcase.works.catalogue import Catalogue, catalogue, counts_in
from showcase.works.filters import QUIET, WorkFilter
from showcase.works.page import context_of
from showcase.works.states import Kind

ON_FRONT = 9
ON_FRONT_SAVING = 6
LOOKING = 6
CALLS = 4


def chips_of(known: Catalogue, current: str, rest: str = "") -> list[dict[str, Any]]:
    """A chip for each kind that has works; `rest` is the query string of the other filters, which counts do not know."""
    wall = reverse("showcase:works")

    def chip(value: str, text: Any, many: int) -> dict[str, Any]:
        query = "&".join(part for part in (f"kind={value}" if value else "", rest) if part)
        text = str(text)
        shown = {"text": text[:1].upper() + text[1:], "href": f"{wall}?{query}" if query else wall, "current": value == current}
        return shown if rest else shown | {"count": many}

    kinds = [chip(kind.value, kind.label, known.kinds[kind.value]) for kind in Kind if known.kinds.get(kind.value)]
    return [chip("", _("All"), known.total), *kinds]


@public(stamped=True)
def home(request: Request) -> HttpResponse:
    lead = queries.lead()
    main = queries.main_of(lead) if lead else None
    queries.with_renditions([lead.cover, main] if lead else [])
    many = ON_FRONT_SAVING if request.data_saver else ON_FRONT
    works = list(queries.public_works()[: many + 1])
    context = {
        "lead": lead,
        "main": main,
        "works": [work for work in works if lead is None or work.pk != lead.pk][:many],
        "chips": chips_of(catalogue(request), ""),
        "looking": list(queries.looking()[:LOOKING]),
        "programmes": list(public_programmes()),
        "calls": queries.open_calls(CALLS),
        "events": coming(),
        "names": on_front_page(),
    }
    return render(request, "showcase/works/home.html", context)


@public(stamped=True)
def works(request: Request) -> HttpResponse:
    """The wall, narrowed by what stands in the address."""
    known = catalogue(request)
    form = WorkFilter(request.GET, known)
    wanted = form.wanted
    rows, order, known_many = finding.found(wanted)
    narrowing = {name: value for name, value in wanted.items() if name not in QUIET}
    if narrowing and (counts := counts_in(rows, narrowing, known.seconds, request)) is not None:
        form.count(counts)
    shown = page(request, rows, order=order, size=queries.WALL, filled=finding.FILLED, known=known_many)
    rest = request.GET.copy()
    rest.pop("kind", None), rest.pop("after", None)
    context = {
        "form": form,
        "page": shown,
        "chips": chips_of(known, wanted.get("kind", ""), rest.urlencode() if len(wanted) > ("kind" in wanted) else ""),
        "said": form.said(),
        "near": [] if shown else finding.near(wanted),
        "narrowed": bool(set(wanted) - {"kind"}),
        "quick": ("q", "country", "language", "discipline"),
    }
    return render(request, "showcase/works/works.html", context)


@public(stamped=True, visit="work")
def work(request: Request, slug: str) -> HttpResponse:
    found = queries.public_work(slug)
    if found is None:
        raise Http404
    return render(request, "showcase/works/work.html", context_of(found))


@public(stamped=True)
def world(request: Request) -> HttpResponse:
    """Works and creators by country, drawn and as a list."""
    works, people = catalogue(request).facets["country"], creators_by_country(request)
    wall, faces = reverse("showcase:works"), reverse("showcase:creators")
    rows: list[dict[str, Any]] = [
        {
            "code": code, "text": country_name(code), "works": works.get(code, 0), "people": people.get(code, 0),
            "href": f"{wall}?country={code}" if code in works else f"{faces}?country={code}", "faces": f"{faces}?country={code}",
        } for code in {*works, *people}
    ]  # fmt: skip
    rows.sort(key=lambda row: sort_key(row["text"]))
    items = [
        {"code": row["code"], "text": row["text"], "value": row["works"] + row["people"], "href": row["href"]} for row in rows
    ]
    return render(request, "showcase/works/map.html", {"rows": rows, "items": items})


@public
def surprise(request: Request) -> HttpResponse:
    """To any of the works, another one each time."""
    drawn = finding.surprise(request.GET.get("but", "")[:100])
    answer = redirect(drawn.get_absolute_url() if drawn else "showcase:works")
    add_never_cache_headers(answer)
    return answer


@public(stamped=True)
def suggest(request: Request) -> JsonResponse:
    """What the search box proposes for what is typed so far."""
    return JsonResponse(finding.suggested(request.GET.get("q", "")[:100]), safe=False)

"""What reach gives to the house: it counts visits, empties its basket, and has a measure."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from incubator.access.visits import on_visit
from incubator.outbox.registry import each_minute
from programmes.indicators.registry import measure
from showcase.reach import actions, basket, queries
from showcase.reach.states import What


def counts(what: What) -> Any:
    def seen(request: HttpRequest, arguments: dict[str, Any]) -> None:
        actions.count(request, arguments["slug"], what)

    return seen


for _page, _what in (("work", What.VIEW), ("kit", What.KIT), ("embed", What.EMBED)):
    on_visit(_page, counts(_what))
each_minute(basket.empty)
each_minute(actions.tidy)
measure("views", gettext_lazy("views of works"), queries.views_in)

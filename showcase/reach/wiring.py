"""What reach gives to the house: it counts visits, empties its basket, and has a measure."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from incubator.access.visits import on_visit
from incubator.outbox.registry import each_minute
from programmes.indicators.registry import measure
from showcase.reach import actions, basket, queries
from showcase.reach.states import What


def seen(request: HttpRequest, arguments: dict[str, Any]) -> None:
    actions.count(request, arguments["slug"], What.VIEW)


on_visit("work", seen)
each_minute(basket.empty)
each_minute(actions.tidy)
measure("views", gettext_lazy("views of works"), queries.views_in)

"""Figures promised and reached."""

from decimal import Decimal

import pytest
from django.urls import reverse

from incubator.lib.errors import Refused
from programmes.indicators import actions as indicators
from programmes.indicators import queries
from tests.world import World


def test_entered_figure_needs_its_source(world: World) -> None:
    with pytest.raises(Refused):
        indicators.add(world.cohort, by=world.coordinator, name={"fr": "Contacts"}, entered=Decimal(1240))


def test_counted_figure_takes_no_entered_one(world: World) -> None:
    with pytest.raises(Refused):
        indicators.add(
            world.cohort, by=world.coordinator, name={"fr": "X"}, measure="participants", entered=Decimal(3), source="moi"
        )


def test_figures_stand_beside_their_targets(world: World) -> None:
    by = world.coordinator
    indicators.add(world.cohort, by=by, name={"fr": "Base"}, target=Decimal(2000), entered=Decimal(1240), source="Feuilles")
    indicators.add(world.cohort, by=by, name={"fr": "Personnes"}, measure="participants", target=Decimal(15))
    assert [(row.actual, row.indicator.target) for row in queries.figures(world.cohort)] == [(1240, 2000), (0, 15)]


def test_export_is_safe_for_spreadsheets(world: World, enter) -> None:
    indicators.add(
        world.cohort, by=world.coordinator, name={"fr": "=HYPERLINK(1)"}, target=Decimal(1), entered=Decimal(1), source="@moi"
    )
    answer = enter(world.coordinator).get(reverse("programmes:export_indicators", kwargs=world.slugs))
    body = b"".join(answer.streaming_content).decode()
    assert "'=HYPERLINK(1)" in body and "'@moi" in body

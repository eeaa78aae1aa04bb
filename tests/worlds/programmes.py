"""What programmes adds to the world."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from programmes.editions.models import Group, Phase
from programmes.indicators.models import Indicator
from programmes.sites.models import Site, Space

if TYPE_CHECKING:
    from tests.worlds import WholeWorld


def lay(world: WholeWorld) -> None:
    """Put things into `world.things`, and what stands for an argument of an address into `world.arguments`."""
    site = Site.objects.create(
        organisation=world.organisation, name="La Fabrique", city="Tunis", country="TN", time_zone="Africa/Tunis"
    )
    world.things |= {
        "site": site,
        "space": Space.objects.create(site=site, name="Studio"),
        "phase": Phase.objects.create(
            cohort=world.cohort, name={"fr": "Écriture"}, starts=date(2026, 1, 1), ends=date(2026, 3, 1)
        ),
        "group": Group.objects.create(cohort=world.cohort, name={"fr": "Tunis"}),
        "indicator": Indicator.objects.create(cohort=world.cohort, name={"fr": "Œuvres"}),
    } | of_the_call(world)
    world.arguments |= {"call": world.call.slug, "step": "close"}


def of_the_call(world: WholeWorld) -> dict[str, Any]:
    question = world.questions["picture"]
    return {"question": question, "section": question.section, "criterion": world.stage.criteria.first()}

"""Figures that coordinators put on the public pages, once there is something to count."""

from incubator.demo.stage import Stage
from programmes.indicators import actions as indicators
from programmes.indicators.models import Indicator
from programmes.indicators.queries import reached

LATER = ("works",)
"""Counted only when files are prepared, after the loading."""


def load(stage: Stage) -> None:
    for key in stage.facts:
        rows = Indicator.objects.filter(cohort__programme=stage.rows[key]).exclude(measure__in=LATER)
        for row in rows.select_related("cohort"):
            if reached(row):
                indicators.declare(row, by=stage.people[f"coordinator.{key}"])

"""Figures of a cohort beside their targets."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from programmes.editions.models import Cohort
from programmes.indicators.models import Indicator
from programmes.indicators.registry import counted


@dataclass(frozen=True)
class Row:
    """An indicator with its figure now; `source` says whether it was counted."""

    indicator: Indicator
    actual: Decimal | None
    source: str

    @property
    def said(self) -> str:
        return self._say(self.actual)

    @property
    def goal_said(self) -> str:
        return self._say(self.indicator.target)

    def _say(self, value: Decimal | None) -> str:
        if value is None:
            return "–"
        number = number_format(value.normalize(), use_l10n=True, force_grouping=True)
        return f"{number} {self.indicator.unit}".strip()


def figures(cohort: Cohort) -> list[Row]:
    """Every indicator of a cohort with what is reached."""
    rows = []
    for indicator in cohort.indicators.all():
        if indicator.measure:
            count = counted(indicator.measure, cohort)
            rows.append(Row(indicator, None if count is None else Decimal(count), _("counted here")))
        else:
            rows.append(Row(indicator, indicator.entered, indicator.source))
    return rows


def bars(rows: list[Row]) -> list[dict[str, Any]]:
    """The rows that have a target, as the bars component takes them: share of the target in hundredths."""
    found = []
    for row in rows:
        if row.indicator.target:
            share = float((row.actual or 0) / row.indicator.target * 100)
            said = f"{row.said} / {row.goal_said}"
            tone = "" if share >= 100 else "warn"
            found.append({"text": str(row.indicator.name), "value": min(share, 100), "said": said, "tone": tone})
    return found

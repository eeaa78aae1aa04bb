"""Figures of a cohort beside their targets."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from programmes.editions.models import Cohort, Programme
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

    @property
    def declared_said(self) -> str:
        return self._say(self.indicator.declared)

    @property
    def is_behind(self) -> bool:
        """The public page says another figure than there is now."""
        return self.actual is not None and self.actual != self.indicator.declared

    def _say(self, value: Decimal | None) -> str:
        return said(value, self.indicator.unit) if value is not None else "–"


def said(value: Decimal, unit: str = "") -> str:
    """A figure as the reader's language writes it, with its unit."""
    number = number_format(value.normalize(), use_l10n=True, force_grouping=True)
    return f"{number} {unit}".strip()


def reached(indicator: Indicator) -> Decimal | None:
    """The figure now: counted, or as it was entered."""
    if not indicator.measure:
        return indicator.entered
    count = counted(indicator.measure, indicator.cohort)
    return None if count is None else Decimal(count)


def on_show(programme: Programme) -> list[Indicator]:
    """What the world reads of a programme's figures, the newest edition's first."""
    rows = Indicator.objects.filter(cohort__programme=programme, shown=True, declared__isnull=False)
    return list(rows.order_by("-cohort__starts", "order", "pk"))


def figures(cohort: Cohort) -> list[Row]:
    """Every indicator of a cohort with what is reached."""
    rows = []
    for indicator in cohort.indicators.all():
        indicator.cohort = cohort
        rows.append(Row(indicator, reached(indicator), _("counted here") if indicator.measure else indicator.source))
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

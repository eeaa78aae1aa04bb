"""Quotas as the minutes say them."""

from incubator.web.phrases import in_a_row
from participants.selection.compose_models import Quota
from participants.selection.dimensions import Dimension


def quota_in_words(quota: Quota, known: dict[str, Dimension]) -> str:
    """ "at least 3 · gender: women", a share in per cent of the places."""
    found = known.get(quota.dimension)
    amount = f"{quota.amount} %" if quota.share else str(quota.amount)
    values = in_a_row(found.name(str(value)) for value in quota.values) if found else ""
    label = found.label if found else quota.dimension
    return f"{quota.get_sense_display()} {amount} · {label}{': ' + values if values else ''}"

"""Day and hour typed in a named zone, kept as an instant."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.lib.clock import at
from incubator.lib.errors import Refused


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Hour(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=Day(), **more)


def hour_field(label: Any, **more: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=Hour(), **more)


def local_parts(moment: datetime | None, zone: str, name: str) -> dict[str, Any]:
    """Initial values of `<name>_day` and `<name>_time`."""
    if moment is None:
        return {}
    local = timezone.localtime(moment, ZoneInfo(zone))
    return {f"{name}_day": local.date(), f"{name}_time": local.time().replace(second=0, microsecond=0)}


def read_moment(form: forms.BaseForm, name: str, zone: str, *, required: bool = True) -> datetime | None:
    """The instant that `<name>_day` and `<name>_time` mean in a zone; what is wrong is said on the form."""
    day, hour = form.cleaned_data.get(f"{name}_day"), form.cleaned_data.get(f"{name}_time")
    if day is None and hour is None and not required:
        return None
    if day is None or hour is None:
        if not required:
            form.add_error(f"{name}_day", _("Give both the day and the hour."))
        return None
    try:
        return at(day, time(hour.hour, hour.minute), zone)
    except Refused as refusal:
        form.add_error(f"{name}_time", str(refusal))
        return None

"""What editors write, and when a work is seen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.clock import zone_choices
from programmes.calls.forms.zoned import day_field, hour_field, local_parts, read_moment
from showcase.works.models import Work
from showcase.works.states import Embargo


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note to the author"), max_length=1500, widget=forms.Textarea, help_text=_("What to change, and why.")
    )


class EmbargoForm(forms.Form):
    """Gives `embargo`, `until` and `zone`."""

    embargo = forms.ChoiceField(label=_("Embargo"), choices=Embargo.choices, required=False, widget=forms.RadioSelect)
    until_day = day_field(_("Until the day"), required=False)
    until_time = hour_field(_("at"), required=False)
    zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices, help_text=_("Usually the festival’s."))

    def __init__(self, data: Any, work: Work) -> None:
        zone = work.embargo_zone or (work.cohort.time_zone if work.cohort else "UTC")
        initial = {"embargo": work.embargo, "zone": zone, **local_parts(work.embargo_until, zone, "until")}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        wanted = bool(cleaned.get("embargo"))
        until = read_moment(self, "until", cleaned.get("zone") or "UTC", required=False)
        if wanted and until is None and not self.errors:
            self.add_error("until_day", _("Say until when: a day and an hour to come."))
        return {"embargo": cleaned.get("embargo", ""), "until": until if wanted else None, "zone": cleaned.get("zone", "UTC")}

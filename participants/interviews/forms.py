"""Hours of an interview stage; what a candidate answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.clock import zone_choices
from participants.interviews.queries import reviewers_of
from programmes.calls.forms.zoned import day_field, hour_field, read_moment
from programmes.calls.models import Stage


class SlotsForm(forms.Form):
    """Several hours in a row, at one place or behind one link, with one panel."""

    first_day = day_field(_("Day"))
    first_time = hour_field(_("First hour"))
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=())
    count = forms.IntegerField(label=_("How many in a row"), min_value=1, max_value=40, initial=4)
    minutes = forms.IntegerField(label=_("Minutes each"), min_value=5, max_value=480, initial=30)
    pause = forms.IntegerField(label=_("Minutes between them"), min_value=0, max_value=480, initial=10)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(label=_("Link of the meeting"), max_length=500, required=False, assume_scheme="https")
    panel: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label=_("Who asks"), queryset=None, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, stage: Stage, **more: Any) -> None:
        more.setdefault("initial", {"time_zone": stage.call.time_zone})
        super().__init__(*args, **more)
        zones, panel = self.fields["time_zone"], self.fields["panel"]
        assert isinstance(zones, forms.ChoiceField)
        assert isinstance(panel, forms.ModelMultipleChoiceField)
        zones.choices, panel.queryset = zone_choices(), reviewers_of(stage)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("time_zone"):
            data["first"] = read_moment(self, "first", data["time_zone"])
        return data

    @property
    def given(self) -> dict[str, Any]:
        names = ("first", "panel", "count", "minutes", "pause", "time_zone", "place", "link")
        return {name: self.cleaned_data[name] for name in names}


class WordsForm(forms.Form):
    words = forms.CharField(label=_("When could you come?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

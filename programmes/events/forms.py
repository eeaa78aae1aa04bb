"""The form of an event; times are typed in its zone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib import clock
from incubator.lib.errors import Refused
from programmes.editions.forms import Day
from programmes.editions.models import Cohort
from programmes.events.models import Event
from programmes.workshops.forms import Clock


class EventForm(forms.ModelForm):
    first_day = forms.DateField(label=_("First day"), widget=Day())
    begin = forms.TimeField(label=_("From"), widget=Clock())
    last_day = forms.DateField(label=_("Last day"), widget=Day())
    finish = forms.TimeField(label=_("To"), widget=Clock())
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=clock.zone_choices)
    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https")

    class Meta:
        model = Event
        fields = ["title", "slug", "kind", "first_day", "begin", "last_day", "finish", "time_zone", "site", "link", "about"]
        fields += ["capacity", "artists", "countries_count", "audience", "audience_source"]

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        site: Any = self.fields["site"]
        site.queryset = cohort.organisation.sites.all()
        self.initial.setdefault("time_zone", cohort.time_zone)
        if self.instance.pk:
            del self.fields["slug"]
            zone = clock.zone(self.instance.time_zone)
            starts, ends = self.instance.starts.astimezone(zone), self.instance.ends.astimezone(zone)
            self.initial.update(
                {"first_day": starts.date(), "begin": starts.time(), "last_day": ends.date(), "finish": ends.time()}
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not {"first_day", "begin", "last_day", "finish", "time_zone"} <= data.keys():
            return data
        try:
            data["starts"] = clock.at(data.pop("first_day"), data.pop("begin"), data["time_zone"])
            data["ends"] = clock.at(data.pop("last_day"), data.pop("finish"), data["time_zone"])
        except Refused as why:
            self.add_error("begin", str(why.message))
        return data

    def _post_clean(self) -> None:
        """The action builds the row; here nothing is written to the instance."""

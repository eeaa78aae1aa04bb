"""Forms for workshops, sessions and facilitators; times are typed in a named zone."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib import clock
from incubator.lib.errors import Refused
from incubator.lib.places import country_choices
from programmes.editions.forms import Day
from programmes.editions.models import Cohort
from programmes.workshops.models import Facilitator, Session, Workshop
from programmes.workshops.queries import spaces_of


class Clock(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WorkshopForm(forms.ModelForm):
    class Meta:
        model = Workshop
        fields = ["title", "slug", "starts", "ends", "sites", "host", "about"]
        widgets = {"starts": Day(), "ends": Day(), "sites": forms.CheckboxSelectMultiple()}

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites: Any = self.fields["sites"]
        sites.queryset = cohort.organisation.sites.all()
        host: Any = self.fields["host"]
        host.queryset, host.label = cohort.organisation.partners.all(), _("Hosted by")
        if self.instance.pk:
            del self.fields["slug"]


class SessionForm(forms.ModelForm):
    """`day`, `begin` and `finish` are read in `time_zone`; an end not after the beginning is on the next day."""

    day = forms.DateField(label=_("Day"), widget=Day())
    begin = forms.TimeField(label=_("From"), widget=Clock())
    finish = forms.TimeField(label=_("To"), widget=Clock())
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=clock.zone_choices)
    link = forms.URLField(label=_("Link for remote people"), required=False, assume_scheme="https")

    class Meta:
        model = Session
        fields = ["title", "kind", "day", "begin", "finish", "time_zone", "spaces", "facilitators", "groups", "after"]
        fields += ["link", "about"]
        widgets = {name: forms.CheckboxSelectMultiple() for name in ("spaces", "facilitators", "groups", "after")}

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = workshop.organisation
        choices: dict[str, Any] = {
            "spaces": spaces_of(workshop),
            "facilitators": organisation.facilitators.all(),
            "groups": workshop.cohort.groups.all(),
            "after": workshop.sessions.exclude(pk=self.instance.pk),
        }
        for name, rows in choices.items():
            field: Any = self.fields[name]
            field.queryset = rows
        spaces: Any = self.fields["spaces"]
        spaces.label_from_instance = lambda space: f"{space.name} · {space.site}"
        self.fields["after"].label = _("Must come after")
        zone_name = self.instance.time_zone if self.instance.pk else workshop.cohort.time_zone
        self.initial["time_zone"] = zone_name
        if self.instance.pk:
            starts = self.instance.starts.astimezone(clock.zone(zone_name))
            ends = self.instance.ends.astimezone(clock.zone(zone_name))
            self.initial.update({"day": starts.date(), "begin": starts.time(), "finish": ends.time()})
        else:
            self.initial.setdefault("day", workshop.starts)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not {"day", "begin", "finish", "time_zone"} <= data.keys():
            return data
        day, begin, finish = data.pop("day"), data.pop("begin"), data.pop("finish")
        last = day if finish > begin else day + timedelta(days=1)
        try:
            data["starts"] = clock.at(day, begin, data["time_zone"])
            data["ends"] = clock.at(last, finish, data["time_zone"])
        except Refused as why:
            self.add_error("begin", str(why.message))
        return data

    def _post_clean(self) -> None:
        """The action builds the row; here nothing is written to the instance."""


class FacilitatorForm(forms.ModelForm):
    country = forms.ChoiceField(label=_("Country"), choices=lambda: [("", "—"), *country_choices()], required=False)

    class Meta:
        model = Facilitator
        fields = ["name", "affiliation", "country", "remote"]

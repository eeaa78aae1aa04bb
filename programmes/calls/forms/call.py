"""The call itself: texts, dates in its own zone, who may apply."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.clock import zone_choices
from incubator.lib.places import country_choices, country_name
from programmes.calls.forms.zoned import Day, day_field, hour_field, local_parts, read_moment
from programmes.calls.models import Call
from programmes.calls.states import State
from programmes.editions.models import Cohort

TEXTS = ("title", "summary", "text", "offers")
PLAIN = (
    "time_zone grace_minutes paper_days answer_by edit_after_submit limit_per_person age_min age_max age_on soft_rules blind".split()
)  # fmt: skip


class CallForm(forms.ModelForm):
    """`fields()` gives what the actions `create` and `edit` take."""

    opens_day = day_field(_("Opens on"))
    opens_time = hour_field(_("at"), initial="09:00")
    closes_day = day_field(_("Deadline"))
    closes_time = hour_field(_("at"), initial="23:59")
    second_closes_day = day_field(
        _("Deadline of the second step"), required=False, help_text=_("For who is invited to sections of the second step.")
    )
    second_closes_time = hour_field(_("at"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=zone_choices, help_text=_("Opening and deadline are hours of this place.")
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries of residence"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: from everywhere."),
    )
    other_countries = forms.MultipleChoiceField(label=_("Other countries"), required=False)
    regions = forms.CharField(
        label=_("Regions of residence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line, as people there write it. Empty: every region."),
    )

    class Meta:
        model = Call
        fields = (*TEXTS, "slug", *PLAIN)
        widgets = {"answer_by": Day(), "age_on": Day()}

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        call = kwargs.get("instance")
        kwargs["initial"] = self._initial(call, cohort) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        near = list(dict.fromkeys([*cohort.programme.countries, *(call.countries if call else [])]))
        self.fields["countries"].choices = sorted(((code, country_name(code)) for code in near), key=lambda pair: pair[1])  # type: ignore[attr-defined]
        self.fields["other_countries"].choices = [pair for pair in country_choices() if pair[0] not in near]  # type: ignore[attr-defined]
        self.fields["slug"].required = self.fields["paper_days"].required = False
        self.fields["slug"].help_text = _("Part of the page's address. Empty: made from the title.")
        self.fields["grace_minutes"].help_text = _("For who was about to send. Not announced.")
        self.fields["age_on"].help_text = _("Empty: on the day of the deadline.")
        self.announced = call is not None and call.state != State.DRAFT
        if self.announced:
            for name in ("slug", "closes_day", "closes_time", "time_zone"):
                del self.fields[name]
        if call is not None and self.announced and not call.is_upcoming:
            del self.fields["opens_day"], self.fields["opens_time"]
        self.fixed_zone = call.time_zone if call is not None else cohort.time_zone

    @staticmethod
    def _initial(call: Call | None, cohort: Cohort) -> dict[str, Any]:
        if call is None:
            return {"time_zone": cohort.time_zone, "age_min": 18}
        parts = local_parts(call.opens, call.time_zone, "opens") | local_parts(call.closes, call.time_zone, "closes")
        parts |= local_parts(call.second_closes, call.time_zone, "second_closes")
        return parts | {"regions": "\n".join(call.regions), "countries": call.countries}

    def clean_regions(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["regions"].splitlines())
        return list(dict.fromkeys(line[:80] for line in lines if line))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        zone = data.get("time_zone") or self.fixed_zone
        for name in ("opens", "closes"):
            if f"{name}_day" in self.fields:
                data[name] = read_moment(self, name, zone)
        data["second_closes"] = read_moment(self, "second_closes", zone, required=False)
        closes = data.get("closes") or self.instance.closes
        if data["second_closes"] and closes and data["second_closes"] <= closes:
            self.add_error("second_closes_day", _("The second deadline must come after the first."))
        if data.get("opens") and data.get("closes") and data["closes"] <= data["opens"]:
            self.add_error("closes_day", _("The deadline must come after the opening."))
        if data.get("age_min") and data.get("age_max") and data["age_max"] < data["age_min"]:
            self.add_error("age_max", _("The oldest age must not be below the youngest."))
        return data

    def fields_given(self) -> dict[str, Any]:
        data = self.cleaned_data
        given = {name: data[name] for name in (*TEXTS, *PLAIN, "opens", "closes", "second_closes") if name in data}
        if given.get("paper_days") is None:
            given.pop("paper_days", None)
        if data.get("slug"):
            given["slug"] = data["slug"]
        return given | {"countries": sorted({*data["countries"], *data["other_countries"]}), "regions": data["regions"]}

    def _post_clean(self) -> None:
        """The row is changed by the action alone, so it is neither filled nor validated here."""


class ExtendForm(forms.Form):
    """A later deadline, typed in the call's zone."""

    closes_day = day_field(_("New deadline"))
    closes_time = hour_field(_("at"))

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        kwargs["initial"] = local_parts(call.closes, call.time_zone, "closes")
        super().__init__(*args, **kwargs)
        self.call = call

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["closes"] = read_moment(self, "closes", self.call.time_zone)
        return data


class CopyForm(forms.Form):
    """Which call to copy."""

    source: Any = forms.ModelChoiceField(label=_("Copy everything from"), queryset=None, empty_label=None)

    def __init__(self, *args: Any, calls: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["source"]
        field.queryset = calls
        field.label_from_instance = lambda call: f"{call.title} – {call.cohort}"

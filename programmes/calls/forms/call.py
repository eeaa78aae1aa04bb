"""The call itself: texts, dates in its own zone, who may apply."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.clock import zone_choices
from incubator.lib.places import country_choices, country_name
from incubator.web.texts import Texts
from incubator.web.widgets import Segments
from programmes.calls.eligibility import AGE, DISCIPLINE_RULE, EARLIER, PLACE, REGION_RULE, RULES
from programmes.calls.forms.zoned import Day, day_field, hour_field, local_parts, read_moment
from programmes.calls.models import Call
from programmes.calls.phrases import rule_lines
from programmes.calls.queries import asked_of, rules_of
from programmes.calls.states import Meaning, PlaceBy, State
from programmes.editions.models import Cohort
from programmes.editions.states import DISCIPLINES

TEXTS = ("title", "summary", "text", "offers")
PLAIN = (
    "time_zone grace_minutes paper_days keep_months answer_by edit_after_submit limit_per_person age_min age_max age_on country_by earlier blind "
    "team_max team_confirmed".split()
)  # fmt: skip


HARD, SOFT = "hard", "soft"


def strictness() -> forms.ChoiceField:
    """Whether a rule stops or flags."""
    return forms.ChoiceField(
        label=_("Who does not meet it"),
        choices=[(HARD, _("cannot send")), (SOFT, _("can send, and is flagged"))],
        initial=HARD,
        required=False,
        widget=Segments,
    )


def discipline_choices(cohort: Cohort, call: Call | None) -> list[tuple[str, str]]:
    """What the question about the discipline offers; the programme's disciplines where there is none yet."""
    names = dict(DISCIPLINES)
    offered = [(code, str(names[code])) for code in cohort.programme.disciplines if code in names]
    if call is not None and (asked := asked_of(call).filter(meaning=Meaning.DISCIPLINE).first()):
        offered = [(str(one["value"]), str(Texts(one.get("label") or {})) or str(one["value"])) for one in asked.options]
    kept = [(code, str(names.get(code, code))) for code in (call.disciplines if call else []) if code not in dict(offered)]
    return offered + kept


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
        label=_("Countries"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None ticked: from everywhere.")
    )
    other_countries = forms.MultipleChoiceField(label=_("Other countries"), required=False, widget=forms.CheckboxSelectMultiple)
    disciplines = forms.MultipleChoiceField(
        label=_("Disciplines"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None ticked: all of them.")
    )
    regions = forms.CharField(
        label=_("Regions of residence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line, as people there write it. Empty: every region."),
    )
    age_strict = strictness()
    place_strict = strictness()
    region_strict = strictness()
    discipline_strict = strictness()
    earlier_strict = strictness()

    class Meta:
        model = Call
        fields = (*TEXTS, "slug", *PLAIN)
        widgets = {"answer_by": Day(), "age_on": Day(), "country_by": Segments()}

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        call = kwargs.get("instance")
        kwargs["initial"] = self._initial(call, cohort) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        near = list(dict.fromkeys([*cohort.programme.countries, *(call.countries if call else [])]))
        self.fields["countries"].choices = sorted(((code, country_name(code)) for code in near), key=lambda pair: pair[1])  # type: ignore[attr-defined]
        self.fields["other_countries"].choices = [pair for pair in country_choices() if pair[0] not in near]  # type: ignore[attr-defined]
        self.fields["disciplines"].choices = discipline_choices(cohort, call)  # type: ignore[attr-defined]
        self.call = call
        for name in ("slug", "country_by", "paper_days", "keep_months"):
            self.fields[name].required = False
        self.fields["slug"].help_text = _("Part of the page's address. Empty: made from the title.")
        self.fields["grace_minutes"].help_text = _("For who was about to send. Not announced.")
        self.fields["keep_months"].help_text = _(
            "After the decisions are published, as the consent in your form says. Then answers, files and names are deleted; figures stay."
        )
        self.fields["team_max"].help_text = _(
            "0: people apply alone. Else the lead invites by e-mail, and each confirms for themself."
        )
        self.fields["team_max"].required = False
        self.fields["team_confirmed"].help_text = _(
            "Else who has not answered yet is sent as such and can confirm until the decision."
        )
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
            return {"time_zone": cohort.time_zone, "age_min": 18} | {f"{rule}_strict": HARD for rule in RULES}
        parts = local_parts(call.opens, call.time_zone, "opens") | local_parts(call.closes, call.time_zone, "closes")
        parts |= local_parts(call.second_closes, call.time_zone, "second_closes")
        strict = {f"{rule}_strict": SOFT if rule in call.soft else HARD for rule in RULES}
        lists = {"regions": "\n".join(call.regions), "countries": call.countries, "disciplines": call.disciplines}
        return parts | lists | strict

    def clean_team_max(self) -> int:
        return self.cleaned_data["team_max"] or 0

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
        for name in ("paper_days", "keep_months"):
            if given.get(name) is None:
                given.pop(name, None)
        if data.get("slug"):
            given["slug"] = data["slug"]
        given["country_by"] = given["country_by"] or PlaceBy.RESIDENCE
        countries = sorted({*data["countries"], *data["other_countries"]})
        soft = [rule for rule in RULES if data.get(f"{rule}_strict") == SOFT]
        return given | {"countries": countries, "regions": data["regions"], "disciplines": data["disciplines"], "soft": soft}

    @property
    def rules(self) -> list[dict[str, Any]]:
        """The rules as the page shows them: each folds open where it counts already, or where something is wrong."""
        lines = {line.rule: line for line in rule_lines(rules_of(self.call))} if self.call else {}
        parts = (
            (AGE, _("Age"), (("age_min", "age_max", "age_on"),)),
            (PLACE, _("Country"), (("country_by",), ("countries",), ("other_countries",))),
            (REGION_RULE, _("Region"), (("regions",),)),
            (DISCIPLINE_RULE, _("Discipline"), (("disciplines",),)),
            (EARLIER, _("Earlier participation"), (("earlier",),)),
        )
        found = []
        for rule, title, rows in parts:
            names = [name for row in rows for name in row]
            wrong = any(name in self.errors for name in names) if self.is_bound else False
            found.append(
                {
                    "key": rule, "title": title, "line": lines.get(rule), "open": wrong or rule in lines,
                    "rows": [[self[name] for name in row] for row in rows], "strict": self[f"{rule}_strict"],
                }
            )  # fmt: skip
        return found

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

"""Forms for programmes, cohorts, phases and groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.clock import zone_choices
from incubator.lib.places import country_choices, language_choices
from incubator.organisations.models import Organisation
from programmes.editions.models import Cohort, Group, Phase, Programme
from programmes.editions.states import DISCIPLINES


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ProgrammeForm(forms.ModelForm):
    countries = forms.MultipleChoiceField(label=_("Countries"), choices=country_choices, required=False)
    disciplines = forms.MultipleChoiceField(label=_("Disciplines"), choices=DISCIPLINES, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Working languages"),
        choices=language_choices,
        help_text=_("The first one is shown where a translation is missing."),
    )

    class Meta:
        model = Programme
        fields = [
            "name",
            "slug",
            "summary",
            "about",
            "audience",
            "rewards",
            "kind",
            "accent",
            "countries",
            "disciplines",
            "languages",
            "since",
            "duration_months",
            "potential_members",
        ]
        widgets = {"since": Day()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["slug"]


class CohortForm(forms.ModelForm):
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)

    class Meta:
        model = Cohort
        fields = [
            "name",
            "slug",
            "number",
            "starts",
            "ends",
            "time_zone",
            "capacity",
            "budget",
            "budget_per_person",
            "currency",
            "sites",
            "notes",
        ]
        widgets = {"starts": Day(), "ends": Day(), "sites": forms.CheckboxSelectMultiple()}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites: Any = self.fields["sites"]
        sites.queryset = organisation.sites.all()
        self.fields["currency"].help_text = _("Three letters: MAD, EUR, XOF …")
        if self.instance.pk:
            del self.fields["slug"]

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class PhaseForm(forms.ModelForm):
    class Meta:
        model = Phase
        fields = ("name", "starts", "ends")
        widgets = {"starts": Day(), "ends": Day()}


class GroupForm(forms.ModelForm):
    class Meta:
        model = Group
        fields = ("name", "kind", "about")

""" "May I apply?": asks what the call's rules need, and no name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_choices
from programmes.calls.eligibility import ELSEWHERE, Facts, Rules
from programmes.calls.forms.zoned import Day


class CheckForm(forms.Form):
    """Only the fields that count for these rules."""

    birth = forms.DateField(label=_("Your date of birth"), required=False, widget=Day())
    country = forms.ChoiceField(label=_("Country where you live"), required=False)
    region = forms.ChoiceField(label=_("Region where you live"), required=False)

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose = [("", _("Choose …"))]
        country: Any = self.fields["country"]
        region: Any = self.fields["region"]
        country.choices = [*choose, *country_choices()]
        region.choices = [*choose, *((name, name) for name in rules.regions), (ELSEWHERE, _("Another region"))]
        for name, counts in (("birth", rules.by_age), ("country", rules.countries), ("region", rules.regions)):
            if not counts:
                del self.fields[name]

    def facts(self) -> Facts:
        data = self.cleaned_data
        return Facts(data.get("birth"), data.get("country", ""), data.get("region", ""))

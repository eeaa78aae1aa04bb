"""How the list of creators is narrowed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_name, sort_key


class CreatorFilter(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=80)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, data: Any, countries: list[str]) -> None:
        super().__init__(data)
        named = sorted(((code, country_name(code)) for code in countries), key=lambda pair: sort_key(pair[1]))
        self.fields["country"].choices = [("", str(_("All"))), *named]  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs["type"] = "search"

    @property
    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

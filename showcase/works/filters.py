"""What the wall can be narrowed by; everything stands in the address."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_name, language_name, sort_key
from incubator.web.texts import Texts
from programmes.editions.states import DISCIPLINES
from showcase.works.catalogue import Catalogue
from showcase.works.states import ACCESS, Kind, Length, Need, Order

Choices = list[tuple[str, str]]
CHOICES: dict[str, Any] = {"discipline": DISCIPLINES, "need": Need.choices}


def _sorted(pairs: Any) -> Choices:
    return sorted(((str(value), str(text)) for value, text in pairs), key=lambda pair: sort_key(pair[1]))


def _names(known: Catalogue) -> dict[str, Choices]:
    """The values that some work has, by field, with their names in their order."""
    named = {name: {str(value): text for value, text in pairs} for name, pairs in CHOICES.items()}
    return {
        "kind": [(value, str(Kind(value).label)) for value in known.kinds if value in Kind.values],
        "country": _sorted((code, country_name(code)) for code in known.facets["country"]),
        "language": _sorted((code, language_name(code)) for code in known.facets["language"]),
        "discipline": _sorted((one, named["discipline"].get(one, one)) for one in known.facets["discipline"]),
        "programme": _sorted((slug, Texts(known.names[slug])) for slug in known.programmes),
        "length": [(value, str(text)) for value, text in Length.choices if value in known.facets["length"]],
        "year": [(str(year), str(year)) for year in known.years],
        "access": [(value, str(text)) for value, text in ACCESS if value in known.facets["access"]],
        "need": _sorted((value, named["need"].get(value, value)) for value in known.facets["need"]),
    }


QUIET = ("order",)
"""What orders, and narrows nothing."""


class WorkFilter(forms.Form):
    """Fields take the values that some work has. Unknown values narrow nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    discipline = forms.ChoiceField(label=_("Discipline"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    length = forms.ChoiceField(label=_("Length"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    access = forms.ChoiceField(label=_("Accessibility"), required=False)
    need = forms.ChoiceField(label=_("Is looking for"), required=False)
    order = forms.ChoiceField(label=_("Order"), required=False, choices=Order.choices)

    def __init__(self, data: Any, known: Catalogue) -> None:
        super().__init__(data)
        self._names = _names(known)
        for name, named in self._names.items():
            self._offer(name, named)
        self.fields["q"].widget.attrs |= {"type": "search", "list": "suggested", "autocomplete": "off"}

    def _offer(self, name: str, pairs: Choices) -> None:
        self.fields[name].choices = [("", str(_("All"))), *pairs]  # type: ignore[attr-defined]

    def count(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Beside each value how many of what was found it would leave; values that would leave nothing go."""
        chosen = self.wanted
        for name, named in self._names.items():
            if name not in chosen:
                left = counts.get(name, {})
                self._offer(name, [(value, f"{text} ({left[value]})") for value, text in named if left.get(value)])

    @property
    def wanted(self) -> dict[str, str]:
        """What is asked for and known, by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def said(self) -> list[dict[str, str]]:
        """Each thing asked for in words, with the address without it."""
        wanted = self.wanted
        shown = []
        for name, value in wanted.items():
            if name in QUIET:
                continue
            rest = {key: other for key, other in wanted.items() if key != name}
            words = f"“{value}”" if name == "q" else dict(self.fields[name].choices)[value]  # type: ignore[attr-defined]
            shown.append({"text": words, "href": "?" + urlencode(rest)})
        return shown

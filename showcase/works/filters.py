"""What the wall can be narrowed by; everything stands in the address."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_name, language_name, sort_key
from incubator.web.texts import Texts
from programmes.editions.states import DISCIPLINES
from showcase.works.catalogue import Catalogue
from showcase.works.states import Kind

Choices = list[tuple[str, str]]


def _sorted(pairs: Any) -> Choices:
    return sorted(((str(value), str(text)) for value, text in pairs), key=lambda pair: sort_key(pair[1]))


def _choices(first: Any, pairs: Choices) -> Choices:
    return [("", str(first)), *pairs]


class WorkFilter(forms.Form):
    """Fields take the values that some work has. Unknown values narrow nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    discipline = forms.ChoiceField(label=_("Discipline"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data: Any, known: Catalogue) -> None:
        super().__init__(data)
        disciplines = dict(DISCIPLINES)
        self._offer("kind", _("All"), [(value, str(Kind(value).label)) for value in known.kinds if value in Kind.values])
        self._offer("discipline", _("All"), _sorted((one, disciplines.get(one, one)) for one in known.disciplines))
        self._offer("country", _("All"), _sorted((code, country_name(code)) for code in known.countries))
        self._offer("programme", _("All"), _sorted((slug, Texts(known.names[slug])) for slug in known.programmes))
        self._offer("language", _("All"), _sorted((code, language_name(code)) for code in known.languages))
        self._offer("year", _("All"), [(str(year), str(year)) for year in known.years])
        self.fields["q"].widget.attrs["type"] = "search"

    def _offer(self, name: str, nothing: Any, pairs: Choices) -> None:
        self.fields[name].choices = _choices(nothing, pairs)  # type: ignore[attr-defined]

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
            rest = {key: other for key, other in wanted.items() if key != name}
            words = f"“{value}”" if name == "q" else dict(self.fields[name].choices)[value]  # type: ignore[attr-defined]
            shown.append({"text": words, "href": "?" + urlencode(rest)})
        return shown

"""One's own public page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_choices
from programmes.editions.states import DISCIPLINES
from showcase.creators.models import Creator


class CreatorForm(forms.ModelForm):
    country = forms.ChoiceField(label=_("Country"), required=False)
    disciplines = forms.MultipleChoiceField(
        label=_("Disciplines"), choices=DISCIPLINES, required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "many"})
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = Creator
        fields = ["name", "collective", "statement", "country", "city", "disciplines", "website"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "–"), *country_choices()]  # type: ignore[attr-defined]
        self.fields["name"].help_text = _("As you want to be called in public; a stage name is fine.")
        self.fields["collective"].label = _("This is the page of a collective")
        self.fields["statement"].help_text = _("What moves you, in a few lines.")

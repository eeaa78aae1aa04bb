"""One's own public page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_choices
from programmes.editions.states import DISCIPLINES
from showcase.creators.models import Creator
from showcase.creators.states import Offer

MOST_LINKS = 8


class CreatorForm(forms.ModelForm):
    country = forms.ChoiceField(label=_("Country"), required=False)
    disciplines = forms.MultipleChoiceField(
        label=_("Disciplines"), choices=DISCIPLINES, required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "many"})
    )
    available = forms.MultipleChoiceField(
        label=_("Available for"),
        choices=Offer.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "many"}),
    )
    links = forms.CharField(
        label=_("Other links"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line: the address, then what it is called. “https://example.org Portfolio”"),
    )
    members = forms.MultipleChoiceField(
        label=_("Members of the collective"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "many"}),
        help_text=_("Each is asked first and shown once they say yes. Only people with a page of their own are listed here."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = Creator
        fields = ["name", "collective", "statement", "country", "city", "territory", "disciplines", "available", "website"]

    def __init__(self, *args: Any, may_belong: list[Creator] = [], named: list[str] = [], **kwargs: Any) -> None:  # noqa: B006
        super().__init__(*args, **kwargs)
        self.pages = {one.slug: one for one in may_belong}
        members: Any = self.fields["members"]
        members.choices, members.initial = [(slug, one.name) for slug, one in self.pages.items()], named
        if not self.pages:
            del self.fields["members"]
        self.fields["links"].initial = "\n".join(f"{one['url']} {one['text']}".strip() for one in self.instance.links or [])
        self.fields["territory"].help_text = _("“Dakar and Saint-Louis”, “anywhere by train”.")
        self.fields["country"].choices = [("", "–"), *country_choices()]  # type: ignore[attr-defined]
        self.fields["name"].help_text = _("As you want to be called in public; a stage name is fine.")
        self.fields["collective"].label = _("This is the page of a collective")
        self.fields["statement"].help_text = _("What moves you, in a few lines.")

    def clean_links(self) -> list[dict[str, str]]:
        """Lines of an address and, after a blank, its name."""
        found, check = [], forms.URLField(assume_scheme="https")
        for line in self.cleaned_data["links"].splitlines()[:MOST_LINKS]:
            address, _blank, text = line.strip().partition(" ")
            if not address:
                continue
            try:
                url = check.clean(address)
            except forms.ValidationError as why:
                raise forms.ValidationError(_("“%(address)s” is not an address.") % {"address": address}) from why
            found.append({"url": url, "text": text.strip()[:60] or url.split("/")[2]})
        return found

    def clean_members(self) -> list[Creator]:
        return [self.pages[slug] for slug in self.cleaned_data["members"]]

"""Forms for places."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.clock import zone_choices
from incubator.lib.places import country_choices
from programmes.sites.models import Site, Space


class SiteForm(forms.ModelForm):
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)

    class Meta:
        model = Site
        fields = ("name", "city", "country", "time_zone", "latitude", "longitude", "is_hub")


class SpaceForm(forms.ModelForm):
    class Meta:
        model = Space
        fields = ("name", "capacity", "equipment")

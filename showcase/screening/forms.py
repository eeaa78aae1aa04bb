"""Forms of the desk of rooms."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from showcase.screening.actions import MOST_DAYS, STANDARD_TERMS
from showcase.screening.models import Screening


class ScreeningForm(forms.ModelForm):
    class Meta:
        model = Screening
        fields = ["title", "text", "terms"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = _("Guests read it, too: “Jury, spring 2026”.")
        self.fields["terms"].help_text = _("Empty: “%(terms)s”") % {"terms": STANDARD_TERMS}


class InvitationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    house = forms.CharField(label=_("Festival, jury or company"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("Empty: you hand the link over yourself."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    days = forms.IntegerField(label=_("Good for how many days"), min_value=1, max_value=MOST_DAYS, initial=21)
